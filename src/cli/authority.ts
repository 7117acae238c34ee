import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { reasonClasses } from '../shared/index.js';
import { EXIT, UsageError, type Command } from './command.js';
import { withService } from './instance.js';
import { withTwoOfficers } from './officers.js';

const options = Object.fromEntries(
  ['slug', 'name', 'short', 'country', 'authority', 'body', 'number', 'from', 'until', 'reason', 'by', 'with'].map(
    (name) => [name, { type: 'string' }] as const,
  ),
);
type Values = Readonly<Record<string, string | undefined>>;

export const authorityCommand: Command = {
  name: 'authority',
  usage: `authority add --slug SLUG --name "Full legal name" --country PH --by OFFICER [--short NAME]
      authority accredit --authority SLUG --body SLUG --number NO --from DAY --until DAY --by OFFICER --with OFFICER
      authority import FILE --by OFFICER --with OFFICER
      authority suspend|reinstate --body SLUG --number NO --reason CLASS --by OFFICER --with OFFICER
      authority revoke --body SLUG --number NO --reason CLASS [--from DAY] --by OFFICER --with OFFICER`,
  about: `Framework authorities above the awarding bodies: one whose key is here, or the signed accreditation of one elsewhere.
An accreditation of a body is suspended, reinstated and revoked here; --from is the day from which nothing counts.
Reasons: ${reasonClasses.join(', ')}.`,
  run: async (args) => {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const [action = '', file, ...more] = positionals;
    const work = Object.hasOwn(actions, action) && more.length === 0 ? actions[action] : undefined;
    if (work === undefined) throw new UsageError('Say authority add, accredit, import, suspend, reinstate or revoke.');
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
    const request = {
      ...two(values, 'authority', 'body'),
      ...two(values, 'from', 'until'),
      number: needed(values, 'number'),
    };
    const granted = await withTwoOfficers(values, ({ authoritySetUp }, officers) =>
      authoritySetUp.accreditBody({ ...request, ...officers }),
    );
    console.log(`${granted.number}: ${granted.validFrom} to ${granted.validUntil}`);
  },
  import: async (values, file) => {
    if (file === undefined) throw new UsageError('Name the file with the signed accreditation.');
    const json = (await readFile(file, 'utf8')).trim();
    const row = await withTwoOfficers(values, ({ authoritySetUp }, officers) =>
      authoritySetUp.importSigned({ json, ...officers }),
    );
    console.log(`${row.issuerDid} accredits ${row.holder}\n  ${row.credentialId}`);
  },
  suspend: (values) => change('suspend', values),
  reinstate: (values) => change('reinstate', values),
  revoke: (values) => change('revoke', values),
};

async function change(event: 'suspend' | 'reinstate' | 'revoke', values: Values): Promise<void> {
  const reasonClass = reasonClasses.find((entry) => entry === values['reason']);
  if (reasonClass === undefined) throw new UsageError(`--reason is one of ${reasonClasses.join(', ')}.`);
  const from = values['from'];
  if (from !== undefined && event !== 'revoke') throw new UsageError('--from goes with authority revoke.');
  const request = { event, reasonClass, ...two(values, 'body', 'number') };
  const changed = await withTwoOfficers(values, ({ authoritySetUp }, officers) =>
    authoritySetUp.change({ ...request, ...officers, ...(from === undefined ? {} : { retroactiveFrom: from }) }),
  );
  console.log(`${changed.number} is now ${changed.state}. The status lists are published.`);
}

function two<A extends string, B extends string>(values: Values, first: A, second: B): Record<A | B, string> {
  return { [first]: needed(values, first), [second]: needed(values, second) } as Record<A | B, string>;
}

function needed(values: Values, name: string): string {
  const value = values[name];
  if (value) return value;
  throw new UsageError(`--${name} is missing.`);
}
