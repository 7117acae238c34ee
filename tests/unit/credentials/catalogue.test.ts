import { describe, expect, it } from '@jest/globals';
import { assessableUnits, loadCatalogue, type Qualification } from '../../../src/assessment/index.js';
import { buildAward } from '../../../src/credentials/build/index.js';
import { lint } from '../../../src/credentials/lints/lint-credential.js';
import { lintContext } from './lint-context.js';
import { awardFacts } from './samples.js';

const catalogue = loadCatalogue();
const address = ({ id, revision }: Qualification): string =>
  `https://passport.example.org/catalogue/${id.replaceAll(':', '/')}/${revision}`;
const byAddress = new Map(catalogue.qualifications().map((entry) => [address(entry), entry]));

describe('shipped catalogue', () => {
  it.each(catalogue.qualifications().map((entry) => [`${entry.id} ${entry.revision}`, entry] as const))(
    'gives certificates that pass every lint: %s',
    async (_name, entry) => {
      const facts = awardFacts(entry.awardType === 'NVQ' ? 'nvq-certificate' : 'national-certificate');
      const document = buildAward({
        ...facts,
        title: entry.title,
        units: assessableUnits(entry)
          .filter((unit) => unit.required)
          .map((unit) => ({ ...unit, competent: true })),
        qualification: {
          id: address(entry),
          title: entry.title,
          code: entry.code,
          revision: entry.revision,
          level: entry.level,
          sector: entry.standard.sector,
          frameworkLevels: entry.frameworkLevels,
          iscedF: entry.iscedF?.code ?? null,
          isco08: entry.isco08?.code ?? null,
        },
      });
      const context = { ...lintContext, qualification: (iri: string) => byAddress.get(iri) ?? null };
      const result = await lint(document, context);
      expect(result.ok ? [] : result.refusals).toEqual([]);
    },
  );
});
