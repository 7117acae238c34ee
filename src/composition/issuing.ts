import { createHash } from 'node:crypto';
import { bitsOf, buildStatusListCredential, MINIMUM_SLOTS } from '../credentials/index.js';
import { answerAuthority, type TrustedKey } from '../issuers/index.js';
import type { IssuanceDeps } from '../issuance/index.js';
import { createMemoryKeyStore, type KeyStore, type PublicKeyRecord } from '../keys/index.js';
import { isObject, isoSeconds, type JsonObject, type Refusal } from '../shared/index.js';
import type { Dictionaries } from './dictionaries.js';
import type { Instance } from './instance.js';
import { createLinter } from './linting.js';
import { createPrinter } from './printing.js';
import type { Trust } from './trust.js';
import { asObject, withKeysOf, type Verifier } from './verifier.js';

export interface IssuingParts {
  readonly instance: Instance;
  readonly trust: Trust;
  readonly dictionaries: Dictionaries;
  readonly verifier: Verifier;
}

/** The issuance cycle's needs, met: lint, rehearsal with throwaway keys, register, printed codes. */
/** True at most once a second: a bulk release must not rebuild the register for every certificate. */
function oncePerSecond(): () => boolean {
  let last = -Infinity;
  return () => {
    const now = performance.now();
    if (now - last < 1_000) return false;
    last = now;
    return true;
  };
}

export function createIssuanceDeps(parts: IssuingParts): IssuanceDeps {
  const { instance, trust, verifier } = parts;
  const { store, catalogue, clock, ids, addresses, keys } = instance;
  const forms = ['eddsa-jcs-2022', 'eddsa-rdfc-2022'].flatMap((id) =>
    instance.proofFormats.filter((format) => format.id === id),
  );
  const isDue = oncePerSecond();
  const rehearsal = createRehearsal(parts);
  const printer = createPrinter(parts);
  return {
    store,
    catalogue,
    clock,
    ids,
    addresses,
    keys,
    forms,
    lint: createLinter(instance),
    rehearse: (linted) => rehearsal(asObject(linted.json)),
    confirmSigned: async (signed) => {
      const { list } = await trust.current();
      const report = await verifier.verifyWith(signed.startsWith('{') ? asObject(signed) : signed, { trustList: list });
      return report?.checks.some((check) => check.code === 'I00') ?? false;
    },
    authorise: async (question) => {
      const answer = answerAuthority((await trust.current({ fresh: isDue() })).list, question);
      return answer.kind === 'authorised'
        ? []
        : [notAuthorised(answer.kind === 'not-authorised' ? answer.failing : 'issuer')];
    },
    provePrintable: async (credentialJson) => printer.proveCode(asObject(credentialJson)),
  };
}

function notAuthorised(failing: string): Refusal {
  const reason: Readonly<Record<string, string>> = {
    qualification: 'No accreditation covers this qualification.',
    place: 'This place is not accredited for this qualification.',
    date: 'The accreditation did not cover the day of the assessment.',
    void: 'The accreditation was withdrawn with effect from before this assessment.',
  };
  return {
    code: 'R02',
    severity: 'block',
    message: reason[failing] ?? 'This awarding body is not in the register.',
    whatToDo: 'Check the accreditation of the site for this qualification and date.',
  };
}

/** Step 4b: signs a copy with keys that die with the process and asks our own verifier for its verdict. */
function createRehearsal({
  instance,
  trust,
  verifier,
}: IssuingParts): (document: JsonObject) => Promise<readonly Refusal[]> {
  const throwaway = createMemoryKeyStore();
  const keysOf = new Map<string, readonly TrustedKey[]>();
  const lists = new Map<string, JsonObject>();

  async function prepareKeys(did: string): Promise<readonly TrustedKey[]> {
    const known = keysOf.get(did);
    if (known) return known;
    const made = await Promise.all((['issuer', 'status'] as const).map((role) => throwawayKey(throwaway, did, role)));
    const trusted = made.map((key, index) => ({
      id: key.id,
      publicKeyMultibase: key.publicKeyMultibase,
      role: index === 0 ? ('issuer' as const) : ('status' as const),
      validFrom: key.validFrom,
      validUntil: null,
      revokedAt: null,
    }));
    keysOf.set(did, trusted);
    return trusted;
  }

  async function sign(document: JsonObject, did: string, role: 'issuer' | 'status'): Promise<JsonObject> {
    const now = instance.clock.now();
    const format = instance.proofFormats.find(({ id }) => id === 'eddsa-jcs-2022');
    const signed = await format?.sign(document, {
      signer: await throwaway.signer(did, role, now),
      created: isoSeconds(now),
    });
    // As text and back: what is judged is what would be stored and read again.
    return isObject(signed) ? asObject(JSON.stringify(signed)) : {};
  }

  async function clearList(url: string, purpose: string, did: string): Promise<JsonObject> {
    const now = instance.clock.now();
    const key = `${url} ${isoSeconds(now).slice(0, 13)}`;
    const known = lists.get(key);
    if (known) return known;
    lists.clear();
    const unsigned = buildStatusListCredential({
      id: url,
      issuer: did,
      purpose: purpose as 'revocation',
      version: 1,
      bits: bitsOf([], MINIMUM_SLOTS),
      validFrom: now,
      validForHours: 24,
    });
    const signed = await sign(unsigned, did, 'status');
    lists.set(key, signed);
    return signed;
  }

  return async (document) => {
    const did = didOfIssuer(document);
    const trustedKeys = await prepareKeys(did);
    const copy = await sign(document, did, 'issuer');
    const { list } = await trust.current();
    const report = await verifier.verifyWith(copy, {
      trustList: withKeysOf(list, did, trustedKeys),
      statusList: async (url) => ({
        kind: 'list',
        credential: await clearList(url, /-(revocation|suspension|message)$/.exec(url)?.[1] ?? 'revocation', did),
        fetchedAt: instance.clock.now().toISOString(),
      }),
    });
    if (report === null) return [rehearsalFailed('not-read')];
    if (report.items.length > 0 || report.verdict === 'genuine-and-current' || report.verdict === 'genuine-but-expired')
      return [];
    return [
      rehearsalFailed(
        report.checks
          .filter((check) => check.outcome === 'fail' || check.outcome === 'unknown')
          .map((check) => check.code)
          .join(' '),
      ),
    ];
  };
}

function didOfIssuer({ issuer }: JsonObject): string {
  const id = isObject(issuer) ? issuer['id'] : issuer;
  return typeof id === 'string' ? id : '';
}

async function throwawayKey(store: KeyStore, did: string, role: 'issuer' | 'status'): Promise<PublicKeyRecord> {
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
