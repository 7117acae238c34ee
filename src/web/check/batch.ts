import type { VerificationReport } from '../../verification/browser.js';
import type { Say } from '../locales/strings.js';
import type { Check } from './page-verifier.js';
import { readFile } from './read-file.js';

/** One line of the table, from a file or from a pasted line. */
export interface BatchRow {
  readonly name: string;
  readonly state: 'waiting' | 'checking' | 'done' | 'problem' | 'skipped';
  /** The answer, or what was wrong with the file. */
  readonly answer: string;
  readonly report: VerificationReport | null;
  /** Spoken codes: E16 of a problem, S10 of a finding. */
  readonly codes: readonly string[];
}

export type BatchSource = { readonly name: string } & ({ readonly file: File } | { readonly text: string });

export const maxRows = 500;

export const waiting = ({ name }: BatchSource): BatchRow => ({
  name,
  state: 'waiting',
  answer: '',
  report: null,
  codes: [],
});

interface BatchRun {
  readonly check: Check;
  readonly language: string;
  readonly say: Say;
}

/** Reads and checks one source on this device. */
export async function checkOne(source: BatchSource, { check, language, say }: BatchRun): Promise<BatchRow> {
  const row = { ...waiting(source), state: 'problem' as const };
  const read = 'text' in source ? ({ ok: true, text: source.text } as const) : await readFile(source.file);
  if (!read.ok) return { ...row, answer: say(read.message, { max: '20 MB' }), codes: [read.code] };
  const result = await check(read.text, language);
  if (!result.ok) {
    const { message, whatToDo, code } = result.problem;
    return { ...row, answer: `${message} ${whatToDo}`, codes: [code] };
  }
  const { report } = result;
  const told = report.items.length === 0 ? [report] : report.items;
  const codes = told.flatMap(({ checks }) =>
    checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown').map(({ code }) => code),
  );
  const answer = report.items.length === 0 ? report.title : report.sentence;
  return { ...row, state: 'done', answer, report, codes: [...new Set(codes)] };
}

/** Pasted text: one source a line; a whole certificate on several lines is one. */
export function sourcesOfText(text: string, nameOf: (line: number) => string): readonly BatchSource[] {
  const trimmed = text.trim();
  if (trimmed.startsWith('{') && isJson(trimmed)) return [{ name: nameOf(1), text: trimmed }];
  return text
    .split(/\r?\n/)
    .flatMap((line, index) => (line.trim() === '' ? [] : [{ name: nameOf(index + 1), text: line.trim() }]));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * One cell of a CSV file (RFC 4180). What a spreadsheet would run as a formula gets an apostrophe before it: names and
 * file names come from strangers.
 */
export function csvCell(raw: string): string {
  // Control characters would hide a formula from the next line, and mean nothing in a name.
  const text = raw.replace(/\p{Cc}/gu, ' ');
  const isFormula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20|%]/.test(text);
  const harmless = isFormula ? `'${text}` : text;
  return `"${harmless.replace(/"/g, '""')}"`;
}

/** With a byte order mark, so that spreadsheets read the letters of every script. */
export function csvOf(rows: readonly BatchRow[], say: Say): string {
  const head = (['file', 'answer', 'award', 'person', 'number'] as const).map((name) => say(`batch.${name}`));
  const lines = rows.map(({ name, state, answer, report, codes }) => {
    const claims = report?.claims ?? null;
    const told = state === 'skipped' || state === 'waiting' || state === 'checking' ? say('batch.skipped') : answer;
    return [
      name,
      told,
      claims?.title ?? '',
      claims?.holder.name ?? '',
      claims?.number ?? '',
      codes.join(' '),
      report?.verdict ?? '',
    ];
  });
  return `\ufeff${[[...head, say('code', { code: '' }).trim(), 'verdict'], ...lines].map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`;
}
