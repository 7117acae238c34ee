import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildDictionary, encodeBase10, packSp1, unpackSp1, type Dictionary } from '../../src/passport/index.js';
import { verifyProofs } from '../../src/proofs/index.js';
import { canonicalJson, concatBytes, seededIds, utf8, type Ids, type JsonObject } from '../../src/shared/index.js';
import { created, credentialBy, expected, formatNamed, formats, freshSigner } from '../support/proofs.js';

/** Mutants; `npm run fuzz` makes more. The seed makes every run the same; FUZZ_SEED tries another. */
const mutants = Number(process.env['FUZZ'] ?? 2_000);
const seed = Number(process.env['FUZZ_SEED'] ?? 20260301);
const HOST = 'verify.example.org';
/** Number of the dictionary, signature, kind of what follows. */
const HEAD = 1 + 64 + 1;

describe(`fuzz with seed ${seed}: printed codes`, () => {
  let controller = '';
  let dictionary: Dictionary;
  let original: JsonObject;
  let payload: Uint8Array;
  let digits: string;

  beforeAll(async () => {
    const { signer, record } = await freshSigner('Ed25519');
    controller = record.controller;
    dictionary = buildDictionary({ dictId: 1, skeletons: [credentialBy(controller)] });
    original = (await formatNamed('eddsa-jcs-2022').sign(credentialBy(controller), { signer, created })) as JsonObject;
    const packed = packSp1(original, dictionary, HOST);
    if (!packed.ok) throw new Error(packed.reason);
    ({ payload, digits } = packed);
  });

  const bodyText = (): string => {
    const { proof: _proof, ...document } = original;
    return canonicalJson(document);
  };

  /** Digits as another camera might read them, bytes as another printer might print them, and another text under the signature. */
  function mutant(ids: Ids): string {
    const at = ids.integer(digits.length);
    const copy = new Uint8Array(payload);
    const place = ids.integer(4) === 0 ? ids.integer(HEAD) : ids.integer(copy.length);
    copy[place] = (copy[place] ?? 0) ^ (1 + ids.integer(255));
    const kinds = [
      () => `${digits.slice(0, at)}${ids.integer(10)}${digits.slice(at + 1)}`,
      () => digits.slice(0, at) + digits.slice(at + 1),
      () => digits.slice(0, at) + digits.slice(Math.min(at, ids.integer(digits.length))),
      () => encodeBase10(copy),
      () => encodeBase10(concatBytes(payload.slice(0, HEAD), packedText(ids))),
      () => encodeBase10(concatBytes(payload.slice(0, HEAD), packedText(ids))),
    ];
    return kinds[ids.integer(kinds.length)]?.() ?? '';
  }

  function packedText(ids: Ids): Uint8Array {
    const text = bodyText();
    const at = ids.integer(text.length);
    const other = text.slice(ids.integer(text.length)).slice(0, 1 + ids.integer(6));
    const edits = [
      `${text.slice(0, at)}${String.fromCharCode(33 + ids.integer(90))}${text.slice(at + 1)}`,
      text.slice(0, at) + other + text.slice(at + other.length),
      text.replace(/\d/g, (digit) => (ids.integer(8) === 0 ? String(ids.integer(10)) : digit)),
      text.replace(/"([^"]+)":/g, (name) => (ids.integer(30) === 0 ? '"name":' : name)),
    ];
    return deflateRawSync(utf8(edits[ids.integer(edits.length)] ?? ''), { level: 9, dictionary: dictionary.bytes });
  }

  it(`accepts none of ${mutants} mutants with another meaning, and gives each a reason`, async () => {
    const judge = async (text: string): Promise<readonly JsonObject[] | string> => {
      const unpacked = await unpackSp1(`https://${HOST}/#${text}`, () => [dictionary.bytes]);
      if (!unpacked.ok) return unpacked.code;
      const held: JsonObject[] = [];
      let reason = 'none';
      for (const candidate of unpacked.candidates) {
        const proofs = await verifyProofs(candidate, formats, { ...expected, expectedController: controller });
        if (proofs.outcome === 'verified') held.push(candidate);
        else reason = String(proofs.reason);
      }
      return held.length > 0 ? held : reason;
    };
    expect(await judge(digits)).toEqual([original]);
    const ids = seededIds(seed);
    const accepted: string[] = [];
    const reasons = new Map<string, number>();
    for (let count = 0; count < mutants; count++) {
      const text = mutant(ids);
      const judged = await judge(text);
      if (typeof judged === 'string') {
        expect(judged).toMatch(/^([IPE]\d+|[a-z][a-z-]+)$/);
        reasons.set(judged, (reasons.get(judged) ?? 0) + 1);
      } else if (judged.some((each) => canonicalJson(each) !== canonicalJson(original))) accepted.push(text);
    }
    expect(accepted).toEqual([]);
    const refused = [...reasons.values()].reduce((sum, each) => sum + each, 0);
    expect(refused).toBeGreaterThan(mutants * 0.8);
    // Many of them are well-made codes with another text, which only the signature can tell.
    expect([...reasons.keys()].filter((reason) => /signature|proof/.test(reason))).not.toEqual([]);
    process.stdout.write(
      `${mutants} codes: ${accepted.length} accepted; ${[...reasons].map(([code, count]) => `${code} ${count}`).join(', ')}\n`,
    );
  }, 600_000);
});
