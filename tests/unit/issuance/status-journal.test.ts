import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createStatusJournal, type JournalEntry } from '../../../src/issuance/status-journal.js';

const secret = new Uint8Array(32).fill(7);
const entry = (index: number): JournalEntry => ({
  ...{ list: 'tesda-1', index, credentialId: `urn:uuid:${index}`, revoked: true, suspended: false },
  ...{ replacedBy: null, changedAt: '2026-02-02', reasonClass: 'issued-in-error' },
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'status-journal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the journal of published statuses', () => {
  it('reads every line once, however many read it at once', async () => {
    const path = join(folder, 'journal');
    const [writer, reader] = [createStatusJournal({ path, secret }), createStatusJournal({ path, secret })];
    await writer.append([entry(0)], { list: 'tesda-1-revocation', version: 1 });
    await Promise.all([reader.read(), reader.read()]);
    const later = Array.from({ length: 20 }, (_, nth) => entry(nth + 1));
    await writer.append(later, { list: 'tesda-1-revocation', version: 2 });
    const { entries, versions, damagedLines } = await reader.read();
    expect(damagedLines).toBe(0);
    expect([...entries.values()].map(({ index }) => index)).toEqual(Array.from({ length: 21 }, (_, nth) => nth));
    expect(versions).toEqual(new Map([['tesda-1-revocation', 2]]));
  });

  it('tells the versions of the moment it was asked, whoever publishes afterwards', async () => {
    const journal = createStatusJournal({ path: join(folder, 'journal'), secret });
    await journal.append([], { list: 'tesda-1-revocation', version: 1 });
    const { versions } = await journal.read();
    await journal.append([], { list: 'tesda-1-revocation', version: 2 });
    await journal.read();
    expect(versions.get('tesda-1-revocation')).toBe(1);
  });
});
