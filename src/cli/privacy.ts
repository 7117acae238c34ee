import { parseArgs } from 'node:util';
import { planRetention, retentionRules, runRetention } from '../issuance/index.js';
import { EXIT, UsageError, type Command } from './command.js';
import { withService } from './instance.js';
import { withTwoOfficers, type OfficerValues } from './officers.js';

export const privacyCommand: Command = {
  name: 'privacy',
  usage: 'privacy retention --dry-run | privacy retention --by OFFICER --with OFFICER',
  about:
    'Deletes and erases what is kept no longer (docs/privacy.md). --dry-run only counts. Erasing needs two officers; run it daily.',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean', default: false }, by: { type: 'string' }, with: { type: 'string' } },
    });
    if (positionals.length !== 1 || positionals[0] !== 'retention') throw new UsageError('Say privacy retention.');
    if (values['dry-run']) return dryRun();
    return retain(values);
  },
};

async function dryRun(): Promise<number> {
  const plan = await withService(({ instance }) => planRetention(instance));
  for (const { kind, days, of: what } of retentionRules)
    console.log(`${kind}: ${days === null ? 'no end' : `${days} days`} (${what})`);
  console.log(
    `Due now: ${plan.evidence.length} files of evidence, ${plan.photos.length} photos, ${plan.people.length} people. Nothing was changed.`,
  );
  return EXIT.ok;
}

async function retain(values: OfficerValues): Promise<number> {
  const done = await withTwoOfficers(values, async ({ instance, evidenceFiles, staff }, officers) => {
    const { evidence, storage } = instance;
    const deps = { ...instance, evidence, purgeDestroyedKeys: () => storage.purgeDestroyedKeys() };
    const result = await runRetention(officers, deps);
    const days = retentionRules.find(({ kind }) => kind === 'staff-sessions')?.days ?? null;
    const sessions = days === null ? 0 : await staff.services.sessions.forget(days);
    return { ...result, sessions, orphans: await evidenceFiles.sweep() };
  });
  console.log(
    `${done.evidence} files of evidence, ${done.photos} photos and ${done.orphans} left-over files deleted, ${done.people} people erased, ${done.sessions} sessions forgotten.`,
  );
  for (const { personId, code } of done.failed) console.log(`  ${code}  person ${personId}`);
  return done.failed.length === 0 ? EXIT.ok : EXIT.failed;
}
