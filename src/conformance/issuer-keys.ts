import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFileKeyStore, type KeyStore, type Signer } from '../keys/index.js';
import { isObject, ServiceError, type Clock } from '../shared/index.js';
import { profileNames, profiles, type ProfileName } from './profiles.js';

export interface ConformanceIssuer {
  /** did:key. */
  readonly id: string;
  readonly signer: Signer;
}

/** Protects nothing and says so: these keys sign test documents only. */
const PASSPHRASE = 'throwaway conformance keys';
const INDEX = 'issuers.json';

/**
 * One did:key issuer per profile, kept in `dir` so that the ids stay the same from run to run. ServiceError
 * `conformance-production-keys` when the folder holds a key that was not made to be thrown away.
 */
export async function openIssuers(
  dir: string,
  clock: Clock,
): Promise<Readonly<Record<ProfileName, ConformanceIssuer>>> {
  const keys = createFileKeyStore({ dir: join(dir, 'keys'), passphrase: PASSPHRASE, clock, throwaway: true });
  const existing = await keys.list();
  if (existing.some((key) => !key.throwaway)) throw productionKeys();
  const known = await readIndex(dir);
  const issuers: Partial<Record<ProfileName, ConformanceIssuer>> = {};
  for (const name of profileNames) {
    const id = known[name] ?? (await newIssuer(keys, name, clock));
    issuers[name] = { id, signer: await keys.signer(id, 'issuer', clock.now()) };
  }
  const ids = Object.fromEntries(Object.entries(issuers).map(([name, issuer]) => [name, issuer.id]));
  await writeIndex(dir, ids);
  return issuers as Readonly<Record<ProfileName, ConformanceIssuer>>;
}

async function newIssuer(keys: KeyStore, name: ProfileName, clock: Clock): Promise<string> {
  const { algorithm } = profiles[name];
  const validFrom = clock.now();
  const record = await keys.create({ controller: 'did:key', role: 'issuer', algorithm, validFrom, validUntil: null });
  return record.controller;
}

async function readIndex(dir: string): Promise<Partial<Record<string, string>>> {
  const text = await readFile(join(dir, INDEX), 'utf8').catch(() => '{}');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return {};
  }
  const entries = isObject(parsed) ? Object.entries(parsed) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

async function writeIndex(dir: string, ids: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(dir, { recursive: true });
  const temporary = join(dir, `.${INDEX}.tmp`);
  await writeFile(temporary, `${JSON.stringify(ids, null, 2)}\n`);
  await rename(temporary, join(dir, INDEX));
}

function productionKeys(): ServiceError {
  return new ServiceError('conformance-production-keys', {
    status: 500,
    title: 'The folder of the conformance server holds real keys.',
    whatToDo: 'Set CONFORMANCE_DIR to an empty folder. This server signs anything it is sent and must never hold them.',
  });
}
