import { createHash } from 'node:crypto';
import { bitsOf, buildStatusListCredential, MINIMUM_SLOTS } from '../credentials/index.js';
import type { TrustedKey, TrustList } from '../issuers/index.js';
import { setEntries } from '../issuance/index.js';
import { createMemoryKeyStore, type KeyStore, type PublicKeyRecord } from '../keys/index.js';
import { isObject, isoSeconds, type JsonObject, type Refusal } from '../shared/index.js';
import type { Answer, StatusAnswer, VerificationReport } from '../verification/index.js';
import type { Instance } from './instance.js';
import type { Trust } from './trust.js';
import { asObject, withKeysOf, type Verifier } from './verifier.js';

export interface RehearsalParts {
  readonly instance: Instance;
  readonly trust: Trust;
  readonly verifier: Verifier;
}

type Role = 'issuer' | 'status';
interface ListFacts {
  readonly url: string;
  readonly purpose: 'revocation' | 'suspension' | 'message';
  readonly issuer: string;
  readonly indexes: readonly number[];
}

/**
 * Step 4b: signs a copy with keys that die with the process and asks our own verifier for its verdict. What a passport
 * carries was signed before, with the real keys: each piece is judged as it is, by the status it has at this moment.
 */
export function createRehearsal(parts: RehearsalParts): (document: JsonObject) => Promise<readonly Refusal[]> {
  const { instance, trust, verifier } = parts;
  const throwaway = createThrowawaySigner(instance);
  const clearLists = new Map<string, JsonObject>();

  async function clearList(url: string, issuer: string): Promise<StatusAnswer> {
    const key = `${url} ${isoSeconds(instance.clock.now()).slice(0, 13)}`;
    let credential = clearLists.get(key);
    if (credential === undefined) {
      credential = await throwaway.list({ url, purpose: purposeOf(url), issuer, indexes: [] });
      clearLists.clear();
      clearLists.set(key, credential);
    }
    return listed(credential, instance);
  }

  /** Our own list as its entries are now, published or not. Lists of others cannot be in a passport of ours. */
  async function liveList(url: string): Promise<StatusAnswer> {
    const row = await instance.store.read.statusLists.get(url.slice(url.lastIndexOf('/') + 1));
    if (row === null) return { kind: 'unavailable', reason: 'not-published' };
    const indexes = (await setEntries(instance.store.read, row)).map(({ index }) => index);
    return listed(await throwaway.list({ url, purpose: row.purpose, issuer: row.issuerDid, indexes }), instance);
  }

  return async (document) => {
    const did = issuerOf(document);
    const copy = await throwaway.sign(document, did, 'issuer');
    const carried = carriedIn(document);
    let { list }: { list: TrustList } = await trust.current();
    for (const issuer of new Set([did, ...carried.map(issuerOf)]))
      list = withKeysOf(list, issuer, [...keysIn(list, issuer), ...(await throwaway.keys(issuer))]);
    const report = await verifier.verifyWith(copy, {
      trustList: list,
      statusList: (url) => (carried.length === 0 ? clearList(url, did) : liveList(url)),
    });
    if (report === null) return [rehearsalFailed('not-read')];
    if (report.items.length !== carried.length) return [rehearsalFailed('not-all-read')];
    const codes = [report, ...report.items].flatMap(failingCodes);
    return codes.length === 0 ? [] : [rehearsalFailed([...new Set(codes)].join(' '))];
  };
}

/** Nothing may fail and nothing may be left unchecked; that something has expired is no reason against it. */
function failingCodes(report: VerificationReport): string[] {
  const codes = report.checks
    .filter(({ answer }) => DECIDING.includes(answer))
    .filter(({ outcome, code }) => (outcome === 'fail' && code !== EXPIRED) || outcome === 'unknown')
    .map(({ code }) => code);
  // The verdict of a passport also counts what it carries, and each piece is judged here by itself.
  const isGood = report.verdict === 'genuine-and-current' || report.verdict === 'genuine-but-expired';
  return codes.length > 0 || isGood || report.items.length > 0 ? codes : [report.verdict];
}

/** What a verdict rests on: framework claims and the holder never change it. */
const DECIDING: readonly Answer[] = ['integrity', 'authority', 'status', 'time'];
const EXPIRED = 'T10';

const listed = (credential: JsonObject, { clock }: Instance): StatusAnswer => ({
  kind: 'list',
  credential,
  fetchedAt: clock.now().toISOString(),
});

interface ThrowawaySigner {
  keys(did: string): Promise<readonly TrustedKey[]>;
  sign(document: JsonObject, did: string, role: Role): Promise<JsonObject>;
  list(facts: ListFacts): Promise<JsonObject>;
}

function createThrowawaySigner({ clock, proofFormats }: Instance): ThrowawaySigner {
  const store = createMemoryKeyStore();
  const keysOf = new Map<string, readonly TrustedKey[]>();

  async function keys(did: string): Promise<readonly TrustedKey[]> {
    const known = keysOf.get(did);
    if (known) return known;
    const trusted: TrustedKey[] = [];
    for (const role of ['issuer', 'status'] as const) {
      const { id, publicKeyMultibase, validFrom } = await throwawayKey(store, did, role);
      trusted.push({ id, publicKeyMultibase, role, validFrom, validUntil: null, revokedAt: null });
    }
    keysOf.set(did, trusted);
    return trusted;
  }

  async function sign(document: JsonObject, did: string, role: Role): Promise<JsonObject> {
    const now = clock.now();
    await keys(did);
    const format = proofFormats.find(({ id }) => id === 'eddsa-jcs-2022');
    const signer = await store.signer(did, role, now);
    const signed = await format?.sign(document, { signer, created: isoSeconds(now) });
    // As text and back: what is judged is what would be stored and read again.
    return isObject(signed) ? asObject(JSON.stringify(signed)) : {};
  }

  return {
    keys,
    sign,
    list: ({ url, purpose, issuer, indexes }) =>
      sign(
        buildStatusListCredential({
          id: url,
          issuer,
          purpose,
          version: 1,
          bits: bitsOf([...indexes], MINIMUM_SLOTS),
          validFrom: clock.now(),
          validForHours: 24,
        }),
        issuer,
        'status',
      ),
  };
}

const purposeOf = (url: string): ListFacts['purpose'] =>
  (/-(revocation|suspension|message)$/.exec(url)?.[1] ?? 'revocation') as ListFacts['purpose'];

const keysIn = (list: TrustList, did: string): readonly TrustedKey[] =>
  list.issuers.find((issuer) => issuer.did === did)?.keys ?? [];

/** The credentials inside a passport. */
function carriedIn({ credentialSubject }: JsonObject): readonly JsonObject[] {
  const carried = isObject(credentialSubject) ? credentialSubject['verifiableCredential'] : undefined;
  return Array.isArray(carried) ? carried.filter(isObject) : [];
}

function issuerOf({ issuer }: JsonObject): string {
  const id = isObject(issuer) ? issuer['id'] : issuer;
  return typeof id === 'string' ? id : '';
}

async function throwawayKey(store: KeyStore, did: string, role: Role): Promise<PublicKeyRecord> {
  const fragment = `rehearsal-${role}-${createHash('sha256').update(did).digest('hex').slice(0, 8)}`;
  return store.create({
    controller: did,
    role,
    algorithm: 'Ed25519',
    validFrom: new Date(0),
    validUntil: null,
    fragment,
  });
}

function rehearsalFailed(codes: string): Refusal {
  return {
    code: 'rehearsal-failed',
    severity: 'block',
    message: `Our own verifier would not accept this credential (${codes}).`,
    whatToDo: 'Nothing was signed. Check the accreditation, the dates and the catalogue entry, then release again.',
  };
}
