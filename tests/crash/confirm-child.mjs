/**
 * A process in which the second officer confirms a proposal, until it ends or is killed from outside.
 * Arguments: the time, the proposal, the officer's account, the organisation, and where it kills itself, if anywhere.
 */
import { composeService } from '../../dist/app.js';
import { readSettings } from '../../dist/config/index.js';
import { fixedClock } from '../../dist/shared/index.js';

const [now, proposalId, accountId, organizationId, killAt = ''] = process.argv.slice(2);
const service = await composeService(readSettings(), {
  clock: fixedClock(now),
  throwawayKeys: true,
  reach: (point) => {
    if (point === killAt) process.kill(process.pid, 'SIGKILL');
  },
});
const account = await service.instance.storage.store.read.staffAccounts.get(accountId);
await service.staff.desk.confirm(proposalId, { account, assertedAt: now, organizationId });
await service.close();
process.exit(0);
