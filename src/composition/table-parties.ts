import type { Service } from '../app.js';
import type { Accreditation, CarsRow, Organization, QualificationRef, Site } from '../assessment/index.js';
import type { RowParties } from '../intake/index.js';
import { addMonths, isoDay, ServiceError } from '../shared/index.js';

/** Finds the parties that rows of a results table name. Answers are kept for the run. */
export interface TableParties {
  partiesOf(row: CarsRow): Promise<RowParties>;
}

/** In production everything must be in the register before a table is issued. */
export function registeredParties(service: Service): TableParties {
  const { catalogue, store } = service.instance;
  return {
    partiesOf: async (row) => {
      const scheme = catalogue.qualification(row.qualification)?.scheme ?? '';
      const bodies = await store.read.organizations.find({ type: 'awarding-body', scheme });
      if (!bodies.some(({ did }) => did !== null))
        throw notRegistered(`The awarding body of ${scheme} is not set up here.`, 'Run "issuer add" first.');
      const site = await findSite(service, row.site);
      if (site === null)
        throw notRegistered('This site is not in the register.', 'Register and accredit the site first.');
      const accreditation = await findAssessor(service, row.assessorAccreditationNo);
      if (accreditation === null)
        throw notRegistered('This assessor accreditation is not in the register.', 'Register the assessor first.');
      requireSameEnd(row, accreditation);
      return {
        scheme,
        siteId: site.id,
        assessorPersonId: accreditation.subjectId,
        assessorAccreditationId: accreditation.id,
      };
    },
  };
}

/**
 * Outside production: what the table names and the register lacks is registered first, and told, so that a table can be tried
 * on an empty folder. Rules judge it like everything else: an accreditation that the table says has ended is entered as ended.
 */
export function throwawayParties(
  service: Service,
  rows: readonly CarsRow[],
  say: (line: string) => void,
): TableParties {
  const registered = registeredParties(service);
  const prepared = new Set<string>();
  const once = async (key: string, work: () => Promise<void>): Promise<void> => {
    if (prepared.has(key)) return;
    prepared.add(key);
    await work();
  };
  return {
    partiesOf: async (row) => {
      const qualification = service.instance.catalogue.qualification(row.qualification);
      const scheme = qualification?.scheme ?? '';
      const country = qualification?.country ?? 'PH';
      await once(`body ${scheme}`, () => ensureBody(service, { scheme, country }, say));
      await once(`site ${row.site} ${row.qualification.qualificationId} ${row.qualification.revision}`, () =>
        ensureSite(service, { row, rows, scheme, country }, say),
      );
      await once(`assessor ${row.assessorAccreditationNo}`, () => ensureAssessor(service, { row, rows, scheme }, say));
      await once(`dictionaries ${scheme}`, () => service.issuerSetUp.finish(scheme));
      return registered.partiesOf(row);
    },
  };
}

const ACTOR = 'throwaway-set-up';
const BASIS = ['throwaway set-up'];

async function bodyOf(service: Service, scheme: string): Promise<Organization | null> {
  const bodies = await service.instance.store.read.organizations.find({ type: 'awarding-body', scheme });
  return bodies.find(({ did }) => did !== null) ?? null;
}

interface NewBody {
  readonly scheme: string;
  readonly country: string;
}

async function ensureBody(service: Service, { scheme, country }: NewBody, say: (line: string) => void): Promise<void> {
  if ((await bodyOf(service, scheme)) !== null) return;
  const body = await service.issuerSetUp.addIssuer({
    actorId: ACTOR,
    scheme,
    slug: scheme.toLowerCase(),
    legalName: `${scheme} (throwaway set-up)`,
    shortName: scheme,
    country,
  });
  say(`Registered the awarding body of ${scheme} with throwaway keys: ${body.did ?? ''}`);
}

interface NewParty {
  readonly row: CarsRow;
  readonly rows: readonly CarsRow[];
  readonly scheme: string;
}

async function ensureSite(
  service: Service,
  { row, rows, scheme, country }: NewParty & NewBody,
  say: (line: string) => void,
): Promise<void> {
  const { assessment, instance } = service;
  let site = await findSite(service, row.site);
  if (site === null) {
    const centre = await assessment.registerOrganization({
      actorId: ACTOR,
      type: 'assessment-centre',
      legalName: row.site,
      country,
    });
    site = await assessment.registerSite({
      actorId: ACTOR,
      organizationId: centre.id,
      name: row.site,
      address: row.site,
      country,
    });
    say(`Registered the site of row ${row.row} as throwaway set-up.`);
  }
  const grants = await instance.store.read.accreditations.find({ subjectId: site.id });
  // Whatever the register already says about this site and qualification stands, also when it says no.
  if (grants.some(({ qualifications }) => qualifications.some((held) => isSame(held, row.qualification)))) return;
  const days = rows.filter((other) => other.site === row.site).map(({ assessedOn }) => assessedOn);
  await grant(service, {
    scheme,
    subjectType: 'site',
    subjectId: site.id,
    role: 'assessment-centre',
    number: `THROWAWAY-${site.id.slice(0, 8)}-${grants.length + 1}`,
    qualifications: [row.qualification],
    ...periodAround(days, null),
  });
  say(`Accredited the site of row ${row.row} for ${row.qualification.qualificationId} as throwaway set-up.`);
}

async function ensureAssessor(
  service: Service,
  { row, rows, scheme }: NewParty,
  say: (line: string) => void,
): Promise<void> {
  const number = row.assessorAccreditationNo;
  if ((await findAssessor(service, number)) !== null) return;
  const own = rows.filter((other) => other.assessorAccreditationNo === number);
  const person = await service.assessment.registerCandidate({
    actorId: ACTOR,
    names: [{ family: 'Assessor', given: number, script: 'Latn', asIn: 'results table' }],
    duplicateAnswer: { kind: 'another' },
  });
  const ends = own.map((other) => other.assessorAccreditationValidUntil).find((end) => end !== null) ?? null;
  await grant(service, {
    scheme,
    subjectType: 'person',
    subjectId: person.id,
    role: 'assessor',
    number,
    qualifications: own
      .map(({ qualification }) => qualification)
      .filter((ref, index, all) => all.findIndex((other) => isSame(other, ref)) === index),
    ...periodAround(
      own.map(({ assessedOn }) => assessedOn),
      ends,
    ),
  });
  say(
    `Registered the assessor of row ${row.row} as throwaway set-up${ends === null ? '' : `, accredited until ${ends}`}.`,
  );
}

type Grant = Pick<
  Accreditation,
  'subjectType' | 'subjectId' | 'role' | 'number' | 'qualifications' | 'validFrom' | 'validUntil'
>;

async function grant(service: Service, { scheme, ...details }: Grant & { readonly scheme: string }): Promise<void> {
  const body = await bodyOf(service, scheme);
  if (body === null) return;
  await service.assessment.grantAccreditation({ actorId: ACTOR, grantedById: body.id, basis: BASIS, ...details });
}

/** A year before the first day to a year after the last one, or to the end that the table states. */
function periodAround(days: readonly string[], end: string | null): { validFrom: string; validUntil: string } {
  const sorted = [...days].sort();
  const first = [sorted[0] ?? '', end ?? '9999-12-31'].sort()[0] ?? '';
  const last = end ?? isoDay(addMonths(new Date(sorted.at(-1) ?? first), 12));
  return { validFrom: isoDay(addMonths(new Date(first), -12)), validUntil: last };
}

const isSame = (left: QualificationRef, right: QualificationRef): boolean =>
  left.qualificationId === right.qualificationId && left.revision === right.revision;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function findSite({ instance }: Service, nameOrId: string): Promise<Site | null> {
  const { sites } = instance.store.read;
  const byId = UUID.test(nameOrId) ? await sites.get(nameOrId) : null;
  if (byId !== null) return byId;
  const [found, second] = await sites.find({ name: nameOrId }, { limit: 2 });
  if (second === undefined) return found ?? null;
  throw new ServiceError('site-ambiguous', {
    status: 409,
    title: 'Several sites have this name.',
    whatToDo: 'Write the id of the site instead of its name.',
  });
}

const ASSESSOR_ROLES: readonly Accreditation['role'][] = ['assessor', 'lead-assessor', 'portfolio-assessor'];

/** The newest of those with this number: a renewed accreditation may keep it. */
async function findAssessor({ instance }: Service, number: string): Promise<Accreditation | null> {
  const found = await instance.store.read.accreditations.find({ number, role: ASSESSOR_ROLES, subjectType: 'person' });
  return found.toSorted((left, right) => right.validFrom.localeCompare(left.validFrom))[0] ?? null;
}

function requireSameEnd(row: CarsRow, { validUntil }: Accreditation): void {
  const stated = row.assessorAccreditationValidUntil;
  if (stated === null || stated === validUntil) return;
  throw new ServiceError('accreditation-differs', {
    status: 409,
    title: `The table says this assessor's accreditation ends ${stated}; the register says ${validUntil}.`,
    whatToDo: 'Correct the table, or renew the accreditation in the register.',
  });
}

function notRegistered(title: string, whatToDo: string): ServiceError {
  return new ServiceError('not-registered', { status: 409, title, whatToDo });
}
