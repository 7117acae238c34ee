import { UsageError, EXIT, type Command } from './command.js';
import { withService } from './instance.js';

export const staffCommand: Command = {
  name: 'staff',
  usage: 'staff set-up',
  about:
    'Makes the key with which the first administrator registers a passkey (POST /api/staff/join/options). It is shown once, works once and ends after a day. Refused when there is an administrator.',
  run: async (args) => {
    if (args.length !== 1 || args[0] !== 'set-up') throw new UsageError('Say staff set-up.');
    const { half, link } = await withService((service) => service.staff.services.links.setUp());
    console.log(`Key of the first administrator: ${half}\nGood until ${link.endsAt}. Earlier keys no longer work.`);
    return EXIT.ok;
  },
};
