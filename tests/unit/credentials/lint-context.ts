import { createDocumentLoader } from '../../../src/credentials/contexts/index.js';
import type { LintContext } from '../../../src/credentials/lints/lint.js';
import { createSchemaGate } from '../../../src/credentials/schema/schema-gate.js';
import type { Qualification } from '../../../src/assessment/index.js';
import { addMonths, isoDay } from '../../../src/shared/index.js';
import { awardFacts } from './samples.js';

/** The catalogue entry the fixtures were written from, with its units all required. */
function catalogueEntry(kind: 'national-certificate' | 'nvq-certificate'): [string, Qualification] {
  const { qualification, units, scheme, awardType } = awardFacts(kind);
  const source = 'https://example.org/source';
  const entry: Qualification = {
    id: qualification.id,
    revision: qualification.revision,
    scheme,
    country: 'PH',
    title: qualification.title,
    level: qualification.level,
    awardType,
    code: qualification.code,
    standard: {
      kind: 'TrainingRegulations',
      code: null,
      version: qualification.revision,
      sector: qualification.sector,
    },
    status: 'current',
    units: units.map(({ code, revision, title, category }) => ({
      code,
      revision,
      title,
      category,
      required: true,
      confidence: 'seen',
    })),
    cocClusters: [],
    requiredMethods: ['demonstration'],
    nominalHours: null,
    frameworkLevels: qualification.frameworkLevels,
    ...(qualification.iscedF === null ? {} : { iscedF: { code: qualification.iscedF, source } }),
    ...(qualification.isco08 === null ? {} : { isco08: { code: qualification.isco08, source } }),
    notes: [],
    source: [source],
    confidence: 'seen',
  };
  return [qualification.id, entry];
}

const catalogue = new Map([catalogueEntry('national-certificate'), catalogueEntry('nvq-certificate')]);
const months: Readonly<Record<string, number | null>> = {
  'national-certificate': 60,
  'certificate-of-competency': 60,
  passport: 60,
};
const lastDay = (from: string, count: number): string =>
  isoDay(new Date(addMonths(new Date(from), count).getTime() - 86_400_000));

export const lintContext: LintContext = {
  schemaGate: createSchemaGate(),
  documentLoader: createDocumentLoader(),
  qualification: (iri) => catalogue.get(iri) ?? null,
  isOurIssuer: (did) => /^did:web:passport\.example\.org:issuers:(tesda|tvec)$/.test(did),
  isNumber: (number) => /^\d{14}$/.test(number) && BigInt(number) % 97n === 1n,
  validUntil: ({ kind, issuerDid, awardedOn }) => {
    if (!issuerDid.startsWith('did:web:passport.example.org:')) return undefined;
    const count = months[kind] ?? null;
    return count === null ? null : lastDay(awardedOn, count);
  },
  today: '2026-11-22',
};
