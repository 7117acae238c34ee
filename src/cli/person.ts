import { parseArgs } from 'node:util';
import { erasePerson, exportPerson, type ErasureReason } from '../issuance/index.js';
import { EXIT, UsageError, type Command } from './command.js';
import { withService } from './instance.js';
import { withTwoOfficers } from './officers.js';

const REASONS: readonly ErasureReason[] = ['holder-request', 'retention-ended', 'registered-in-error', 'court-order'];

export const personCommand: Command = {
  name: 'person',
  usage: 'person export <person id> --by OFFICER | person erase <person id> --reason CLASS --by OFFICER --with OFFICER',
  about: `Hands out everything held about a person as JSON, or erases them for ever (docs/privacy.md). Erasing needs two officers.\nReasons: ${REASONS.join(', ')}.`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { reason: { type: 'string' }, by: { type: 'string' }, with: { type: 'string' } },
    });
    const [action, personId] = positionals;
    if (!personId || !values.by)
      throw new UsageError('Say person export or person erase, which person id, and --by who.');
    const actorId = values.by;
    if (action === 'export') return exportOne(personId, actorId);
    if (action !== 'erase') throw new UsageError('Say person export or person erase.');
    const reason = REASONS.find((entry) => entry === values.reason);
    if (!reason) throw new UsageError('Erasing needs --reason, and --with names the second officer.');
    const { credentialIds } = await withTwoOfficers(values, ({ instance }, officers) =>
      erasePerson(
        { personId, ...officers, reason },
        { ...instance, purgeDestroyedKeys: () => instance.storage.purgeDestroyedKeys() },
      ),
    );
    console.log(
      `Erased. ${credentialIds.length} credentials keep only number, hash and status.\nBackups from before today still hold this person: see docs/privacy.md.`,
    );
    return EXIT.ok;
  },
};

async function exportOne(personId: string, actorId: string): Promise<number> {
  const held = await withService(({ instance }) => exportPerson({ personId, actorId }, instance));
  console.log(JSON.stringify(held, null, 2));
  return EXIT.ok;
}
