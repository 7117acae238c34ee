/**
 * Payload bytes and QR modules of SP1 codes for every qualification of the catalogue, with dictionaries built as an
 * instance builds them. Sizes only, no times: the numbers are the same on every machine with the same zlib.
 * Run `npm run build`, then `node bench/qr-sizes.mjs`.
 */
import { readFileSync } from 'node:fs';

const dist = new URL('../dist/', import.meta.url);
const { buildAward } = await import(new URL('credentials/build/award.js', dist));
const passport = await import(new URL('passport/index.js', dist));
const { base58Encode, canonicalJson, seededIds, toHex } = await import(new URL('shared/index.js', dist));

const HOST = 'verify.example.org';
const BASE = `https://${HOST}`;
const PLACE = { id: `${BASE}/sites/riyadh-2026-05`, name: 'Assessment mission Riyadh, May 2026', country: 'SA' };
const NAMES = {
  Latn: ['MARIA LOURDES SANTOS', 'FATHIMA NILUFER', 'JOSEFINA DELA CRUZ-VILLANUEVA', 'KUMARI RAJAPAKSHA'],
  Sinh: ['නිලුෆර් පෙරේරා', 'ශ්‍රියානි වික්‍රමසිංහ', 'චමින්ද බණ්ඩාරනායක', 'කුමාරි රාජපක්ෂ'],
  Taml: ['பாத்திமா நிலூபர்', 'லட்சுமி செல்வராஜா', 'கமலா கிருஷ்ணமூர்த்தி', 'முருகேசன் தர்மலிங்கம்'],
};
const WORKERS = 15;

function credential(of, seed, scripts) {
  const ids = seededIds(seed);
  const digits = (count) => Array.from({ length: count }, () => ids.integer(10)).join('');
  const slug = of.scheme.toLowerCase();
  const kind = of.awardType === 'NVQ' ? 'nvq-certificate' : 'national-certificate';
  const did = `did:web:${HOST}:issuers:${slug}`;
  const facts = {
    ...{ kind, scheme: of.scheme, awardType: of.awardType, title: of.title },
    credentialId: `urn:uuid:${ids.uuid()}`,
    issuer: {
      did,
      name:
        of.scheme === 'TESDA'
          ? 'Technical Education and Skills Development Authority'
          : 'Tertiary and Vocational Education Commission',
    },
    holder: {
      names: scripts.map((script) => ({ script, text: NAMES[script][ids.integer(4)] })),
      birthYear: String(1960 + ids.integer(45)),
      maskedId: `...${digits(4)}`,
      subjectId: `urn:uuid:${ids.uuid()}`,
    },
    number: `26${digits(12)}`,
    qualification: {
      ...{ title: of.title, code: of.code, revision: of.revision, level: of.level, sector: of.standard.sector },
      id: `${BASE}/catalogue/${of.id.replaceAll(':', '/')}/${of.revision}`,
      frameworkLevels: of.frameworkLevels,
      iscedF: of.iscedF?.code ?? null,
      isco08: of.isco08?.code ?? null,
    },
    units: of.units
      .filter((unit) => unit.code !== null && unit.category === 'core')
      .map((unit) => ({ ...unit, competent: true })),
    place: {
      ...PLACE,
      accreditationNo: `AC-${digits(3)}-2026-${digits(4)}`,
      assessorAccreditationNo: `CA-${digits(4)}-2025`,
    },
    assessedOn: `2026-0${1 + ids.integer(9)}-1${ids.integer(10)}`,
    awardedOn: `2026-0${1 + ids.integer(9)}-2${ids.integer(8)}`,
    validUntil: kind === 'nvq-certificate' ? null : `2031-0${1 + ids.integer(9)}-19`,
    evidence: [{ sha256: toHex(ids.bytes(32)), kind: 'assessment-record' }],
    schemaUrl: `${BASE}/credential-schemas/v1/${kind}.json`,
    status: {
      revocationListUrl: `${BASE}/status/${slug}-1-revocation`,
      suspensionListUrl: `${BASE}/status/${slug}-1-suspension`,
      messageListUrl: `${BASE}/status/${slug}-1-message`,
      index: ids.integer(131_072),
    },
  };
  const unsigned = buildAward(facts);
  const proof = {
    ...{ type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022', proofPurpose: 'assertionMethod' },
    created: '2026-06-01T08:15:30Z',
    verificationMethod: `${did}#key-2026-1`,
    '@context': unsigned['@context'],
    proofValue: `z${base58Encode(ids.bytes(64))}`,
  };
  return { ...unsigned, proof };
}

console.log('qualification                     units   JSON | payload bytes min/median/max, modules M of the largest');
for (const [file, dictIds, scriptSets] of [
  ['tesda', [1, 3, 4, 5], [['Latn']]],
  ['nvqsl', [6, 7, 8, 9, 10, 11], [['Latn'], ['Latn', 'Sinh'], ['Latn', 'Sinh', 'Taml']]],
]) {
  const { qualifications } = JSON.parse(readFileSync(new URL(`assessment/data/${file}.json`, dist), 'utf8'));
  const everyScript = scriptSets.at(-1);
  const skeletons = [...qualifications].reverse().map((of) => credential(of, 1, everyScript));
  const dictionaries = passport.buildDictionaries({ dictIds, skeletons, places: [PLACE] });
  console.log(
    `${file}: ${dictionaries.length} dictionaries of ${dictionaries.map(({ bytes }) => bytes.length).join(', ')} bytes`,
  );
  for (const of of qualifications) {
    const columns = scriptSets.map((scripts) => {
      const sizes = Array.from({ length: WORKERS }, (_, index) => {
        const packed = passport.packSmallest(credential(of, 100 + index, scripts), dictionaries, HOST);
        if (!packed.ok) throw new Error(packed.reason);
        return packed.payload.length;
      }).sort((left, right) => left - right);
      const largest = sizes.at(-1);
      return `${scripts.join('+')} ${sizes[0]}/${sizes[WORKERS >> 1]}/${largest} ${passport.modulesOf(largest, HOST, 'M')}`;
    });
    const sample = credential(of, 100, ['Latn']);
    const units = sample.credentialSubject.result.length;
    const json = canonicalJson(sample).length;
    console.log(`${of.id.padEnd(34)}${String(units).padStart(5)}${String(json).padStart(7)} | ${columns.join(' | ')}`);
  }
}
