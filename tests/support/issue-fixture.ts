import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildAward,
  buildExperience,
  buildPassport,
  type AwardFacts,
  type CredentialKind,
  type ExperienceFacts,
  type PassportFacts,
} from '../../src/credentials/index.js';
import {
  bitsOf,
  buildStatusListCredential,
  zlibGunzip,
  type StatusListContent,
} from '../../src/credentials/status/index.js';
import { createSchemaGate } from '../../src/credentials/schema/schema-gate.js';
import type { AwardScope, TrustedIssuer, TrustList } from '../../src/issuers/types.js';
import { createMemoryKeyStore, type Signer } from '../../src/keys/index.js';
import { createEddsaJcs2022 } from '../../src/proofs/eddsa-jcs-2022.js';
import { createNodeCrypto } from '../../src/proofs/node-crypto.js';
import type { JsonObject } from '../../src/shared/index.js';
import type { StatusAnswer, VerifyDeps } from '../../src/verification/index.js';

/** A whole small world with real keys and real signatures: offices, a trust list, status lists, credentials. */
export const today = new Date('2026-11-22T12:00:00Z');
const folder = join(import.meta.dirname, '../fixtures/credentials');
const crypto = createNodeCrypto();
export const jcsFormat = createEddsaJcs2022(crypto);
const schemaGate = createSchemaGate();

const readFacts = <T>(kind: CredentialKind): T =>
  JSON.parse(readFileSync(join(folder, `${kind}.facts.json`), 'utf8')) as T;

type AwardKind = AwardFacts['kind'];
export type Purpose = 'revocation' | 'suspension' | 'message';

export interface IssueOptions {
  readonly created?: string;
  /** Changes the unsigned document, so that the change is signed. */
  readonly edit?: (document: JsonObject) => JsonObject;
}

export interface Office {
  readonly did: string;
  readonly issuer: TrustedIssuer;
  award(kind?: AwardKind, facts?: Partial<AwardFacts>, options?: IssueOptions): Promise<JsonObject>;
  experience(facts?: Partial<ExperienceFacts>): Promise<JsonObject>;
  passport(credentials: readonly JsonObject[], facts?: Partial<PassportFacts>): Promise<JsonObject>;
  /** Signs any document with the issuer or the status key. */
  sign(document: JsonObject, role?: 'issuer' | 'status', created?: string): Promise<JsonObject>;
  signer(role?: 'issuer' | 'status'): Promise<Signer>;
  statusList(purpose: Purpose, content?: Partial<StatusListContent>): Promise<JsonObject>;
  listUrl(purpose: Purpose): string;
}

const openScope: AwardScope = {
  qualification: '*',
  place: '*',
  from: '2010-01-01',
  until: null,
  withdrawnAt: null,
  voidFrom: null,
};

export async function createOffice(
  slug = 'tesda',
  name = 'Technical Education and Skills Development Authority',
): Promise<Office> {
  const did = `did:web:passport.example.org:issuers:${slug}`;
  const store = createMemoryKeyStore();
  const window = { algorithm: 'Ed25519', validFrom: new Date('2026-01-01T00:00:00Z'), validUntil: null } as const;
  const keys = await Promise.all(
    (['issuer', 'status'] as const).map(async (role) => {
      const record = await store.create({ controller: did, role, ...window, fragment: `${role}-2026-1` });
      const { id, publicKeyMultibase, validFrom, validUntil, revokedAt } = record;
      return { id, publicKeyMultibase, validFrom, validUntil, revokedAt, role };
    }),
  );
  const listUrl = (purpose: Purpose): string => `https://passport.example.org/status/${slug}-${purpose}-1`;
  const status = {
    revocationListUrl: listUrl('revocation'),
    suspensionListUrl: listUrl('suspension'),
    messageListUrl: listUrl('message'),
  };
  const sign: Office['sign'] = async (document, role = 'issuer', created = '2026-05-20T08:00:00Z') => {
    const signed = await jcsFormat.sign(document, { signer: await store.signer(did, role, today), created });
    // As a file or body would arrive: plain JSON, with nothing of the signer's objects in it.
    return JSON.parse(JSON.stringify(signed)) as JsonObject;
  };
  const issue = (document: JsonObject, options: IssueOptions = {}): Promise<JsonObject> =>
    sign(options.edit ? options.edit(document) : document, 'issuer', options.created);
  return {
    did,
    issuer: {
      did,
      name,
      shortName: slug.toUpperCase(),
      country: 'PH',
      scheme: 'TESDA',
      contact: `registry@${slug}.example`,
      keys,
      scopes: [openScope],
      places: [],
      qualifications: [],
      statusLists: (['revocation', 'suspension', 'message'] as const).map(listUrl),
    },
    sign,
    signer: (role = 'issuer') => store.signer(did, role, today),
    listUrl,
    award: (kind = 'national-certificate', facts = {}, options = {}) => {
      const base = readFacts<AwardFacts>(kind);
      const full = { ...base, issuer: { did, name }, status: { ...status, index: base.status.index }, ...facts };
      return issue(buildAward(full), options);
    },
    experience: (facts = {}) => {
      const base = readFacts<ExperienceFacts>('confirmed-experience');
      const full = { ...base, issuer: { did, name }, status: { ...status, index: base.status.index }, ...facts };
      return issue(buildExperience(full));
    },
    passport: (credentials, facts = {}) => {
      const base = readFacts<PassportFacts>('passport');
      const full = { ...base, issuer: { did, name }, status: { ...status, index: base.status.index }, ...facts };
      return issue(buildPassport({ ...full, credentials }));
    },
    statusList: (purpose, content = {}) =>
      sign(
        buildStatusListCredential({
          id: listUrl(purpose),
          issuer: did,
          purpose,
          bits: bitsOf([]),
          version: 1,
          validFrom: new Date('2026-11-22T09:00:00Z'),
          ...content,
        }),
        'status',
        '2026-11-22T09:00:00Z',
      ),
  };
}

export const trustListOf = (issuers: readonly TrustedIssuer[], changes: Partial<TrustList> = {}): TrustList => ({
  version: 7,
  operator: 'Example operator',
  issuedAt: '2026-11-21T00:00:00Z',
  nextUpdate: '2026-11-28T00:00:00Z',
  issuers,
  dictionaries: [],
  ...changes,
});

/** Verifier of a server that knows `office`, with the office's fresh lists; `lists` replaces some of them by URL. */
export async function depsFor(
  office: Office,
  lists: Readonly<Record<string, JsonObject>> = {},
  changes: Partial<VerifyDeps> = {},
): Promise<VerifyDeps> {
  const published = new Map<string, JsonObject>();
  for (const purpose of ['revocation', 'suspension', 'message'] as const) {
    published.set(office.listUrl(purpose), lists[office.listUrl(purpose)] ?? (await office.statusList(purpose)));
  }
  const statusList = async (url: string): Promise<StatusAnswer> => {
    const credential = published.get(url) ?? lists[url];
    return credential
      ? { kind: 'list', credential, fetchedAt: '2026-11-22T11:00:00Z' }
      : { kind: 'unavailable', reason: 'offline' };
  };
  return {
    crypto,
    proofFormats: [jcsFormat],
    trustList: trustListOf([office.issuer]),
    statusList,
    gunzip: zlibGunzip,
    dictionaries: async () => [],
    schemaGate,
    now: today,
    language: 'en',
    policy: { maxStatusAgeHours: 48, clockSkewSeconds: 300, expiresSoonDays: 90 },
    ...changes,
  };
}
