import { Tag, encode } from 'cbor2';
import { describe, expect, it } from '@jest/globals';
import { readCbor } from '../../src/proofs/cbor.js';
import { documentOfToken, verifyProofs } from '../../src/proofs/index.js';
import { toHex, utf8 } from '../../src/shared/index.js';
import { created, credentialBy, expected, formatNamed, formats, freshSigner } from '../support/proofs.js';
import { cpuMs } from '../support/cpu-time.js';

type Header = Map<unknown, unknown>;
interface Forgery {
  readonly header?: (header: Header) => Header | Uint8Array;
  readonly unprotected?: Map<unknown, unknown>;
  readonly payload?: string;
  readonly tag?: number;
  readonly parts?: (parts: unknown[]) => unknown[];
}

const judge = async (token: string): Promise<unknown[]> => {
  const { outcome, reason } = await verifyProofs(token, formats, expected);
  return [outcome, reason];
};
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');

/** A COSE_Sign1 whose signature is genuine over whatever it was given. */
async function forge({ header, unprotected, payload, tag, parts }: Forgery = {}): Promise<string> {
  const { signer, record } = await freshSigner();
  const usual: Header = new Map<unknown, unknown>([
    [1, -8],
    [3, 'application/vc'],
    [4, utf8(signer.id)],
    [16, 'application/vc+cose'],
  ]);
  const chosen = header ? header(usual) : usual;
  const protectedBytes = chosen instanceof Uint8Array ? chosen : encode(chosen);
  const payloadBytes = utf8(payload ?? JSON.stringify(credentialBy(record.controller)));
  const signature = await signer.sign(encode(['Signature1', protectedBytes, new Uint8Array(), payloadBytes]));
  const usualParts = [protectedBytes, unprotected ?? new Map(), payloadBytes, signature];
  return base64(encode(new Tag(tag ?? 18, parts ? parts(usualParts) : usualParts)));
}

const set = (label: unknown, value: unknown) => ({ header: (header: Header) => header.set(label, value) });

describe('vc+cose', () => {
  it('the forger forges well: an honest token verifies', async () => {
    expect(await judge(await forge())).toEqual(['verified', null]);
  });

  it.each<[string, Forgery, string, string]>([
    ['another type', set(16, 'application/cwt'), 'broken', 'token-header'],
    ['no type', { header: (header) => (header.delete(16), header) }, 'broken', 'token-header'],
    ['another content type', set(3, 'application/json'), 'broken', 'token-header'],
    ['critical extensions', set(2, [99]), 'broken', 'token-header'],
    ['a MAC algorithm', set(1, 5), 'broken', 'token-header'],
    ['the algorithm of another key', set(1, -7), 'broken', 'key-mismatch'],
    ['no algorithm', { header: (header) => (header.delete(1), header) }, 'broken', 'token-header'],
    ['no key id', { header: (header) => (header.delete(4), header) }, 'unknown', 'key-unknown'],
    ['unsigned headers', { unprotected: new Map([[4, utf8('did:key:z1#z1')]]) }, 'broken', 'token-malformed'],
    ['a header that is no map', { header: () => encode([1, 2]) }, 'broken', 'token-malformed'],
    ['a header that is no CBOR', { header: () => Uint8Array.of(0xff) }, 'broken', 'token-malformed'],
    ['three parts', { parts: (parts) => parts.slice(0, 3) }, 'unknown', 'unsupported-format'],
    ['a detached payload', { parts: ([a, b, , d]) => [a, b, null, d] }, 'broken', 'token-malformed'],
    ['another tag', { tag: 17 }, 'unknown', 'unsupported-format'],
    ['a payload that is no JSON', { payload: 'hello' }, 'broken', 'token-malformed'],
    ['duplicate keys', { payload: '{"type":"VerifiableCredential","type":"x"}' }, 'broken', 'token-malformed'],
    ['no credential', { payload: '{"type":["x"],"issuer":"did:key:z1"}' }, 'broken', 'token-claims'],
  ])('refuses %s though the signature is genuine', async (_what, forgery, outcome, reason) => {
    expect(await judge(await forge(forgery))).toEqual([outcome, reason]);
  });

  it('takes no memory for lengths that are only claimed', async () => {
    const bombs = [
      [0x9b, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00],
      [0x9a, 0x7f, 0xff, 0xff, 0xff],
      [0xba, 0x7f, 0xff, 0xff, 0xff],
      [0x5b, 0x00, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
      [0x7a, 0x7f, 0xff, 0xff, 0xff],
      [0x9f, 0xff],
      [0x5f, 0x41, 0x00, 0xff],
      [0xdb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
      Array<number>(100_000).fill(0x81),
      Array<number>(100_000).fill(0xd2),
    ];
    const before = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
    const started = cpuMs();
    for (const bomb of bombs) {
      const inHeader = { header: () => Uint8Array.from(bomb) };
      expect(await judge(await forge(inHeader))).toEqual(['broken', 'token-malformed']);
      // 18 and an array of four, the first of which is the bomb.
      expect(documentOfToken(base64(Uint8Array.from([0xd2, 0x84, ...bomb])))).toBeNull();
    }
    expect(cpuMs() - started).toBeLessThan(1_000);
    expect(process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed - before).toBeLessThan(32 * 1_048_576);
  });

  it('reads what COSE headers are made of, and nothing else', () => {
    const values = [0, 23, 24, 255, 65_535, 4_294_967_295, 2 ** 40, -1, -500, 'Perera සුනිල්', '', true, false, null];
    for (const value of values) expect(readCbor(encode(value))).toEqual(value);
    expect(readCbor(encode([1, [2, 'x']]))).toEqual([1, [2, 'x']]);
    expect(readCbor(encode(utf8('abc')))).toEqual(utf8('abc'));
    expect(
      readCbor(
        encode(
          new Map<unknown, unknown>([
            [1, 'a'],
            ['b', [2]],
          ]),
        ),
      ),
    ).toEqual(
      new Map<unknown, unknown>([
        [1, 'a'],
        ['b', [2]],
      ]),
    );
    for (const odd of ['', 'f97e00', 'f7', '0000', 'a2010001 00', 'a1f600', '61ff', '1c', '18', '62c328'])
      expect(readCbor(Buffer.from(odd.replace(' ', ''), 'hex'))).toBeNull();
  });

  it('has one spelling: no padding, no hexadecimal, no other alphabet', async () => {
    const { signer, record } = await freshSigner();
    const document = credentialBy(record.controller);
    const token = (await formatNamed('vc+cose').sign(document, { signer, created })) as string;
    expect(documentOfToken(token)).toEqual(document);
    expect(await judge(`${token}=`)).toEqual(['broken', 'token-malformed']);
    expect(await judge(`${token} `)).toEqual(['broken', 'token-malformed']);
    expect(await judge(token.slice(0, -2))).toEqual(['broken', 'token-malformed']);
    expect(await judge(toHex(Buffer.from(token, 'base64')))).toEqual(['unknown', 'unsupported-format']);
    expect(documentOfToken(token.slice(0, -2))).toBeNull();
  });
});
