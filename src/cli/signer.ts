import { startSigner } from '../composition/index.js';
import { readSettings } from '../config/index.js';
import { EXIT, UsageError, type Command } from './command.js';

export const signerCommand: Command = {
  name: 'signer',
  usage: 'signer',
  about:
    'Runs the process that alone holds the issuing keys, at the address in SIGNER, until it is stopped.\nIt reads the register by itself and signs only what both officers and the accreditation support.',
  run: async (args) => {
    if (args.length > 0) throw new UsageError('The signer takes its settings from the environment.');
    const running = await startSigner(readSettings());
    console.log('The signing process is listening.');
    await new Promise<void>((stop) => {
      process.once('SIGINT', stop);
      process.once('SIGTERM', stop);
    });
    await running.close();
    return EXIT.ok;
  },
};
