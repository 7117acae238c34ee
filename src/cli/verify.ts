import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ServiceError } from '../shared/index.js';
import { EXIT, UsageError, type Command } from './command.js';
import { describeReport } from './describe-report.js';
import { withService } from './instance.js';

const MAX_BYTES = 10 * 1024 * 1024;

export const verifyCommand: Command = {
  name: 'verify',
  usage: 'verify <file|-> [--json] [--language en] [--framework qa-nqf]',
  about:
    'Checks a credential, QR text, photo or PDF; exit 0 only for genuine and current, 2 otherwise, 64 for wrong use.\nA file is judged by its content. "-" reads standard input.',
  // A script that asks for "2" must not take what could not be read for anything better.
  exitOnFailure: EXIT.notGenuine,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        language: { type: 'string', default: 'en' },
        framework: { type: 'string' },
      },
    });
    const [source] = positionals;
    if (source === undefined || positionals.length > 1)
      throw new UsageError('Name one file to check, or - for standard input.');
    const bytes = source === '-' ? await standardInput() : await readFile(source);
    if (bytes.length > MAX_BYTES)
      throw new ServiceError('E14', {
        status: 413,
        title: 'This file is larger than 10 MB.',
        whatToDo: 'Send a smaller photo.',
      });
    const options = {
      language: values.language,
      ...(values.framework === undefined ? {} : { framework: values.framework }),
    };
    const report = await withService((service) => service.verifier.verifyFile(bytes, options));
    console.log(values.json ? JSON.stringify(report, null, 2) : describeReport(report));
    return report.verdict === 'genuine-and-current' ? EXIT.ok : EXIT.notGenuine;
  },
};

async function standardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
