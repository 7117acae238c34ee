import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runJoseCose } from '../conformance/index.js';
import { parseIso } from '../shared/index.js';
import { EXIT, UsageError, type Command } from './command.js';

export const joseCoseCommand: Command = {
  name: 'jose-cose',
  usage: 'jose-cose issue|verify --input F --key K.json --feature NAME [--sd JSON] [--now ISO] --output F',
  about:
    'Secures or verifies one file as the W3C VC-JOSE-COSE test suite asks and writes {"result","data"} to --output.\n' +
    'Features: credential_ or presentation_ with jose, sdjwt or cose. --sd lists what a holder may hide: \'["credentialSubject.x","a.b[0]"]\'.\n' +
    'Dates of a token are judged only with --now. Works with the test keys in the files, never with keys of the service.',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        input: { type: 'string' },
        key: { type: 'string' },
        feature: { type: 'string' },
        output: { type: 'string' },
        sd: { type: 'string', default: '[]' },
        now: { type: 'string' },
      },
    });
    const [action] = positionals;
    const { input, key, feature, output } = values;
    if ((action !== 'issue' && action !== 'verify') || !input || !key || !feature || !output) {
      throw new UsageError('Say issue or verify, and give --input, --key, --feature and --output.');
    }
    const result = runJoseCose({
      action,
      feature,
      input: await readFile(input, 'utf8'),
      key: await readFile(key, 'utf8'),
      paths: pathsOf(values.sd),
      now: instantOf(values.now),
    });
    await writeFile(output, `${JSON.stringify(result)}\n`);
    return EXIT.ok;
  },
};

function pathsOf(text: string): readonly string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = null;
  }
  const isList = Array.isArray(parsed) && parsed.every((path): path is string => typeof path === 'string');
  if (!isList) throw new UsageError('--sd is a JSON list of paths: \'["credentialSubject.x"]\'.');
  return parsed as readonly string[];
}

function instantOf(text: string | undefined): Date | null {
  const instant = text === undefined ? null : parseIso(text);
  if (text !== undefined && instant === null) throw new UsageError('--now is an instant such as 2024-12-01T00:00:00Z.');
  return instant;
}
