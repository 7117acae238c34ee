import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { EXIT, UsageError, type Command } from './command.js';
import { withService } from './instance.js';

const options = Object.fromEntries(
  ['slug', 'name', 'short', 'country', 'authority', 'body', 'number', 'from', 'until', 'by', 'with'].map(
    (name) => [name, { type: 'string' }] as const,
  ),
);
type Values = Readonly<Record<string, string | undefined>>;

export const authorityCommand: Command = {
  name: 'authority',
  usage: `authority add --slug SLUG --name "Full legal name" --country PH --by OFFICER [--short NAME]
      authority accredit --authority SLUG --body SLUG --number NO --from DAY --until DAY --by OFFICER --with OFFICER
      authority import FILE --by OFFICER --with OFFICER`,
  about:
    'Framework authorities above the awarding bodies: one whose key is here, or the signed accreditation of one elsewhere.',
  run: async (args) => {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const [action = '', file, ...more] = positionals;
    const work = Object.hasOwn(actions, action) && more.length === 0 ? actions[action] : undefined;
    if (work === undefined) throw new UsageError('Say authority add, authority accredit or authority import.');
    await work(values, file);
    return EXIT.ok;
  },
};

const actions: Readonly<Record<string, (values: Values, file?: string) => Promise<void>>> = {
  add: async (values) => {
    const legalName = needed(values, 'name');
    const request = { legalName, shortName: values['short'] ?? legalName, ...two(values, 'slug', 'country') };
    const authority = await withService(({ authoritySetUp }) =>
      authoritySetUp.addAuthority({ ...request, actorId: needed(values, 'by') }),
    );
    console.log(`${authority.legalName}\n  ${authority.did ?? ''}`);
  },
  accredit: async (values) => {
    const granted = await withService(({ authoritySetUp }) =>
      authoritySetUp.accreditBody({
        ...two(values, 'authority', 'body'),
        ...two(values, 'from', 'until'),
        number: needed(values, 'number'),
        ...officers(values),
      }),
    );
    console.log(`${granted.number}: ${granted.validFrom} to ${granted.validUntil}`);
  },
  import: async (values, file) => {
    if (file === undefined) throw new UsageError('Name the file with the signed accreditation.');
    const json = (await readFile(file, 'utf8')).trim();
    const row = await withService(({ authoritySetUp }) => authoritySetUp.importSigned({ json, ...officers(values) }));
    console.log(`${row.issuerDid} accredits ${row.holder}\n  ${row.credentialId}`);
  },
};

const officers = (values: Values) => ({ actorId: needed(values, 'by'), secondActorId: needed(values, 'with') });

function two<A extends string, B extends string>(values: Values, first: A, second: B): Record<A | B, string> {
  return { [first]: needed(values, first), [second]: needed(values, second) } as Record<A | B, string>;
}

function needed(values: Values, name: string): string {
  const value = values[name];
  if (value) return value;
  throw new UsageError(`--${name} is missing.`);
}
