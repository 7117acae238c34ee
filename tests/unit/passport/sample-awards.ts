import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AwardFacts } from '../../../src/credentials/types.js';
import { buildAward } from '../../../src/credentials/build/award.js';
import { base58Encode, seededIds, toHex, type Ids, type JsonObject } from '../../../src/shared/index.js';

export interface CatalogueQualification {
  readonly id: string;
  readonly revision: string;
  readonly scheme: string;
  readonly title: string;
  readonly level: string;
  readonly awardType: AwardFacts['awardType'];
  readonly code: string | null;
  readonly standard: { readonly sector: string };
  readonly units: readonly {
    readonly code: string | null;
    readonly revision: string;
    readonly title: string;
    readonly category: AwardFacts['units'][number]['category'];
  }[];
  readonly frameworkLevels: AwardFacts['qualification']['frameworkLevels'];
  readonly iscedF?: { readonly code: string };
  readonly isco08?: { readonly code: string };
}

const dataFolder = join(import.meta.dirname, '../../../src/assessment/data');
export const catalogue = (file: 'tesda' | 'nvqsl'): CatalogueQualification[] =>
  (JSON.parse(readFileSync(join(dataFolder, `${file}.json`), 'utf8')) as { qualifications: CatalogueQualification[] })
    .qualifications;

export const qualification = (id: string): CatalogueQualification => {
  const found = [...catalogue('tesda'), ...catalogue('nvqsl')].find((item) => item.id === id);
  if (!found) throw new Error(`no qualification ${id}`);
  return found;
};

/** Invented names in the length range of real ones. */
const NAMES: Record<'Latn' | 'Sinh' | 'Taml', readonly (readonly string[])[]> = {
  Latn: [
    ['MARIA LOURDES', 'JOSEFINA', 'KUMARI', 'FATHIMA', 'ANNALIZA', 'ROSE ANN', 'NILMINI', 'JUN-JUN', 'MARK ANTHONY'],
    ['SANTOS', 'DELA CRUZ-VILLANUEVA', 'PERERA', 'RAJAPAKSHA', 'NILUFER', 'BAUTISTA', 'MACARAEG', 'GUNASEKARA'],
  ],
  Sinh: [
    ['නිලුෆර්', 'කුමාරි', 'චමින්ද', 'ශ්‍රියානි', 'ප්‍රියංකා', 'සුනේත්‍රා'],
    ['පෙරේරා', 'රාජපක්ෂ', 'ගුණසේකර', 'වික්‍රමසිංහ', 'ද සිල්වා', 'බණ්ඩාරනායක'],
  ],
  Taml: [
    ['பாத்திமா', 'கமலா', 'சுப்பிரமணியம்', 'லட்சுமி', 'முருகேசன்'],
    ['நிலூபர்', 'கிருஷ்ணமூர்த்தி', 'செல்வராஜா', 'தர்மலிங்கம்', 'பாலசிங்கம்'],
  ],
};

const pick = <T>(ids: Ids, items: readonly T[]): T => {
  const item = items[ids.integer(items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};

const fullName = (ids: Ids, script: keyof typeof NAMES): string =>
  NAMES[script].map((part) => pick(ids, part)).join(' ');

const digits = (ids: Ids, count: number): string => Array.from({ length: count }, () => ids.integer(10)).join('');
const day = (ids: Ids, year: number): string =>
  `${year}-${String(1 + ids.integer(12)).padStart(2, '0')}-${String(1 + ids.integer(28)).padStart(2, '0')}`;

export interface SampleOptions {
  readonly seed: number;
  readonly units?: 'core' | 'all';
  readonly scripts?: readonly (keyof typeof NAMES)[];
  readonly evidence?: number;
}

/** Facts of an invented worker's award, shaped as issuance makes them. */
export function sampleFacts(of: CatalogueQualification, options: SampleOptions): AwardFacts {
  const ids = seededIds(options.seed);
  const base = 'https://verify.example.org';
  const slug = of.scheme.toLowerCase();
  const kind = of.scheme === 'TESDA' ? 'national-certificate' : 'nvq-certificate';
  const awardedOn = day(ids, 2026);
  const site = pick(ids, [
    ['riyadh-2026-05', 'Assessment mission Riyadh, May 2026', 'SA'],
    ['manila-07', 'Manila Skills Assessment Centre', 'PH'],
    ['kandy-02', 'Kandy District Assessment Centre', 'LK'],
  ]);
  return {
    kind,
    credentialId: `urn:uuid:${ids.uuid()}`,
    scheme: of.scheme,
    awardType: of.awardType,
    issuer: {
      did: `did:web:verify.example.org:issuers:${slug}`,
      name:
        of.scheme === 'TESDA'
          ? 'Technical Education and Skills Development Authority'
          : 'Tertiary and Vocational Education Commission',
    },
    holder: {
      names: (options.scripts ?? ['Latn']).map((script) => ({ text: fullName(ids, script), script })),
      birthYear: String(1960 + ids.integer(45)),
      maskedId: `...${digits(ids, 4)}`,
      subjectId: `urn:uuid:${ids.uuid()}`,
    },
    number: of.scheme === 'TESDA' ? `26${digits(ids, 12)}` : `NVQ-2026-${digits(ids, 6)}`,
    qualification: {
      id: `${base}/catalogue/${of.id.replaceAll(':', '/')}/${of.revision}`,
      title: of.title,
      code: of.code,
      revision: of.revision,
      level: of.level,
      sector: of.standard.sector,
      frameworkLevels: of.frameworkLevels,
      iscedF: of.iscedF?.code ?? null,
      isco08: of.isco08?.code ?? null,
    },
    title: of.title,
    units: of.units.flatMap((unit) =>
      unit.code === null || (options.units !== 'all' && unit.category !== 'core')
        ? []
        : [{ code: unit.code, revision: unit.revision, title: unit.title, category: unit.category, competent: true }],
    ),
    evidence: Array.from({ length: options.evidence ?? 1 }, () => ({
      sha256: toHex(ids.bytes(32)),
      kind: 'assessment-record',
    })),
    place: {
      id: `${base}/sites/${site[0]}`,
      name: site[1] ?? '',
      country: site[2] ?? '',
      accreditationNo: `AC-${digits(ids, 3)}-2026-${digits(ids, 4)}`,
      assessorAccreditationNo: `CA-${digits(ids, 4)}-2025`,
    },
    assessedOn: day(ids, 2026),
    awardedOn,
    validUntil: kind === 'nvq-certificate' ? null : `2031${awardedOn.slice(4)}`,
    schemaUrl: `${base}/credential-schemas/v1/${kind}.json`,
    status: {
      revocationListUrl: `${base}/status/${slug}-1-revocation`,
      suspensionListUrl: `${base}/status/${slug}-1-suspension`,
      messageListUrl: `${base}/status/${slug}-1-message`,
      index: ids.integer(131_072),
    },
  };
}

/** A credential with a proof of the right shape; the signature bytes are random, which is what deflate sees anyway. */
export function sampleCredential(of: CatalogueQualification, options: SampleOptions): JsonObject {
  const facts = sampleFacts(of, options);
  const unsigned = buildAward(facts);
  return withProof(unsigned, facts.issuer.did, seededIds(options.seed + 1_000_000).bytes(64));
}

export const withProof = (unsigned: JsonObject, did: string, signature: Uint8Array): JsonObject => ({
  ...unsigned,
  proof: {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created: '2026-06-01T08:15:30Z',
    verificationMethod: `${did}#key-2026-1`,
    proofPurpose: 'assertionMethod',
    '@context': unsigned['@context'],
    proofValue: `z${base58Encode(signature)}`,
  },
});
