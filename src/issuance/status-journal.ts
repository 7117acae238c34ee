import { createHmac, timingSafeEqual } from 'node:crypto';
import { open, mkdir, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isObject, type JsonObject } from '../shared/index.js';
import type { StatusWord } from './model.js';

/** What a published list once said about one slot. */
export interface JournalEntry extends StatusWord {
  readonly list: string;
  readonly index: number;
}

/** A list that was published with this version; `list` is the row's id, or a name for what root keys sign. */
export interface JournalVersion {
  readonly list: string;
  readonly version: number;
  /** What is kept of its text, where the text itself has to be known again. */
  readonly text?: string;
}

export interface JournalState {
  /** By `slotOf`. Revoked and replaced are for ever; of suspensions the last word counts. */
  readonly entries: ReadonlyMap<string, JournalEntry>;
  /** Highest version ever published, by the list's id. */
  readonly versions: ReadonlyMap<string, number>;
  /** What was kept of the text with the highest version, by the list's id. */
  readonly texts: ReadonlyMap<string, string>;
  /** Lines that were changed by somebody, or are no lines of ours. Those cut off by a crash are not counted. */
  readonly damagedLines: number;
}

/**
 * The memory of what was published, outside the database: a list that goes out with this service's signature never takes
 * back what an earlier one said, not even after the database was restored from a backup.
 */
export interface StatusJournal {
  read(): Promise<JournalState>;
  /** On the disk when it returns. */
  append(entries: readonly JournalEntry[], version: JournalVersion): Promise<void>;
}

export const slotOf = ({ list, index }: Pick<JournalEntry, 'list' | 'index'>): string => `${list} ${index}`;

interface Known {
  readonly entries: Map<string, JournalEntry>;
  readonly versions: Map<string, number>;
  readonly texts: Map<string, string>;
  damagedLines: number;
  /** Bytes read so far, always up to the end of a line. */
  offset: number;
}

/**
 * One line for each fact, `<mac> <json>`, only ever appended; the mac is an HMAC-SHA256 of the JSON under a secret of the
 * instance, so a line written by somebody else is told apart. Several processes may append to one file.
 */
export function createStatusJournal({
  path,
  secret,
}: {
  readonly path: string;
  readonly secret: Uint8Array;
}): StatusJournal {
  let known = nothingKnown();
  let turn: Promise<void> = Promise.resolve();
  const macOf = (json: string): string => createHmac('sha256', secret).update(json).digest('hex');

  function take(line: string): void {
    const [mac = '', json = ''] = [line.slice(0, 64), line.slice(65)];
    const value = parsed(json);
    // Cut off by a crash: what it would have said was not published, and was written again since.
    if (value === null) return;
    const [given, expected] = [Buffer.from(mac), Buffer.from(macOf(json))];
    const isOurs = given.length === expected.length && timingSafeEqual(given, expected);
    if (!isOurs) known.damagedLines++;
    else if ('version' in value) takeVersion(known, value as unknown as JournalVersion);
    else takeEntry(known, value as unknown as JournalEntry);
  }

  async function catchUp(): Promise<void> {
    const size = await stat(path).then(
      (facts) => facts.size,
      () => 0,
    );
    // Shorter than what was read: another file was put in its place.
    if (size < known.offset) known = nothingKnown();
    if (size === known.offset) return;
    const text = await textFrom(path, known.offset, size);
    const end = text.lastIndexOf('\n') + 1;
    for (const line of text.slice(0, end).split('\n')) if (line !== '') take(line);
    known.offset += Buffer.byteLength(text.slice(0, end));
  }

  return {
    read: async () => {
      // One after another: two at once would take the same bytes twice and then begin in the middle of a line.
      turn = turn.then(catchUp, catchUp);
      await turn;
      // A copy of the versions: compared with rows read after this, later ones would make these look set back.
      const { entries, damagedLines } = known;
      return { entries, damagedLines, versions: new Map(known.versions), texts: new Map(known.texts) };
    },
    append: async (entries, version) => {
      const lines = [...entries, version].map((fact) => {
        const json = JSON.stringify(fact);
        return `${macOf(json)} ${json}\n`;
      });
      await mkdir(dirname(path), { recursive: true });
      const file = await open(path, 'a', 0o600);
      try {
        await file.appendFile((await endsInLine(path)) ? lines.join('') : `\n${lines.join('')}`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
  };
}

function parsed(json: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

const nothingKnown = (): Known => ({
  entries: new Map(),
  versions: new Map(),
  texts: new Map(),
  damagedLines: 0,
  offset: 0,
});

function takeVersion({ versions, texts }: Known, { list, version, text }: JournalVersion): void {
  if (version < (versions.get(list) ?? 0)) return;
  versions.set(list, version);
  if (text === undefined) texts.delete(list);
  else texts.set(list, text);
}

function takeEntry({ entries }: Known, entry: JournalEntry): void {
  const before = entries.get(slotOf(entry));
  entries.set(slotOf(entry), {
    ...entry,
    revoked: entry.revoked || (before?.revoked ?? false),
    replacedBy: entry.replacedBy ?? before?.replacedBy ?? null,
  });
}

async function textFrom(path: string, start: number, end: number): Promise<string> {
  const file: FileHandle = await open(path, 'r');
  try {
    const bytes = Buffer.alloc(end - start);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
    return bytes.subarray(0, bytesRead).toString('utf8');
  } finally {
    await file.close();
  }
}

/** False after a crash in the middle of a line: the next one must not be glued to it. */
async function endsInLine(path: string): Promise<boolean> {
  const { size } = await stat(path);
  return size === 0 || (await textFrom(path, size - 1, size)) === '\n';
}
