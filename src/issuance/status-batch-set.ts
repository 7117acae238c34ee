import { createHash } from 'node:crypto';
import { transition, type Certificate } from '../assessment/index.js';
import { canonicalJson, eachPage, findEvery, isObject } from '../shared/index.js';
import type { IssuanceDeps } from './deps.js';
import { awardingBody } from './facts.js';
import type { SignedCredential } from './model.js';
import type { IssuanceStore } from './ports.js';
import type { BatchEvent, BatchScope, StatusBatchItem } from './status-batch-model.js';

export interface BatchQuestion {
  /** Only what this scheme's awarding body issued. */
  readonly scheme: string;
  readonly event: BatchEvent;
  readonly scope: BatchScope;
}

/** One thing the batch would change. No personal data: the number is the one on the paper. */
export interface BatchTarget {
  readonly targetType: StatusBatchItem['targetType'];
  readonly targetId: string;
  readonly number: string | null;
  readonly state: string;
}

export interface BatchSet {
  readonly targets: readonly BatchTarget[];
  /** Bound to exactly these targets in exactly these states, for this question. */
  readonly token: string;
}

/** Everything in this scope that the event would change now, in a fixed order. */
export async function batchSet(store: IssuanceStore, question: BatchQuestion, deps: BatchParts): Promise<BatchSet> {
  const targets = (await targetsOf(store, question, deps)).toSorted((left, right) =>
    left.targetId < right.targetId ? -1 : 1,
  );
  const bound = { ...question, targets: targets.map(({ targetId, state }) => [targetId, state]) };
  return { targets, token: createHash('sha256').update(canonicalJson(bound)).digest('hex') };
}

export type BatchParts = Pick<IssuanceDeps, 'keys' | 'forms'>;

async function targetsOf(store: IssuanceStore, question: BatchQuestion, deps: BatchParts): Promise<BatchTarget[]> {
  const { scheme, event, scope } = question;
  const changeable = (certificates: readonly Certificate[]): BatchTarget[] =>
    certificates
      .filter((certificate) => certificate.scheme === scheme && transition('certificate', certificate.state, event).ok)
      .map(({ id: targetId, number, state }) => ({ targetType: 'certificate', targetId, number, state }));
  switch (scope.kind) {
    case 'mission':
      return changeable(await findEvery(store.certificates, { scheme, missionId: scope.id }));
    case 'centre':
      return changeable(await findEvery(store.certificates, { scheme, siteId: scope.id }));
    case 'assessor':
      return changeable(await assessedBy(store, scheme, scope.id));
    case 'key':
      return signedWith(store, question, { ...deps, changeable });
  }
}

/** Certificates that rest on a record of this assessor. */
async function assessedBy(store: IssuanceStore, scheme: string, assessorPersonId: string): Promise<Certificate[]> {
  const recordIds = new Set<string>();
  const people = new Set<string>();
  for await (const records of eachPage(store.records, { scheme, assessorPersonId })) {
    for (const record of records) {
      recordIds.add(record.id);
      people.add(record.personId);
    }
  }
  const certificates = await inParts([...people], (personId) => findEvery(store.certificates, { scheme, personId }));
  return certificates.filter((certificate) => certificate.recordIds.some((id) => recordIds.has(id)));
}

interface KeyParts extends BatchParts {
  readonly changeable: (certificates: readonly Certificate[]) => BatchTarget[];
}

/** What was signed with this key; of erased texts, what could have been: they were signed while the key was in use. */
async function signedWith(store: IssuanceStore, question: BatchQuestion, parts: KeyParts): Promise<BatchTarget[]> {
  const { scheme, event, scope } = question;
  const { did } = await awardingBody(store, scheme);
  const key = (await parts.keys.list()).find(({ id, controller }) => id === scope.id && controller === did);
  if (key === undefined) return [];
  const [from, until] = [Date.parse(key.validFrom), key.validUntil === null ? Infinity : Date.parse(key.validUntil)];
  const inUse = (at: string): boolean => Date.parse(at) >= from && Date.parse(at) <= until;
  const form = parts.forms[0]?.id ?? '';
  const found = { certificate: [] as string[], passport: [] as string[], experience: [] as string[] };
  for await (const rows of eachPage(store.credentials, { issuerDid: did, form }, 500)) {
    for (const row of rows)
      if (row.json === '' ? inUse(row.signedAt) : keyOf(row) === scope.id) found[registerOf(row)].push(row.subjectId);
  }
  const certificates = await inParts(found.certificate, (id) => findEvery(store.certificates, { id }));
  if (event !== 'revoke') return parts.changeable(certificates);
  const passports = await inParts(found.passport, (id) => findEvery(store.passports, { id }));
  const experience = await inParts(found.experience, (id) => findEvery(store.experience, { id }));
  return [
    ...parts.changeable(certificates),
    ...passports
      .filter(({ state }) => transition('skillsPassport', state, 'close').ok)
      .map(({ id: targetId, number, state }): BatchTarget => ({ targetType: 'passport', targetId, number, state })),
    ...experience
      .filter(({ state }) => transition('experienceRecord', state, 'withdraw').ok)
      .map(({ id: targetId, state }): BatchTarget => ({ targetType: 'experience', targetId, number: null, state })),
  ];
}

/** Keys that the scheme's awarding body signs or signed awards with, the newest first. */
export async function issuingKeys(scheme: string, { store, keys }: Pick<IssuanceDeps, 'store' | 'keys'>) {
  const bodies = await store.read.organizations.find({ type: 'awarding-body', scheme });
  const dids = new Set(bodies.map((body) => body.did));
  return (await keys.list())
    .filter(({ role, controller }) => role === 'issuer' && dids.has(controller))
    .map(({ id, validFrom, validUntil }) => ({ id, validFrom, validUntil }))
    .toSorted((left, right) => (left.validFrom < right.validFrom ? 1 : -1));
}

function keyOf({ json }: SignedCredential): string | null {
  const document: unknown = json.startsWith('{') ? JSON.parse(json) : null;
  const proof = isObject(document) ? document['proof'] : null;
  const [first]: unknown[] = Array.isArray(proof) ? proof : [proof];
  const method = isObject(first) ? first['verificationMethod'] : null;
  return typeof method === 'string' ? method : null;
}

const registerOf = ({ kind }: SignedCredential): StatusBatchItem['targetType'] =>
  kind === 'passport' ? 'passport' : kind === 'confirmed-experience' ? 'experience' : 'certificate';

/** A filter takes so many values at most. */
const PART = 1_000;

async function inParts<T>(values: readonly string[], find: (part: readonly string[]) => Promise<T[]>): Promise<T[]> {
  const found: T[] = [];
  for (let start = 0; start < values.length; start += PART)
    found.push(...(await find(values.slice(start, start + PART))));
  return found;
}
