import { describe, expect, it } from '@jest/globals';
import type {
  Accreditation,
  Application,
  AssessmentRecord,
  EvidenceItem,
  IdentityCheck,
  Moderation,
  Recommendation,
  riskFlags,
} from '../../../src/assessment/index.js';
import type { Part } from '../../../src/desk/rule-facts.js';
import { factWords } from '../../../src/web/desk/screens/decide-facts.js';
import type { RuleFact } from '../../../src/web/desk/screens/decide-shapes.js';
import { en, loadDeskStrings } from '../../../src/web/locales/desk/strings.js';
import { languageNames } from '../../../src/web/locales/languages.js';

type Every<Code extends string> = Readonly<Record<Code, true>>;
const codesOf = (every: Every<string>): readonly string[] => Object.keys(every);

/** Every code of the model that an officer or a moderator reads; one more there is a type error here. */
const states = codesOf({
  ...({ applied: true, evaluated: true, active: true, suspended: true, revoked: true } as const),
  ...({ superseded: true, refused: true } as const),
} satisfies Every<Accreditation['state']>);
const routes = codesOf({
  ...({ regular: true, onsite: true, portfolio: true, rpl: true, renewal: true } as const),
} satisfies Every<Application['route']>);
const matches = codesOf({
  ...({ exact: true, variant: true, mismatch: true, unresolved: true } as const),
} satisfies Every<IdentityCheck['nameMatch'] | IdentityCheck['birthDateMatch']>);
const resolutions = codesOf({
  ...({ 'affidavit-of-discrepancy': true, correction: true, 'accepted-variant': true } as const),
} satisfies Every<NonNullable<IdentityCheck['resolution']>>);
const acknowledgements = codesOf({
  ...({ signature: true, 'witnessed-mark': true } as const),
} satisfies Every<NonNullable<AssessmentRecord['acknowledgement']>['kind']>);
const parts = codesOf({
  ...({ assessor: true, representative: true, 'ac-manager': true, trainer: true } as const),
} satisfies Every<Part>);
const overall = codesOf({
  ...({ competent: true, 'not-yet-competent': true } as const),
} satisfies Every<NonNullable<AssessmentRecord['overall']>>);
const documents = ['passport', 'national-id', 'residence-permit', 'other'];

const evidence = codesOf({
  ...({ photo: true, video: true, document: true, signature: true, 'experience-confirmation': true } as const),
  ...({ demonstration: true, observation: true, 'oral-questioning': true, interview: true } as const),
  ...({ 'written-test': true, portfolio: true, 'work-sample': true, 'third-party-report': true } as const),
} satisfies Every<EvidenceItem['kind']>);
const recommendations = codesOf({
  ...({ 'issue-full': true, 'issue-coc': true, 'additional-documents': true, 're-assess': true } as const),
} satisfies Every<Recommendation['kind']>);
const reasons = codesOf({
  ...({ 'new-assessor': true, 'all-passed': true, random: true, 'risk-flag': true, correction: true } as const),
  ...({ 'accreditation-void': true, chosen: true } as const),
} satisfies Every<Moderation['reasons'][number]>);
const flags = codesOf({
  ...({ 'evidence-reused': true, 'identical-results': true, 'signed-too-fast': true } as const),
  ...({ 'clock-drift': true, 'site-differs': true } as const),
} satisfies Every<ReturnType<typeof riskFlags>[number]>);

const accreditation = { kind: 'accreditation', number: 'CA-1', state: 'active' } as const;
const days = { validFrom: '2025-07-01', validUntil: '2027-12-31', assessedOn: '2026-11-22' };
const at = '2026-02-09T12:00:00Z';
const checked = { kind: 'identity', document: 'passport', name: 'exact', birthDate: 'mismatch', at } as const;
const facts: readonly RuleFact[] = [
  { ...accreditation, ...days },
  { ...checked, resolution: 'correction' },
  { kind: 'acknowledgement', by: 'witnessed-mark', at },
  { kind: 'results', rated: 12, units: 6 },
  { kind: 'overall', outcome: 'not-yet-competent' },
  { kind: 'route', route: 'regular' },
  { kind: 'clusters', count: 2 },
  { kind: 'records-before', count: 1 },
  { kind: 'your-part', part: 'ac-manager' },
];

describe('the facts under a rule', () => {
  it('are whole sentences with days and words, then and now', async () => {
    const say = await loadDeskStrings('en');
    expect(facts.map((fact) => factWords(fact, say, 'en'))).toEqual([
      { then: '\u2068CA-1\u2069: 1 Jul 2025 – 31 Dec 2027; assessed on 22 Nov 2026', now: 'In force' },
      { then: '\u2068Passport\u2069; name: agrees; birth date: differs; checked on 9 Feb 2026', now: 'Corrected' },
      { then: 'Mark before a witness · 9 Feb 2026', now: null },
      { then: 'Ratings: 12; units: 6', now: null },
      { then: 'Not Yet Competent', now: null },
      { then: 'At the centre', now: null },
      { then: '2', now: null },
      { then: '1', now: null },
      { then: 'centre manager', now: null },
    ]);
  });

  it('call a document of another system by the name it has there', async () => {
    const say = await loadDeskStrings('fr');
    const { then, now } = factWords({ ...checked, document: 'PhilSys', resolution: null }, say, 'fr');
    expect([then.startsWith('\u2068PhilSys\u2069 ; nom : concorde ; '), now]).toEqual([true, null]);
  });
});

describe('what officers and moderators read', () => {
  it('has no known code without words', () => {
    // `desk-words.test.ts` holds that every language says what English says.
    const kinds: Readonly<Record<string, readonly string[]>> = {
      ...{ state: states, route: routes, match: matches, resolved: resolutions, acknowledged: acknowledgements },
      ...{ part: parts, outcome: overall, document: documents, method: evidence, recommend: recommendations },
      ...{ 'mod.reason': reasons, 'mod.flag': flags, fact: facts.map(({ kind }) => kind) },
    };
    const keys = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => `${kind}.${code}`));
    expect(keys.filter((key) => !(key in en))).toEqual([]);
  });

  it.each(languageNames.map(([code]) => code))('has no day in %s as computers write it', async (language) => {
    const say = await loadDeskStrings(language);
    const words = facts.map((fact) => factWords(fact, say, language).then);
    expect(words.filter((text) => /\d{4}-\d{2}-\d{2}/.test(text))).toEqual([]);
    expect(words[0]).toMatch(/^\u2068CA-1\u2069.*2025.*2027.*2026/);
  });
});
