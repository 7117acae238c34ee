import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { composeService } from '../../src/app.js';
import { UsageError } from '../../src/cli/command.js';
import { statusCommand } from '../../src/cli/status.js';
import { holderOf, issuedPassport } from '../support/passports.js';
import { officers, openOffice, openTestService, verdictOf, type TestService } from '../support/service.js';

let test: TestService;
let numbers: Readonly<Record<'certificate' | 'passport' | 'successor', string>>;
let ids: Readonly<Record<'certificate' | 'passport' | 'successor' | 'experience', string>>;
const before = { ...process.env };
const two = ['--by', officers.certification, '--with', officers.release];

beforeAll(async () => {
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  test = await openTestService();
  const office = await openOffice(test.service, { scheme: 'NVQSL' });
  const owner = await holderOf(test, office, { day: '2026-02-02', seed: 420 });
  const passport = await issuedPassport(test, owner);
  const successor = await issuedPassport(test, owner);
  const { intents } = test.service.instance.store.read;
  const numberOf = async (subjectId: string): Promise<string> => (await intents.find({ subjectId }))[0]?.number ?? '';
  ids = {
    certificate: owner.certificateId,
    experience: owner.experienceId,
    passport: passport.id,
    successor: successor.id,
  };
  numbers = {
    certificate: await numberOf(ids.certificate),
    passport: await numberOf(ids.passport),
    successor: await numberOf(ids.successor),
  };
  Object.assign(process.env, test.environment);
}, 60_000);
afterAll(async () => {
  for (const name of Object.keys(test.environment)) delete process.env[name];
  Object.assign(process.env, before);
  await test.close();
});

const run = (...args: string[]): Promise<number> => statusCommand.run(args);
async function verdicts(): Promise<Record<string, string>> {
  const service = await composeService(test.settings, { throwawayKeys: true });
  try {
    const found: Record<string, string> = {};
    for (const [name, id] of Object.entries(ids)) found[name] = await verdictOf(service, id);
    return found;
  } finally {
    await service.close();
  }
}

it('finds passports by number, experience by id and certificates by either, and changes what verifiers see', async () => {
  const reissue = ['reissue', numbers.passport, '--successor', numbers.successor, '--reason', 'holder-request'];
  expect(await run('report-lost', numbers.passport, '--reason', 'holder-request', '--by', officers.release)).toBe(0);
  expect(await run(...reissue, '--by', officers.release)).toBe(0);
  expect(await run('suspend', ids.certificate, '--reason', 'assessment-fraud', ...two)).toBe(0);
  expect(await run('reinstate', numbers.certificate, '--reason', 'issued-in-error', ...two)).toBe(0);
  expect(await verdicts()).toEqual({
    certificate: 'genuine-and-current',
    experience: 'genuine-and-current',
    passport: 'replaced',
    successor: 'genuine-and-current',
  });
  expect(await run('withdraw', ids.experience, '--reason', 'issued-in-error', ...two)).toBe(0);
  // What the passport carries was withdrawn, and the worst is said.
  expect(await verdicts()).toMatchObject({ experience: 'revoked', successor: 'revoked' });
}, 60_000);

it('refuses what a kind cannot do, one officer where two are needed, and what was never issued', async () => {
  await expect(run('suspend', numbers.passport, '--reason', 'identity-fraud', ...two)).rejects.toThrow(UsageError);
  const alone = ['--reason', 'identity-fraud', '--by', officers.release];
  await expect(run('close', numbers.successor, ...alone)).rejects.toMatchObject({ code: 'R27' });
  await expect(run('revoke', '12345678901234', ...alone)).rejects.toMatchObject({ code: 'not-found' });
}, 60_000);
