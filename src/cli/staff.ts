import { UsageError, EXIT, type Command } from './command.js';
import { withService } from './instance.js';

export const staffCommand: Command = {
  name: 'staff',
  usage: 'staff set-up',
  about:
    'Makes the link with which the first administrator opens the desk and registers a passkey. It is shown once, works once and ends after a day. Refused when there is an administrator.',
  run: async (args) => {
    if (args.length !== 1 || args[0] !== 'set-up') throw new UsageError('Say staff set-up.');
    const { url, link } = await withService(async (service) => {
      const made = await service.staff.services.links.setUp();
      return { ...made, url: `${service.instance.addresses.openedAt}/desk#set-up=${made.half}` };
    });
    console.log(`Link of the first administrator: ${url}\nGood until ${link.endsAt}. Earlier links no longer work.`);
    return EXIT.ok;
  },
};
