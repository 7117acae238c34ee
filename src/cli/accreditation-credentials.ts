import { parseArgs } from 'node:util';
import { issueAccreditations, publishStatusLists } from '../issuance/index.js';
import { EXIT, UsageError, type Command } from './command.js';
import { withService } from './instance.js';

export const accreditationCredentialsCommand: Command = {
  name: 'accreditation-credentials',
  usage: 'accreditation-credentials issue --by OFFICER',
  about: 'Signs a credential for each accredited place that has none yet; they are published at /accreditations.',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { by: { type: 'string' } },
    });
    const { by } = values;
    if (positionals[0] !== 'issue' || !by) throw new UsageError('Say accreditation-credentials issue --by OFFICER.');
    return withService(async ({ accreditationIssuing, issuance }) => {
      const { issued, refused } = await issueAccreditations(by, accreditationIssuing);
      await publishStatusLists(issuance);
      for (const { holder, credentialId } of issued) console.log(`${holder}\n  ${credentialId}`);
      if (issued.length === 0 && refused.length === 0) console.log('Every accredited place has its credential.');
      for (const { accreditationId, refusals } of refused)
        console.error(`${accreditationId}: ${refusals.map(({ code, message }) => `${code} ${message}`).join(' ')}`);
      return refused.length === 0 ? EXIT.ok : EXIT.failed;
    });
  },
};
