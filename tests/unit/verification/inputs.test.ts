import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildDictionary, packSp1, unpackSp1 } from '../../../src/passport/index.js';
import type { JsonObject } from '../../../src/shared/index.js';
import { verify, type VerifyDeps } from '../../../src/verification/index.js';
import { createOffice, depsFor } from '../../support/issue-fixture.js';

let deps: VerifyDeps;
let certificate: JsonObject;
let url: string;
let digits: string;
beforeAll(async () => {
  const tesda = await createOffice();
  certificate = await tesda.award();
  const dictionary = buildDictionary({ dictId: 1, skeletons: [certificate] });
  const packed = packSp1(certificate, dictionary, 'verify.example.org');
  if (!packed.ok) throw new Error(packed.reason);
  ({ url, digits } = packed);
  deps = await depsFor(tesda, {}, { dictionaries: async (id) => (id === 1 ? [dictionary.bytes] : []) });
});

const problemOf = async (input: string | object) => {
  const result = await verify(input, deps);
  return result.ok ? result.report.verdict : result.problem.code;
};

describe('what is an input', () => {
  it('digits, an address of any host, JSON text with spaces around it, an object: one verdict', async () => {
    const inputs = [
      digits,
      url,
      url.replace('verify.example.org', 'look-alike.example'),
      `\n ${JSON.stringify(certificate)}\n`,
      certificate,
    ];
    for (const input of inputs) expect(await problemOf(input)).toBe('genuine-and-current');
  });

  it('reports the host a code pointed to and does not follow it', async () => {
    const result = await verify(url.replace('verify.example.org', 'look-alike.example'), deps);
    expect(result).toMatchObject({ ok: true, report: { input: 'sp1', pointedTo: 'look-alike.example' } });
  });

  it('a dictionary this verifier does not have asks for an update and condemns nothing', async () => {
    const result = await verify(digits, { ...deps, dictionaries: async () => [] });
    expect(result).toMatchObject({
      ok: true,
      report: { verdict: 'cannot-confirm', claims: null, checks: [{ code: 'I21' }] },
    });
  });

  it('tries every dictionary that carries the number and keeps the one the signature confirms', async () => {
    const other = buildDictionary({
      dictId: 1,
      skeletons: [{ ...certificate, name: 'Bread and Pastry Production NC II' }],
    });
    const own = await deps.dictionaries(1);
    const result = await verify(digits, { ...deps, dictionaries: async () => [other.bytes, ...own] });
    expect(result).toMatchObject({ ok: true, report: { verdict: 'genuine-and-current' } });
  });

  it('however many operators use the number: the last of eight readings is as good as the first', async () => {
    const [own = new Uint8Array()] = await deps.dictionaries(1);
    // Other operators' dictionaries of the same length, with a word of ours spelt otherwise in each.
    const text = new TextDecoder().decode(own);
    const others = [...'bcdefgh'].map((letter) =>
      new TextEncoder().encode(text.replaceAll('Domestic', `${letter}omestic`)),
    );
    const code = await unpackSp1(digits, async () => [...others, own]);
    // Each of them can be read: only the signature tells which was issued.
    expect(code).toMatchObject({ ok: true, candidates: { length: 8 } });
    const result = await verify(digits, { ...deps, dictionaries: async () => [...others, own] });
    expect(result).toMatchObject({ ok: true, report: { verdict: 'genuine-and-current' } });
    // A code whose every reading was changed is still called altered.
    const altered = await verify(digits, { ...deps, dictionaries: async () => others });
    expect(altered).toMatchObject({ ok: true, report: { verdict: 'altered' } });
  });
});

describe('what is not an input says why and what to do', () => {
  it.each([
    ['nothing', '', 'E18'],
    ['half a file', '{"type": ["Verifiable', 'E18'],
    ['half a token', 'eyJhbGciOiJFZERTQSJ9.eyJ0eX', 'E18'],
    ['a certificate number', '26137402004521', 'E12'],
    ['words', 'hello', 'E12'],
    ['a JSON list', '[1, 2]', 'E12'],
    ['a JSON object that is no credential', '{"hello": "world"}', 'E12'],
    ['another link', 'https://example.org/menu', 'E12'],
    ['a health certificate', 'HC1:6BFOXN', 'E12'],
    ['a very long text', 'x'.repeat(300_000), 'E14'],
    ['10,000 lists in each other', '['.repeat(10_000) + ']'.repeat(10_000), 'E12'],
    ['one thing twice', '{"type": ["VerifiableCredential"], "name": "A", "name": "B"}', 'json-duplicate-key'],
    ['a prototype key', '{"type": ["VerifiableCredential"], "__proto__": {"admin": true}}', 'json-reserved-key'],
    ['10,000 levels', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000), 'json-too-deep'],
    ['a wide bomb', `{"a":[${'0,'.repeat(50_000)}0]}`, 'json-too-many-values'],
  ])('%s', async (_what, input, code) => {
    const result = await verify(input, deps);
    expect(result).toMatchObject({ ok: false, problem: { code } });
    if (result.ok) return;
    expect(result.problem.message.length).toBeGreaterThan(10);
    expect(result.problem.whatToDo.length).toBeGreaterThan(10);
  });

  it.each([
    ['1234567', 'رقم'],
    ['https://example.org/menu', 'عنوان ويب آخر'],
    ['HC1:6BFOXN', 'شهادة صحية'],
    ['{"hello": "world"}', 'ملف بيانات'],
    ['hello', 'نص آخر'],
  ])('%s is named in the language of the reader', async (input, kind) => {
    const result = await verify(input, { ...deps, language: 'ar' });
    expect(result).toMatchObject({ ok: false, problem: { message: expect.stringContaining(`(${kind})`) as unknown } });
  });

  it('says how long a text and how long a code may be', async () => {
    const told = async (input: string): Promise<string> => {
      const result = await verify(input, deps);
      return result.ok ? 'read' : result.problem.message;
    };
    expect(await told('x'.repeat(300_000))).toContain('256 kB');
    expect(await told(`https://verify.example.org/#${'9'.repeat(4_000)}`)).toContain('3 kB');
  });

  it('a code changed in its text is called altered and shows nothing of what it says', async () => {
    const at = digits.length - 60;
    const changed = digits.slice(0, at) + String((Number(digits[at]) + 1) % 10) + digits.slice(at + 1);
    expect(await verify(changed, deps)).toMatchObject({
      ok: true,
      report: { verdict: 'altered', input: 'sp1', claims: null, checks: [{ code: 'I10', outcome: 'fail' }] },
    });
  });

  it('a cut code is incomplete or damaged, never a verdict about the worker', async () => {
    for (const length of [100, digits.length - 17, digits.length - 1]) {
      expect(['E11', 'E18']).toContain(await problemOf(digits.slice(0, length)));
    }
  });

  it('the short link of a card leads to its online record, whatever its host', async () => {
    const code = 'abcdefghijklmnopqrstuvwxyz'.replace(/[a]/g, '2');
    const result = await verify(`https://elsewhere.example/c/${code}`, deps);
    const message = 'This is the link to an online record. The certificate itself is not in it.';
    expect(result).toMatchObject({ ok: false, problem: { code: 'E12', message, shortCode: code } });
  });
});
