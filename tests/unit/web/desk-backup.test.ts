import { describe, expect, it } from '@jest/globals';
import { openBackup, sealBackup } from '../../../src/web/desk/local/backup.js';
import type { Waiting } from '../../../src/web/desk/local/outbox.js';

const recordId = '00000000-0000-4000-8000-000000000001';
const row: Waiting = {
  id: 3,
  accountId: 'me',
  lane: recordId,
  path: `/api/assessment/records/${recordId}/notes`,
  body: { results: [{ unitCode: 'A', method: 'interview', outcome: 'satisfactory' }] },
  about: { kind: 'results', recordId },
  doneAt: '2026-01-05T07:00:00.000Z',
  stuck: { code: 'R08', title: 'Refused.', whatToDo: 'Look again.' },
};
const photo: Waiting = {
  ...row,
  id: 4,
  path: `/api/assessment/records/${recordId}/evidence-files/${recordId}?kind=photo`,
  body: null,
  about: { kind: 'evidence', recordId },
  file: new Blob([new Uint8Array([0, 1, 2, 255])], { type: 'image/jpeg' }),
};
const phrase = 'four words of one line';

describe('the backup file of what waits', () => {
  it('holds every act and its bytes, and gives them back to whoever knows the passphrase', async () => {
    const file = await sealBackup([photo, row], 'me', phrase);
    const opened = await openBackup(file, ` ${phrase} `);
    if (opened.kind !== 'rows') throw new Error(opened.kind);
    expect(opened.accountId).toBe('me');
    expect(opened.rows.map(({ path, doneAt }) => [path, doneAt])).toEqual([
      [photo.path, photo.doneAt],
      [row.path, row.doneAt],
    ]);
    expect(opened.rows[1]?.body).toEqual(row.body);
    const bytes = await opened.rows[0]?.file?.arrayBuffer();
    expect([...new Uint8Array(bytes ?? new ArrayBuffer(0))]).toEqual([0, 1, 2, 255]);
    // What became of earlier tries is of that device.
    expect(JSON.stringify(opened.rows)).not.toContain('R08');
  }, 20_000);

  it('says nothing in clear, and no two files are alike', async () => {
    const [one, other] = await Promise.all([sealBackup([row], 'me', phrase), sealBackup([row], 'me', phrase)]);
    const text = new TextDecoder('latin1').decode(await one.arrayBuffer());
    expect(text).not.toContain('records');
    expect(text).not.toBe(new TextDecoder('latin1').decode(await other.arrayBuffer()));
  }, 20_000);

  it.each([
    ['another passphrase', (bytes: Uint8Array) => bytes, 'four words of two lines', 'not-opened'],
    ['a changed byte', (bytes: Uint8Array) => bytes.with(-1, (bytes.at(-1) ?? 0) ^ 1), phrase, 'not-opened'],
    ['a changed salt', (bytes: Uint8Array) => bytes.with(7, (bytes.at(7) ?? 0) ^ 1), phrase, 'not-opened'],
    ['another version', (bytes: Uint8Array) => bytes.with(4, 2), phrase, 'not-a-backup'],
    ['a file cut short', (bytes: Uint8Array) => bytes.slice(0, 20), phrase, 'not-a-backup'],
    [
      'something else',
      () => new TextEncoder().encode('%PDF-1.7 and so on, long enough to be one'),
      phrase,
      'not-a-backup',
    ],
  ])(
    'is not opened: %s',
    async (_, change, given, kind) => {
      const bytes = new Uint8Array(await (await sealBackup([row], 'me', phrase)).arrayBuffer());
      expect((await openBackup(new Blob([new Uint8Array(change(bytes))]), given)).kind).toBe(kind);
    },
    20_000,
  );

  it.each([
    ['/api/staff/accounts'],
    [`/api/assessment/records/${recordId}/void`],
    [`https://example.org/api/assessment/records/${recordId}/notes`],
    [`/api/assessment/records/${recordId}/notes/../void`],
  ])(
    'takes nothing in that this desk does not keep itself: %s',
    async (path) => {
      const file = await sealBackup([{ ...row, path }], 'me', phrase);
      expect((await openBackup(file, phrase)).kind).toBe('not-a-backup');
    },
    20_000,
  );

  it.each([
    ['a number of its own', { id: Number.MAX_SAFE_INTEGER }],
    ['somebody else as the owner', { accountId: 'another' }],
    ['a reason of the service', { held: { code: 'x', reference: null } }],
    ['a time that is none', { doneAt: 'yesterday' }],
    ['a kind that no desk knows', { about: { kind: 'constructor', recordId } }],
    ['another act than it says', { path: `/api/assessment/records/${recordId}/sign` }],
    ['an object for a word', { about: { kind: 'results', recordId, unitCode: { a: 1 } } }],
    ['no member that a desk writes', { about: { kind: 'results' } }],
    ['bytes that are no number', { file: { bytes: '9', type: 'image/jpeg' } }],
    ['bytes before its beginning', { file: { bytes: -9, type: 'image/jpeg' } }],
  ])(
    'is not read in with %s: the desk would stop at it for good',
    async (_, change) => {
      const file = await sealedBy([{ ...asListed, ...change }]);
      expect((await openBackup(file, phrase)).kind).toBe('not-a-backup');
    },
    20_000,
  );

  it('made by another hand, with what a desk writes, is read in', async () => {
    expect((await openBackup(await sealedBy([asListed]), phrase)).kind).toBe('rows');
  }, 20_000);
});

const { id: _id, accountId: _owner, stuck: _stuck, ...asWritten } = row;
const asListed = { ...asWritten, file: null };

/** A file made elsewhere by somebody who knows the passphrase and the account. */
async function sealedBy(rows: readonly object[]): Promise<Blob> {
  const text = new TextEncoder().encode(JSON.stringify({ accountId: 'me', rows }));
  const plain = new Uint8Array(4 + text.length);
  new DataView(plain.buffer).setUint32(0, text.length);
  plain.set(text, 4);
  const head = new Uint8Array([...new TextEncoder().encode('SPDB'), 1]);
  const [salt, nonce] = [new Uint8Array(16), new Uint8Array(12)];
  const secret = await crypto.subtle.importKey('raw', new TextEncoder().encode(phrase), 'PBKDF2', false, ['deriveKey']);
  const key = await crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 600_000 },
    secret,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const additionalData = new Uint8Array([...head, ...salt]);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData }, key, plain);
  return new Blob([head, salt, nonce, sealed]);
}
