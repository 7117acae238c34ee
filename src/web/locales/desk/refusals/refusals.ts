import {
  findingWords,
  loadDraft,
  type Finding,
  type FindingAdvice,
  type FindingCase,
  type LanguageDrafts,
} from '../../../../shared/index.js';
import { dayText } from '../../../dates.js';
import type { refusals as english } from './en.js';

/** `D10` is the sentence of a code, `D10.do` what to do; a rule or a check of a credential has a sentence only. */
export type RefusalTexts = Readonly<Record<keyof typeof english, string>>;

/** What the rules found, sentence by sentence, and what to do about it. The English ones are those of the service. */
export interface FindingTexts {
  readonly cases: Readonly<Record<FindingCase, string>>;
  readonly advice: Readonly<Record<FindingAdvice, string>>;
}

/** What a refusal says in the reader's language. */
export interface RefusalWords {
  readonly title: string;
  /** Null for a rule: what to do depends on what it found. */
  readonly whatToDo: string | null;
  /** The general words say all that the service said; false when it names more (a date, a number, a name). */
  readonly isAll: boolean;
}

/** The words of a code in place of what the service said in English; null when there are none. */
export type RefusalsIn = (code: string, message: string, whatToDo?: string) => RefusalWords | null;

/** What a rule found, in this language; null when the service's own words are all there is to say. */
export type FindingIn = (
  finding: Finding | undefined,
) => { readonly message: string; readonly whatToDo: string } | null;

export interface RefusalVoice {
  readonly refusal: RefusalsIn;
  readonly finding: FindingIn;
}

/** For readers of English: the service's own words are all there is to say. */
export const asTheServiceSays: RefusalVoice = { refusal: () => null, finding: () => null };

const drafts: LanguageDrafts<{ readonly refusals: RefusalTexts; readonly findings: FindingTexts }> = {
  si: () => import('./si.js'),
  ta: () => import('./ta.js'),
  fil: () => import('./fil.js'),
  ar: () => import('./ar.js'),
  fr: () => import('./fr.js'),
  pt: () => import('./pt.js'),
  sw: () => import('./sw.js'),
};

/** To compare with: does the service say more than the general words? */
const inEnglish: LanguageDrafts<{ readonly refusals: RefusalTexts }> = { en: () => import('./en.js') };

/** Never fails: refusals of a language that cannot be loaded are what the service says. */
export async function loadRefusals(language: string): Promise<RefusalVoice> {
  const [own, english] = await Promise.all([loadDraft(drafts, language), loadDraft(inEnglish, 'en')]);
  return own === null || english === null
    ? asTheServiceSays
    : { refusal: refusalsIn(own.refusals, english.refusals), finding: findingIn(own.findings, language) };
}

/** A finding of a newer service may have a sentence that this page does not know yet. */
function findingIn(texts: FindingTexts, language: string): FindingIn {
  const written = { plurals: new Intl.PluralRules(language), day: (day: string) => dayText(day, language) };
  return (finding) => {
    if (finding === undefined || !Object.hasOwn(texts.cases, finding.case)) return null;
    if (finding.advice !== null && !Object.hasOwn(texts.advice, finding.advice)) return null;
    return findingWords(finding, texts, written);
  };
}

/** Codes that are put together with a detail share one text. */
const families = ['trust-list-', 'signer-'];

function refusalsIn(texts: RefusalTexts, english: RefusalTexts): RefusalsIn {
  const known = (key: string): key is keyof RefusalTexts => Object.hasOwn(texts, key);
  return (code, message, whatToDo) => {
    const family = families.find((prefix) => code.startsWith(prefix));
    const key = known(code) || family === undefined ? code : `${family}*`;
    if (!known(key)) return null;
    const advice = `${key}.do`;
    const isAdvised = known(advice);
    const isAll = message === english[key] && (whatToDo === undefined || (isAdvised && whatToDo === english[advice]));
    return { title: texts[key], whatToDo: isAdvised ? texts[advice] : null, isAll };
  };
}
