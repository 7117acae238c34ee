import { loadDraft, parseIso, writtenDate, type LanguageDrafts } from '../../shared/index.js';
import type { en } from './en.js';

export type MessageKey = keyof typeof en;
/** Every language says everything: a missing text is a type error. */
export type Messages = Readonly<Record<MessageKey, string>>;
export type PartialMessages = Partial<Messages>;
type Values = Readonly<Record<string, string | number>>;

/** One reader's language: texts with English behind each missing one, and dates with the month in letters. */
export interface Phrases {
  readonly language: string;
  text(key: MessageKey, values?: Values): string;
  /** `5 May 2025`; the raw text when it is not a date. */
  date(iso: string): string;
}

/** Loaded one by one so that an offline page carries only what it shows. */
const drafts: LanguageDrafts<{ readonly messages: Messages }> = {
  si: () => import('./si.js'),
  ta: () => import('./ta.js'),
  fil: () => import('./fil.js'),
  ar: () => import('./ar.js'),
  fr: () => import('./fr.js'),
  pt: () => import('./pt.js'),
  sw: () => import('./sw.js'),
};

/** Never fails for a language that is unknown or cannot be loaded: it is told in English. */
export async function loadPhrases(language: string): Promise<Phrases> {
  const { en } = await import('./en.js');
  const base = language.split('-')[0] ?? 'en';
  const draft = await loadDraft(drafts, base);
  return draft === null ? createPhrases('en', en, {}) : createPhrases(base, en, draft.messages);
}

function createPhrases(language: string, english: typeof en, messages: PartialMessages): Phrases {
  return {
    language,
    text: (key, values = {}) => fill(messages[key] ?? english[key], values),
    date: (iso) => formatDate(iso, language),
  };
}

const fill = (template: string, values: Values): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole));

function formatDate(iso: string, language: string): string {
  const date = parseIso(iso);
  return date === null ? iso : writtenDate(date, language, { dateStyle: 'long', timeZone: 'UTC' });
}
