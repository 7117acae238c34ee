import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { rules } from '../../../src/assessment/index.js';
import { refusals as english } from '../../../src/web/locales/desk/refusals/en.js';
import { loadRefusals, type RefusalTexts } from '../../../src/web/locales/desk/refusals/refusals.js';
import { languageNames } from '../../../src/web/locales/languages.js';
import { codesIn, refusalCodes } from '../../support/refusal-codes.js';

const languages = languageNames.map(([code]) => code).filter((code) => code !== 'en');
const texts: Readonly<Record<string, string>> = english;
const codes = Object.keys(texts).filter((key) => !key.endsWith('.do'));

/** Folders, and files by how they begin, whose refusals nobody reads at the desk. */
const elsewhere: Readonly<Record<string, string>> = {
  cli: 'the command line',
  config: 'before the service starts',
  conformance: 'a server for test suites',
  demo: 'the command line',
  dids: 'answers about DIDs, to programs',
  frameworks: 'the public pages, and programs',
  intake: 'tables that the operator takes in at the command line',
  net: 'turned into refusals by whoever asked',
  sharing: 'the pages of the worker and the employer',
  'vc-api': 'answers to programs',
  verification: 'results of checks, with words of their own',
  web: 'words of the pages',
};

/** Codes of the other folders that no screen of the desk can meet. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  'when the service or the signing process starts': [
    'cannot-listen',
    'catalogue-invalid',
    'context-damaged',
    'damaged-key-file',
    'data-dir-in-use',
    'data-from-before-encryption',
    'example-keys-in-production',
    'key-passphrase-missing',
    'port-taken',
    'public-url-changed',
    'root-chain-broken',
    'root-keys-in-store',
    'root-rollover-impossible',
    'storage-secret-mismatch',
    'wrong-key-passphrase',
  ],
  'at the command line of the operator': [
    'accreditation-differs',
    'accreditation-refused',
    'compromise-set-changed',
    'issuance-unfinished',
    'key-exists',
    'key-unknown',
    'keys-not-purged',
    'not-registered',
    'signing-key-elsewhere',
    'site-ambiguous',
  ],
  'on the pages of workers, employers and verifiers, or in answers to programs': [
    'E10',
    'E16',
    'E19',
    'W10',
    'W12',
    'award-not-in-force',
    'bad-claim',
    'badge-picture-unusable',
    'context-unknown',
    'disclosure-refused',
    'form-key-revoked',
    'form-not-borne-out',
    'form-not-for-passports',
    'form-unknown',
    'holder-missing',
    'json-*',
    'no-such-award',
    'receipt-not-ours',
  ],
  'only when a program asks in a way that no screen does': ['too-many-rows', 'unknown-filter'],
};
const excepted = Object.values(exceptions).flat();

const root = join(import.meta.dirname, '../../..');
const folders = readdirSync(join(root, 'src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const isElsewhere = (file: string): boolean => Object.keys(elsewhere).some((path) => file.startsWith(`src/${path}`));
const found = [
  ...refusalCodes(folders).filter(({ file }) => !isElsewhere(file)),
  ...refusalCodes(['web/desk/api/problem.ts']),
];
const inSource = new Set(found.map(({ code }) => code));

/** One text for all codes that begin so. */
const families = codes.filter((code) => code.endsWith('*')).map((code) => code.slice(0, -1));
const isTold = (code: string): boolean => code in texts || families.some((prefix) => code.startsWith(prefix));

const textsOf = async (code: string): Promise<RefusalTexts> =>
  ((await import(`../../../src/web/locales/desk/refusals/${code}.js`)) as { refusals: RefusalTexts }).refusals;

describe('what the service refuses', () => {
  it('has general words for every code that the desk can meet', () => {
    expect(inSource.size).toBeGreaterThan(200);
    const untold = found.filter(({ code }) => !isTold(code) && !excepted.includes(code));
    expect(untold).toEqual([]);
  });

  it('has no words for a code that does not exist, and no exception for one', () => {
    const isKnown = (code: string): boolean =>
      code.endsWith('*') ? [...inSource].some((each) => each.startsWith(code.slice(0, -1))) : inSource.has(code);
    expect(codes.filter((code) => !isKnown(code) && !(code in rules))).toEqual([]);
    expect(excepted.filter((code) => !isKnown(code) || code in texts)).toEqual([]);
    expect(Object.keys(elsewhere).filter((path) => !folders.includes(path.split('/')[0] ?? ''))).toEqual([]);
  });

  it('names each rule as the rule itself does', () => {
    const titles = Object.values(rules).map(({ id, title }) => [id, title]);
    expect(titles.map(([id = '']) => [id, texts[id]])).toEqual(titles);
  });

  it('says what to do about everything but rules and checks of a credential', () => {
    const silent = codes.filter((code) => !(`${code}.do` in texts));
    expect(silent.filter((code) => !/^[RL]\d\d$/.test(code))).toEqual([]);
  });

  it('is found in the sources by whoever makes a refusal', () => {
    const source = `
      const STOPPED = 'stopped';
      throw new ServiceError('one', {});
      throw new ServiceError(STOPPED, {});
      throw new ServiceError(isTaken ? 'taken' : 'free', {});
      throw new ServiceError(\`list-\${code}\`, {});
      condition('two', holds, ['No.', 'Yes.']);
      refused([{ code: 'three', message: 'No.', whatToDo: 'Yes.' }]);
      findings.push({ code: 'no-refusal', where: 'row 7' });`;
    expect(codesIn(source)).toEqual(['one', 'stopped', 'taken', 'free', 'list-*', 'two', 'three']);
  });
});

describe.each(languages)('refusals in %s', (language) => {
  it('are all there, each in its own words', async () => {
    const own = await textsOf(language);
    expect(Object.keys(own)).toEqual(Object.keys(texts));
    const copied = Object.entries(own).filter(([key, text]) => text.trim() === '' || text === texts[key]);
    expect(copied).toEqual([]);
  });

  it('are in the letters of the language', async () => {
    const scripts = { si: /\p{Script=Sinhala}/u, ta: /\p{Script=Tamil}/u, ar: /\p{Script=Arabic}/u };
    const own = Object.entries(await textsOf(language));
    for (const [code, script] of Object.entries(scripts))
      expect(own.filter(([, text]) => script.test(text) !== (code === language)).map(([key]) => key)).toEqual([]);
  });

  it('stand for what the service says, and tell when it says more', async () => {
    const { refusal } = await loadRefusals(language);
    const own = await textsOf(language);
    const [title, whatToDo] = [own['being-released'], own['being-released.do']];
    const said = (key: keyof RefusalTexts): string => english[key];
    expect(refusal('being-released', said('being-released'), said('being-released.do'))).toEqual({
      ...{ title, whatToDo },
      isAll: true,
    });
    expect(refusal('being-released', 'C-17 is being released.', said('being-released.do'))?.isAll).toBe(false);
    expect(refusal('R05', '12 candidates for one assessor.', 'Add one.')).toEqual({
      ...{ title: own.R05, whatToDo: null },
      isAll: false,
    });
    expect(refusal('signer-lint', 'No.')?.title).toBe(own['signer-*']);
    expect(refusal('trust-list-unreachable', 'No.')?.title).toBe(own['trust-list-unreachable']);
    expect(['no-such-code', 'constructor'].map((code) => refusal(code, 'No.'))).toEqual([null, null]);
  });
});

describe('refusals in English', () => {
  it('are what the service says', async () => {
    const { refusal } = await loadRefusals('en');
    expect(refusal('D10', 'Sign in again.')).toBeNull();
  });
});
