import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { composeService } from '../../src/app.js';
import type { StaffAccount } from '../../src/staff/index.js';
import { openTerminal, type Ended, type Terminal } from '../support/cli.js';
import { openOffice, openTestService, type TestService } from '../support/service.js';

// Whole services are opened here: a busy machine needs its time.
jest.setTimeout(120_000);

const two = ['--by', 'Anna', '--with', 'Ben'];
const one = ['--by', 'maria', '--with', 'Maria '];

let test: TestService;
let terminal: Terminal;
beforeAll(async () => {
  test = await openTestService();
  await openOffice(test.service);
  terminal = openTerminal(process.cwd(), test.environment);
  const account = { version: 1, roles: [], state: 'active', createdAt: '2026-01-01T00:00:00.000Z' } as const;
  const accounts: readonly StaffAccount[] = [
    { ...account, id: 'account-desk', displayName: 'Maria Cruz', personId: 'person-cruz' },
    { ...account, id: 'account-ben', displayName: 'Ben', personId: 'person-ben' },
  ];
  await test.service.instance.storage.store.transaction((tx) => tx.staffAccounts.insertMany(accounts));
});
afterAll(() => test.close());

const run = (...args: string[]): Promise<Ended> => terminal.here(args);
/** As another process sees it. */
async function states(): Promise<readonly unknown[]> {
  const service = await composeService(test.settings, { throwawayKeys: true });
  try {
    const { accreditations, accreditationCredentials, statusEntries } = service.instance.store.read;
    const [row] = await accreditations.find({ subjectType: 'organization' });
    const [signed] = await accreditationCredentials.find({ accreditationId: row?.id ?? '' });
    const [entry] = await statusEntries.find({ credentialId: signed?.credentialId ?? '' });
    return [row?.state, row?.retroactiveFrom, entry?.suspended, entry?.revoked];
  } finally {
    await service.close();
  }
}

describe('an accreditation of an awarding body, at the command line', () => {
  const which = ['--body', 'tesda', '--number', 'FA-1', '--reason', 'accreditation-void'];

  it('is granted, suspended, reinstated and revoked by two officers, and the lists say so', async () => {
    await run('authority', 'add', '--slug', 'fa', '--name', 'Framework authority', '--country', 'PH', '--by', 'Anna');
    const period = ['--number', 'FA-1', '--from', '2026-01-01', '--until', '2030-12-31'];
    const granting = ['authority', 'accredit', '--authority', 'fa', '--body', 'tesda', ...period];
    expect(await run(...granting, ...one)).toMatchObject({ code: 1, err: expect.stringContaining('R27') });
    expect(await run(...granting, ...two)).toMatchObject({ code: 0 });
    expect(await states()).toEqual(['active', null, false, false]);
    expect(await run('authority', 'suspend', ...which, ...one)).toMatchObject({ code: 1 });
    expect(await states()).toEqual(['active', null, false, false]);
    expect(await run('authority', 'suspend', ...which, ...two)).toMatchObject({ code: 0 });
    expect(await states()).toEqual(['suspended', null, true, false]);
    expect(await run('authority', 'reinstate', ...which, ...two)).toMatchObject({ code: 0 });
    expect(await states()).toEqual(['active', null, false, false]);
    const revoked = await run('authority', 'revoke', ...which, '--from', '2026-02-01', ...two);
    expect(revoked).toMatchObject({ code: 0, out: expect.stringContaining('FA-1 is now revoked') });
    expect(await states()).toEqual(['revoked', '2026-02-01', false, true]);
    expect(await run('authority', 'reinstate', ...which, ...two)).toMatchObject({ code: 1 });
    const unknown = ['--body', 'tesda', '--number', 'FA-9', '--reason', 'accreditation-void'];
    expect(await run('authority', 'suspend', ...unknown, ...two)).toMatchObject({
      code: 1,
      err: expect.stringContaining('not-found'),
    });
  });
});

describe('two officers at the command line', () => {
  it.each([
    ['one name twice', one],
    ['one name in full width', ['--by', 'Ｍａｒｉａ', '--with', 'maria']],
    ['one person by name and by the register', ['--by', 'maria cruz', '--with', 'person-cruz']],
    ['one account by id and by name', ['--by', 'account-ben', '--with', ' BEN']],
  ])('are not %s', async (_case, names) => {
    const commands = [
      ['clock', 'accept'],
      ['privacy', 'retention'],
      ['person', 'erase', 'somebody', '--reason', 'court-order'],
    ];
    for (const command of commands)
      expect(await run(...command, ...names)).toMatchObject({ code: 1, err: expect.stringContaining('R27') });
  });

  it('are both named', async () => {
    expect(await run('clock', 'accept', '--by', 'Anna')).toMatchObject({ code: 64 });
  });

  it('may be people without accounts, or with different ones', async () => {
    expect(await run('clock', 'accept', '--by', 'account-desk', '--with', 'Ben')).toMatchObject({ code: 0 });
    expect(await run('clock', 'accept', ...two)).toMatchObject({ code: 0 });
  });
});

it('keys that a command makes, rotates and retires stand in the audit trail with whoever said so', async () => {
  expect(await run('keys', 'rotate', 'issuer', '--issuer', 'tesda', '--by', 'Anna')).toMatchObject({ code: 0 });
  const made = await run('keys', 'create', '--issuer', 'tesda');
  const id = /Made (\S+)/.exec(made.out)?.[1] ?? '';
  expect(await run('keys', 'retire', id, '--compromised', '--by', 'Ben')).toMatchObject({ code: 0 });
  const service = await composeService(test.settings, { throwawayKeys: true });
  const rows = (await service.instance.store.read.auditRows(1, 500)).filter(({ subjectType }) => subjectType === 'key');
  await service.close();
  expect(rows.map(({ action, actorId }) => [action, actorId])).toEqual([
    ['key.create', 'Anna'],
    ['key.retire', 'Anna'],
    ['key.create', 'operator'],
    ['key.retire', 'Ben'],
  ]);
  expect(rows.at(-1)).toMatchObject({ subjectId: id, facts: { role: 'issuer', revokedAt: expect.any(String) } });
}, 60_000);
