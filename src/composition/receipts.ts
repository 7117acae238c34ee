import { createHash } from 'node:crypto';
import type { Service } from '../app.js';
import type { ReceiptDoor } from '../http/index.js';
import type { Signer } from '../keys/index.js';
import { base64urlEncode, canonicalJson, isoSeconds, ServiceError, utf8, type JsonObject } from '../shared/index.js';
import { RECEIPT_TYPE, type Receipt } from '../sharing/index.js';

const KEYS_FOR_SECONDS = 300;

/**
 * Receipts: the service checks one of its own certificates again and signs what came out. It is told an id and a
 * fingerprint, which only somebody who holds the document can make; it stores nothing.
 */
export function createReceipts({ instance, verifier }: Service): ReceiptDoor {
  const { store, keys, clock, addresses } = instance;
  const controller = `${addresses.publicUrl}/receipts`;
  let making: Promise<unknown> | null = null;

  const publicKeys = async (): Promise<readonly string[]> =>
    (await keys.list())
      .filter((key) => key.controller === controller && key.role === 'audit' && key.revokedAt === null)
      .map(({ publicKeyMultibase }) => publicKeyMultibase);

  /** Receipts have a key of their own: nothing it signs can be taken for a certificate or a list. */
  async function signer(): Promise<Signer> {
    const now = clock.now();
    if ((await publicKeys()).length === 0) {
      making ??= keys.create({ controller, role: 'audit', algorithm: 'Ed25519', validFrom: now, validUntil: null });
      await making;
    }
    return keys.signer(controller, 'audit', now);
  }

  return {
    issue: async ({ credentialId, sha256 }) => {
      const rows = await store.read.credentials.find({ credentialId });
      const credential = rows
        .filter(({ json }) => json.startsWith('{'))
        .map(({ json }) => JSON.parse(json) as JsonObject)
        .find((one) => fingerprint(one) === sha256);
      if (credential === undefined) throw notIssuedHere();
      const report = await verifier.verifyInput(credential, { language: 'en' });
      const receipt: Receipt = {
        service: addresses.publicUrl,
        checkedAt: isoSeconds(clock.now()),
        credential: { id: credentialId, sha256 },
        verdict: report.verdict,
        codes: report.checks.map(({ code, outcome }) => `${code} ${outcome}`),
        trustListVersion: report.freshness.trustList?.version ?? null,
        statusListAt: report.freshness.statusList?.publishedAt ?? null,
      };
      return { receipt: await signed(receipt, await signer()) };
    },
    keys: async () => ({
      contentType: 'application/json',
      body: JSON.stringify({ keys: await publicKeys() }),
      maxAgeSeconds: KEYS_FOR_SECONDS,
    }),
  };
}

const fingerprint = (credential: JsonObject): string =>
  createHash('sha256').update(canonicalJson(credential)).digest('hex');

async function signed(receipt: Receipt, signer: Signer): Promise<string> {
  const encode = (value: unknown): string => base64urlEncode(utf8(canonicalJson(value)));
  const input = `${encode({ alg: 'EdDSA', typ: RECEIPT_TYPE, kid: signer.id })}.${encode(receipt)}`;
  return `${input}.${base64urlEncode(await signer.sign(utf8(input)))}`;
}

const notIssuedHere = (): ServiceError =>
  new ServiceError('receipt-not-ours', {
    status: 404,
    title: 'This service did not issue a certificate with this id and fingerprint.',
    whatToDo: 'Keep the unsigned receipt; it can be checked again at any time.',
  });
