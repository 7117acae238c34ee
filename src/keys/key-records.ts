import { ServiceError } from '../shared/index.js';
import { didKeyMethodOf, didKeyOf } from './multikey.js';
import type { CreateKeyRequest, KeyRole, PublicKeyRecord } from './types.js';

/** Signs at `now`: inside its window and not compromised. */
export const signsAt = (record: PublicKeyRecord, now: Date): boolean =>
  record.revokedAt === null &&
  Date.parse(record.validFrom) <= now.getTime() &&
  (record.validUntil === null || now.getTime() < Date.parse(record.validUntil));

/** The newest key of this controller and role that may sign at `now`. ServiceError `no-signing-key` when there is none. */
export function signingKey(
  records: readonly PublicKeyRecord[],
  controller: string,
  role: KeyRole,
  now: Date,
): PublicKeyRecord {
  const usable = records
    .filter((record) => record.controller === controller && record.role === role && signsAt(record, now))
    .sort((left, right) => Date.parse(right.validFrom) - Date.parse(left.validFrom) || (left.id < right.id ? 1 : -1));
  const [newest] = usable;
  if (!newest) throw noSigningKey(role);
  return newest;
}

export const noSigningKey = (role: KeyRole): ServiceError =>
  new ServiceError('no-signing-key', {
    status: 503,
    title: `There is no ${role} key that may sign now.`,
    whatToDo: 'Create a new key whose window includes today, then try again. Nothing was signed.',
  });

/** Describes a new key. The controller `did:key` stands for "the DID made of this key itself". */
export function newRecord(
  request: CreateKeyRequest,
  publicKeyMultibase: string,
  existing: readonly PublicKeyRecord[],
  throwaway: boolean,
): PublicKeyRecord {
  const isDidKey = request.controller === 'did:key';
  const controller = isDidKey ? didKeyOf(publicKeyMultibase) : request.controller;
  const id = isDidKey
    ? didKeyMethodOf(publicKeyMultibase)
    : `${controller}#${request.fragment ?? nextFragment(request, existing)}`;
  if (existing.some((record) => record.id === id)) {
    throw keyExists();
  }
  return {
    id,
    controller,
    role: request.role,
    algorithm: request.algorithm,
    publicKeyMultibase,
    validFrom: wholeSecond(request.validFrom).toISOString(),
    validUntil: request.validUntil?.toISOString() ?? null,
    revokedAt: null,
    throwaway,
  };
}

/** Proofs tell whole seconds: what a key signs in its first second would else be dated before the key. */
const wholeSecond = (at: Date): Date => new Date(Math.floor(at.getTime() / 1000) * 1000);

function nextFragment(request: CreateKeyRequest, existing: readonly PublicKeyRecord[]): string {
  const stem = `${request.role === 'issuer' ? 'key' : request.role}-${request.validFrom.getUTCFullYear()}`;
  let number = 1;
  while (existing.some((record) => record.id === `${request.controller}#${stem}-${number}`)) number++;
  return `${stem}-${number}`;
}

/** Ends the signing window at `at`, or marks the key compromised from `at` on. A window is never made longer. */
export function retiredRecord(record: PublicKeyRecord, at: Date, compromised: boolean): PublicKeyRecord {
  const earlier = record.validUntil !== null && Date.parse(record.validUntil) <= at.getTime();
  const validUntil = earlier ? record.validUntil : at.toISOString();
  return { ...record, validUntil, revokedAt: record.revokedAt ?? (compromised ? at.toISOString() : null) };
}

export function keyExists(): ServiceError {
  return new ServiceError('key-exists', {
    status: 409,
    title: 'There is already a key with this name.',
    whatToDo: 'Choose another fragment, or leave it out to get the next free one. Keys are never overwritten.',
  });
}

export function unknownKey(): ServiceError {
  return new ServiceError('key-unknown', {
    status: 404,
    title: 'There is no key with this id in the key store.',
    whatToDo: 'List the keys and use an id exactly as listed.',
  });
}
