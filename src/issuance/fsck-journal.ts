import { findEvery } from '../shared/index.js';
import type { IssuanceDeps } from './deps.js';
import type { Finding } from './fsck.js';
import { missingStatus, setBack } from './restore-status.js';
import { slotOf } from './status-journal.js';

/** Compares the database with what was ever published: a restored backup shows as older, slot by slot. */
export async function checkJournal({ store: { read }, journal }: IssuanceDeps): Promise<Finding[]> {
  const state = await journal.read();
  const older = setBack(await findEvery(read.statusLists, {}), state);
  const findings: Finding[] = older.map(({ id }) => ({ code: 'list-version-set-back', where: `list ${id}` }));
  if (state.damagedLines > 0)
    findings.push({ code: 'journal-damaged', where: `${state.damagedLines} lines of the status journal` });
  const slugs = new Set(older.map(({ slug }) => slug));
  const known = [...state.entries.values()];
  for (let start = 0; start < known.length; start += PAGE) {
    const part = known.slice(start, start + PAGE);
    const indexes = [...new Set(part.map(({ index }) => index))];
    const entries = await findEvery(read.statusEntries, { index: indexes });
    const entryOf = new Map(entries.map((entry) => [slotOf({ list: entry.listSlug, index: entry.index }), entry]));
    for (const words of part)
      if (missingStatus(entryOf.get(slotOf(words)), words, slugs.has(words.list)))
        findings.push({ code: 'status-set-back', where: `credential ${words.credentialId}` });
  }
  return findings;
}

const PAGE = 1_000;
