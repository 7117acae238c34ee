import { parseArgs } from 'node:util';
import { EXIT, UsageError, type Command } from './command.js';
import { withService } from './instance.js';

export const issuerCommand: Command = {
  name: 'issuer',
  usage:
    'issuer add --scheme TESDA --slug tesda --name "Full legal name" --short TESDA --country PH --by OFFICER | issuer list',
  about: 'Sets up an awarding body: DID, keys, status lists and code dictionaries. Run it once per awarding body.',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        scheme: { type: 'string' },
        slug: { type: 'string' },
        name: { type: 'string' },
        short: { type: 'string' },
        country: { type: 'string' },
        by: { type: 'string' },
      },
    });
    if (positionals[0] === 'list') return list();
    const { scheme, slug, name, short, country, by } = values;
    if (positionals[0] !== 'add' || !scheme || !slug || !name || !country || !by)
      throw new UsageError('Say issuer list, or issuer add with all options.');
    if (!/^[a-z0-9-]{1,40}$/.test(slug)) throw new UsageError('--slug is made of small letters, digits and hyphens.');
    await withService(async ({ issuerSetUp }) => {
      const body = await issuerSetUp.addIssuer({
        scheme,
        slug,
        legalName: name,
        shortName: short ?? name,
        country,
        actorId: by,
      });
      await issuerSetUp.finish(scheme);
      console.log(`${body.legalName}\n  ${body.did ?? ''}\n  organization ${body.id}`);
    });
    return EXIT.ok;
  },
};

function list(): Promise<number> {
  return withService(async ({ instance }) => {
    const bodies = await instance.store.read.organizations.find({ type: 'awarding-body' });
    for (const body of bodies)
      console.log(
        `${body.legalName} (${body.scheme ?? '-'}, ${body.country})\n  ${body.did ?? 'no DID'}\n  organization ${body.id}`,
      );
    if (bodies.length === 0) console.log('No awarding body is set up yet. "issuer add" makes one.');
    return EXIT.ok;
  });
}
