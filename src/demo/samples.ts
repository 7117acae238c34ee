import type { Service } from '../app.js';
import { isObject, type JsonObject } from '../shared/index.js';
import type { CentreOutcome } from './centre.js';
import type { ReturneeOutcome } from './returnee.js';

export interface DemoSample {
  /** Credential JSON; can be posted to /api/verify as `input`. */
  readonly input: JsonObject;
  /** Text inside the printed code. */
  readonly sp1: string;
  /** Page behind the small code. */
  readonly url: string;
  readonly describes: string;
  readonly birthYear: string;
}

export type SampleName =
  'genuine' | 'expired' | 'suspended' | 'revoked' | 'replaced' | 'forged' | 'unauthorised' | 'returnee' | 'passport';
export type DemoSamples = Readonly<Record<SampleName, DemoSample>>;

/** One example of each verdict, as JSON and as the text of its printed code. */
export async function makeSamples(
  service: Service,
  outcome: { expired: string; centre: CentreOutcome; returnee: ReturneeOutcome },
): Promise<DemoSamples> {
  const { centre, returnee } = outcome;
  const of = (subjectId: string, describes: string): Promise<DemoSample> => sampleOf(service, subjectId, describes);
  const genuine = await of(centre.genuine, 'Domestic Work NC II, assessed in Manila in April 2026');
  return {
    genuine,
    expired: await of(outcome.expired, 'Domestic Work NC II from the Jeddah mission of May 2017, valid for five years'),
    suspended: await of(centre.suspended, 'A certificate that two officers suspended'),
    revoked: await of(centre.revoked, 'A certificate that two officers revoked'),
    replaced: await of(centre.replaced, 'A lost certificate; a new one took its place'),
    forged: await forge(service, genuine),
    unauthorised: await of(
      centre.unauthorised,
      'From a branch whose accreditation was withdrawn with effect from before the assessment',
    ),
    returnee: await of(
      returnee.certificateId,
      'National Vocational Qualification, level 3, of a returnee to Sri Lanka',
    ),
    passport: await of(returnee.passportId, 'Skills passport: qualification and 14 confirmed months'),
  };
}

/** The same samples, their links and codes opened at `origin`: the demonstration may have moved to another port. */
export function samplesAt(samples: DemoSamples, origin: string): DemoSamples {
  const moved = (address: string): string => {
    const { pathname, hash } = new URL(address);
    return origin + pathname + hash;
  };
  return Object.fromEntries(
    Object.entries(samples).map(([name, sample]) => [
      name,
      { ...sample, sp1: moved(sample.sp1), url: moved(sample.url) },
    ]),
  ) as unknown as DemoSamples;
}

async function sampleOf(service: Service, subjectId: string, describes: string): Promise<DemoSample> {
  const { store, addresses } = service.instance;
  const [row] = await store.read.credentials.find({ subjectId, form: 'eddsa-jcs-2022' });
  if (!row) throw new RangeError(`nothing was issued for: ${describes}`);
  const input = JSON.parse(row.json) as JsonObject;
  const [short] = await store.read.shortCodes.find({ credentialId: row.credentialId });
  // A passport of several credentials is too much for one code on paper: it is opened online by its small code.
  const url = addresses.shortCode(short?.code ?? '');
  return {
    input,
    sp1: row.kind === 'passport' ? url : service.printer.codeText(input),
    url,
    describes,
    birthYear: birthYearOf(input),
  };
}

function birthYearOf(credential: JsonObject): string {
  const subject = credential['credentialSubject'];
  const identifiers = isObject(subject) && Array.isArray(subject['identifier']) ? subject['identifier'] : [];
  const year = identifiers.filter(isObject).find((entry) => entry['identityType'] === 'ext:birthYear')?.[
    'identityHash'
  ];
  return typeof year === 'string' ? year : '';
}

/** What a forger does: another name over a genuine signature, in the document and in the printed code. */
async function forge(service: Service, genuine: DemoSample): Promise<DemoSample> {
  const input = structuredClone(genuine.input);
  const subject = input['credentialSubject'];
  const identifiers = isObject(subject) && Array.isArray(subject['identifier']) ? subject['identifier'] : [];
  const name = identifiers.filter(isObject).find((entry) => entry['identityType'] === 'name');
  if (name) name['identityHash'] = 'Somebody Else';
  return {
    ...genuine,
    input,
    sp1: service.printer.codeText(input),
    describes: 'The genuine certificate with another name put in',
  };
}
