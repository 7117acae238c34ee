import { describe, expect, it, jest } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import jsonld from 'jsonld';
import { join } from 'node:path';
import { createDocumentLoader } from '../../../src/credentials/contexts/index.js';
import { lint } from '../../../src/credentials/lints/lint-credential.js';
import { lintSubject } from '../../../src/credentials/lints/lint.js';
import { lintRegistry } from '../../../src/credentials/lints/registry.js';
import { credentialKinds } from '../../../src/credentials/terms.js';
import type { CredentialKind, UnsignedCredential } from '../../../src/credentials/types.js';
import { canonicalJson, type JsonObject } from '../../../src/shared/index.js';
import { lintContext } from './lint-context.js';
import { copyOf, sample, withShapedProof } from './samples.js';

const folder = join(import.meta.dirname, '../../fixtures/lints');
const fixture = (name: string): UnsignedCredential =>
  JSON.parse(readFileSync(join(folder, name), 'utf8')) as UnsignedCredential;

/** A loose view of a credential, for changing it in tests. */
interface Draft {
  [member: string]: unknown;
  name: string;
  issuer: { id: string; name: string };
  evidence: { id: string }[];
  credentialStatus: Record<string, unknown>[];
  credentialSubject: {
    [member: string]: unknown;
    id: string;
    identifier: { identityType: string; identityHash: string }[];
    source: { name: string; id: string };
    achievement: {
      [member: string]: unknown;
      alignment: Record<string, unknown>[];
      resultDescription: { id: string; name: string }[];
    };
    result: { resultDescription: string; value: string }[];
    verifiableCredential: JsonObject[];
  };
}

async function codesOf(kind: CredentialKind, change: (draft: Draft) => void): Promise<string[]> {
  const draft = copyOf(sample(kind));
  change(draft as unknown as Draft);
  const result = await lint(draft, lintContext);
  return result.ok ? [] : [...new Set(result.refusals.map((refusal) => refusal.code))].sort();
}

describe.each(lintRegistry.map((entry) => [entry.id, entry] as const))('lint %s', (id, entry) => {
  it('passes its good fixture', async () => {
    expect(await entry.run(lintSubject(fixture(`${id}.good.json`), 'national-certificate'), lintContext)).toEqual([]);
  });

  it('refuses its bad fixture with its code, a place and something to do, and quotes nothing of it', async () => {
    const bad = fixture(`${id}.bad.json`);
    const refusals = await entry.run(lintSubject(bad, 'national-certificate'), lintContext);
    expect(refusals.length).toBeGreaterThan(0);
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ code: entry.code, severity: 'block' });
      expect(refusal.at).toMatch(/^(\/|$)/);
      expect(refusal.whatToDo.length).toBeGreaterThan(10);
      expect(refusal.message).not.toMatch(/MARIA|LOURDES|4821|966/);
    }
  });
});

describe('lint', () => {
  it('has a unique id and code per rule and no fixture without a rule', () => {
    expect(new Set(lintRegistry.map((entry) => entry.id)).size).toBe(lintRegistry.length);
    expect(new Set(lintRegistry.map((entry) => entry.code)).size).toBe(lintRegistry.length);
    const files = lintRegistry.flatMap(({ id }) => [`${id}.bad.json`, `${id}.good.json`]).sort();
    expect(readdirSync(folder).sort()).toEqual(files);
  });

  it.each(credentialKinds)('lets every kind through and hands on its canonical text: %s', async (kind) => {
    const result = await lint(sample(kind), lintContext);
    if (!result.ok) throw new Error(JSON.stringify(result.refusals));
    expect(result.linted.json).toBe(canonicalJson(sample(kind)));
    expect(result.linted.document).toEqual(sample(kind));
  });

  it('freezes what it lets through, so nothing can be changed between lint and signature', async () => {
    const document = sample('national-certificate');
    const result = await lint(document, lintContext);
    if (!result.ok) throw new Error('refused');
    document['name'] = 'Something else';
    expect(result.linted.document['name']).toBe('Domestic Work NC II');
    expect(() => {
      result.linted.document.issuer['name'] = 'Somebody else';
    }).toThrow(TypeError);
  });

  it('stops at the shape, which the other rules rely on', async () => {
    expect(await codesOf('national-certificate', (d) => (d.credentialSubject['extra'] = 'a@b.cd'))).toEqual(['L01']);
    expect(await codesOf('national-certificate', (d) => delete d['credentialSchema'])).toEqual(['L01']);
  });

  it('refuses a document that already has a proof', async () => {
    const result = await lint(withShapedProof(sample('national-certificate')), lintContext);
    expect(result).toMatchObject({ ok: false, refusals: [{ code: 'L01', at: '/proof' }] });
  });
});

describe('terms', () => {
  const [terms] = lintRegistry.filter((entry) => entry.id === 'terms');
  const outcome = async (change: (draft: Draft) => void): Promise<number> => {
    const draft = copyOf(sample('national-certificate'));
    change(draft as unknown as Draft);
    return (await terms?.run(lintSubject(draft, 'national-certificate'), lintContext))?.length ?? -1;
  };

  it.each<[string, (draft: Draft) => void]>([
    ['an undefined member', (d) => (d['rank'] = 'first')],
    ['an undefined type', (d) => (d.credentialSubject['type'] = ['Holder'])],
    ['an id that is no absolute address', (d) => (d.credentialSubject.id = 'maria')],
    [
      'an undefined member deep inside',
      (d) => d.credentialSubject.achievement.resultDescription.forEach((u) => Object.assign(u, { hours: 3 })),
    ],
  ])('refuses %s, also after it has seen the right shape', async (_name, change) => {
    expect(await outcome(() => undefined)).toBe(0);
    expect(await outcome(change)).toBe(1);
  });

  it('knows a shape again by its members, whatever the values', async () => {
    const context = { ...lintContext, documentLoader: createDocumentLoader() };
    const expand = jest.spyOn(jsonld, 'expand');
    for (const name of ['One', 'Another']) {
      const document = { ...sample('national-certificate'), name };
      expect(await terms?.run(lintSubject(document, 'national-certificate'), context)).toEqual([]);
    }
    expect(expand).toHaveBeenCalledTimes(1);
    expand.mockRestore();
  });
});

describe('dates', () => {
  it.each<[string, CredentialKind, (draft: Draft) => void, string[]]>([
    [
      '30 February',
      'national-certificate',
      (d) => (d.credentialSubject['activityEndDate'] = '2026-02-30T00:00:00Z'),
      ['L03'],
    ],
    [
      'before the schemes existed',
      'national-certificate',
      (d) => (d.credentialSubject['activityEndDate'] = '1993-12-31T00:00:00Z'),
      ['L03'],
    ],
    [
      'an award in the future',
      'nvq-certificate',
      (d) => (d['awardedDate'] = d['validFrom'] = '2026-11-23T00:00:00Z'),
      ['L03'],
    ],
    ['an award today', 'nvq-certificate', (d) => (d['awardedDate'] = d['validFrom'] = '2026-11-22T00:00:00Z'), []],
    [
      'an end before the award',
      'national-certificate',
      (d) => (d['validUntil'] = '2026-05-19T23:59:59Z'),
      ['L03', 'R16'],
    ],
    ['validity from another day', 'nvq-certificate', (d) => (d['validFrom'] = '2026-05-21T00:00:00Z'), ['L03']],
    [
      'work that ends before it begins',
      'confirmed-experience',
      (d) => (d.credentialSubject['activityStartDate'] = '2026-01-01T00:00:00Z'),
      ['L03'],
    ],
    [
      'work that ends after it was confirmed',
      'confirmed-experience',
      (d) => (d.credentialSubject['activityEndDate'] = '2026-05-22T00:00:00Z'),
      ['L03'],
    ],
  ])('%s', async (_name, kind, change, codes) => {
    expect(await codesOf(kind, change)).toEqual(codes);
  });
});

const rename =
  (text: string, type?: string) =>
  (draft: Draft): void => {
    const first = draft.credentialSubject.identifier[type === undefined ? 0 : 1];
    if (!first) throw new Error('no identifier');
    first.identityHash = text;
    if (type !== undefined) first.identityType = type;
  };

describe('names', () => {
  it.each<[string, (draft: Draft) => void, string[]]>([
    ['no name', (d) => d.credentialSubject.identifier.shift(), ['L04']],
    [
      'two names',
      (d) =>
        d.credentialSubject.identifier.push({
          ...(d.credentialSubject.identifier[0] as { identityType: string; identityHash: string }),
        }),
      ['L04'],
    ],
    ['a decomposed letter', rename('JOSE\u0301 RIZAL'), ['L04']],
    ['a composed letter', rename('JOS\u00c9 RIZAL'), []],
    ['digits', rename('MARIA 2'), ['L04']],
    ['punctuation only', rename('. -'), ['L04']],
    ['apostrophes and hyphens', rename('Nimal D’Souza-Perera, Jr.'), []],
    ['Greek letters in a Latin word', rename('ΜARIA SANTOS'), ['L04']],
    ['two scripts in two words', rename('Мария SANTOS'), []],
    ['Sinhala with a joiner', rename('ප්‍රියා', 'ext:name.Sinh'), []],
    ['Tamil marked as Sinhala', rename('பாத்திமா', 'ext:name.Sinh'), ['L04']],
    ['Japanese, which mixes scripts by nature', rename('田中ひろミ', 'ext:name.Jpan'), []],
    ['a mixed-script office name', (d) => (d.issuer.name = 'Тechnical Education'), ['L04']],
  ])('%s', async (_name, change, codes) => {
    expect(await codesOf('national-certificate', change)).toEqual(codes);
  });
});

describe('minimum data (R28)', () => {
  const describeAs =
    (text: string) =>
    (draft: Draft): void => {
      draft.credentialSubject.achievement['description'] = text;
    };
  it.each<[string, (draft: Draft) => void, string[]]>([
    ['an e-mail address', describeAs('Contact maria@example.org for more'), ['R28']],
    ['an e-mail address in an id', (d) => (d.credentialSubject.source.id = 'https://maria@example.org/x'), ['R28']],
    ['a phone number', describeAs('Tel. (077) 123-4567'), ['R28']],
    ['a Sri Lankan identity number', describeAs('NIC 881234567V'), ['R28']],
    ['a birth date in figures', describeAs('Born 1991-03-08'), ['R28']],
    ['a birth date the other way round', describeAs('Born 8.3.1991'), ['R28']],
    ['a birth date in words', describeAs('Born 8 March 1991'), ['R28']],
    ['a birth date the American way', describeAs('Born March 8, 1991'), ['R28']],
    ['a day of the mission', describeAs('Mission of 3-8 May 2026'), []],
    ['a period of the mission', describeAs('2026-05-03 to 2026-05-08'), []],
    ['a page and a year', describeAs('Standard of 1991, page 12'), []],
    ['a holder id made from a number', (d) => (d.credentialSubject.id = 'urn:nic:881234567V'), ['R28']],
    ['a holder DID', (d) => (d.credentialSubject.id = 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK'), []],
  ])('%s', async (_name, change, codes) => {
    expect(await codesOf('national-certificate', change)).toEqual(codes);
  });
});

describe('age', () => {
  it.each([
    ['2016', []],
    ['2017', ['L05']],
    ['1926', []],
    ['1925', ['L05']],
  ])('birth year %s for an award of 2026', async (year, codes) => {
    expect(await codesOf('national-certificate', rename(year, 'ext:birthYear'))).toEqual(codes);
  });
});

describe('units', () => {
  it.each<[string, CredentialKind, (draft: Draft) => void, string[]]>([
    [
      'an unknown qualification',
      'national-certificate',
      (d) => (d.credentialSubject.achievement['id'] = 'https://passport.example.org/other'),
      ['L06', 'R26'],
    ],
    [
      'a unit of no such code',
      'national-certificate',
      (d) => {
        const [unit, result] = [d.credentialSubject.achievement.resultDescription[0], d.credentialSubject.result[0]];
        if (unit && result) unit.id = result.resultDescription = unit.id.replace('HCS913301', 'HCS999999');
      },
      ['L06'],
    ],
    ['a unit without a result', 'record-of-achievement', (d) => d.credentialSubject.result.pop(), ['L06']],
    [
      'a result twice',
      'record-of-achievement',
      (d) => d.credentialSubject.result.splice(0, 1, ...d.credentialSubject.result.slice(1, 2)),
      ['L06'],
    ],
    [
      'a full award with a unit Not Yet Competent',
      'national-certificate',
      (d) => d.credentialSubject.result.slice(0, 1).forEach((r) => (r.value = 'Not Yet Competent')),
      ['L06'],
    ],
    [
      'a full award with a required unit missing',
      'national-certificate',
      (d) => {
        d.credentialSubject.result.pop();
        d.credentialSubject.achievement.resultDescription.pop();
      },
      ['L06'],
    ],
    ['a record of achievement with a unit Not Yet Competent', 'record-of-achievement', () => undefined, []],
  ])('%s', async (_name, kind, change, codes) => {
    expect(await codesOf(kind, change)).toEqual(codes);
  });
});

describe('framework claims, validity, status, ids, number, issuer', () => {
  it.each<[string, CredentialKind, (draft: Draft) => void, string[]]>([
    [
      'a level nobody gave',
      'nvq-certificate',
      (d) =>
        d.credentialSubject.achievement.alignment.push({
          ...d.credentialSubject.achievement.alignment[0],
          targetFramework: 'eqf',
        }),
      ['R26'],
    ],
    [
      'a level left out',
      'national-certificate',
      (d) => delete (d.credentialSubject.achievement as Record<string, unknown>)['alignment'],
      ['R26'],
    ],
    [
      'an end of validity where the scheme has none',
      'nvq-certificate',
      (d) => (d['validUntil'] = '2031-05-19T23:59:59Z'),
      ['R16'],
    ],
    ['no end of validity where the scheme sets one', 'national-certificate', (d) => delete d['validUntil'], ['R16']],
    ['an issuer of no scheme', 'nvq-certificate', (d) => (d.issuer.id = 'did:web:elsewhere.example'), ['L10', 'R16']],
    [
      'one list for two purposes',
      'national-certificate',
      (d) =>
        d.credentialStatus.forEach(
          (entry) => (entry['statusListCredential'] = 'https://passport.example.org/status/1'),
        ),
      ['L07'],
    ],
    [
      'one credential twice in a passport',
      'passport',
      (d) => d.credentialSubject.verifiableCredential.push(...d.credentialSubject.verifiableCredential.slice(0, 1)),
      ['L08'],
    ],
    ['a passport without its number', 'passport', (d) => d.credentialSubject.identifier.pop(), ['L09']],
  ])('%s', async (_name, kind, change, codes) => {
    expect(await codesOf(kind, change)).toEqual(codes);
  });
});
