import { parseArgs } from 'node:util';
import { readConformanceSettings } from '../config/index.js';
import { startConformanceServer } from '../conformance/index.js';
import { EXIT, type Command } from './command.js';

export const conformanceCommand: Command = {
  name: 'conformance',
  usage: 'conformance',
  about:
    'Starts the server that W3C test suites run against (https, self-signed, PORT 4443) and prints one JSON line with its addresses.\nSigns anything in the name of throwaway keys kept in CONFORMANCE_DIR; refuses to start in production. Ends with Ctrl-C.',
  run: async (args) => {
    parseArgs({ args: [...args], options: {} });
    const { port, host, production, conformanceDir } = readConformanceSettings();
    const server = await startConformanceServer({ port, host, production, dir: conformanceDir });
    console.log(JSON.stringify(server.addresses));
    await new Promise<void>((resolve) => {
      process.once('SIGINT', () => resolve());
      process.once('SIGTERM', () => resolve());
    });
    await server.close();
    return EXIT.ok;
  },
};
