import { parseArgs } from 'node:util';
import { acceptClock } from '../issuance/index.js';
import { EXIT, UsageError, type Command } from './command.js';
import { withTwoOfficers } from './officers.js';

export const clockCommand: Command = {
  name: 'clock',
  usage: 'clock accept --by OFFICER --with OFFICER',
  about:
    'Two officers say that the clock is right now. After it was ahead, issuing goes on although entries are dated later; a jump forward that /ready tells of is answered for.',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { by: { type: 'string' }, with: { type: 'string' } },
    });
    if (positionals.join(' ') !== 'accept') throw new UsageError('Say clock accept, --by who and --with whom.');
    const passed = await withTwoOfficers(values, ({ issuance }, officers) => acceptClock(officers, issuance));
    console.log(`${passed.length} entries are dated later than now and no longer hold issuing up.`);
    for (const { sequence, at, action } of passed) console.log(`  ${sequence}  ${at}  ${action}`);
    return EXIT.ok;
  },
};
