import type { Accreditation } from '../../assessment/index.js';
import { noSuch } from '../../staff/index.js';
import { briefsOf, papersOf } from '../accreditation-file.js';
import { day, id, line, reasonClass, text } from '../fields.js';
import { reading, twoPerson, type Call, type DeskRoute } from '../route.js';

const accreditationId = id;
const change = { accreditationId, reasonClass };
type Context = Pick<Call<unknown>, 'tenant' | 'store'>;

/** Who stands above the awarding bodies is the operator's to say: elsewhere these things do not exist. */
function assertOperator({ tenant }: Context): void {
  if (tenant.kind !== 'instance') throw noSuch('framework authority');
}

/** Framework authorities and the accreditations of awarding bodies: two administrators of the instance for each act. */
export const authorityRoutes: readonly DeskRoute[] = [
  reading({
    path: '/authorities',
    action: 'authorities.read',
    summary: 'Framework authorities, and the awarding bodies with their accreditations and what was signed.',
    input: {},
    work: authorities,
  }),
  twoPerson({
    unit: 'command',
    path: '/authorities/accreditations',
    action: 'authority.accredit',
    summary: 'Propose that an authority whose key is here accredits a body for every qualification of its scheme.',
    input: {
      ...{ authorityId: id, bodyId: id, number: line(60), validFrom: day, validUntil: day },
      basis: line(200).array().min(1).max(20),
    },
    work: async (call) => {
      const { input, services, actorId, secondActorId, deps } = call;
      const { authority, body } = await partiesOf(call);
      const own = deps.catalogue.qualifications().filter(({ scheme }) => scheme === body.scheme);
      const { number, validFrom, validUntil, basis } = input;
      return services.grantAccreditation({
        ...{ actorId, secondActorId, number, validFrom, validUntil, basis, grantedById: authority.id },
        ...{ subjectType: 'organization', subjectId: body.id, role: 'awarding-body' },
        qualifications: own.map(({ id: qualificationId, revision }) => ({ qualificationId, revision })),
      });
    },
  }),
  twoPerson({
    unit: 'issuance',
    path: '/authorities/imports',
    action: 'authority.accredit',
    summary: 'Propose to take over the signed accreditation of a body here by an authority elsewhere.',
    input: { json: text(65_536) },
    work: async ({ input, actorId, secondActorId, deps, ...call }) => {
      assertOperator(call);
      const { accreditationId: taken } = await deps.authorities.importSigned({ ...input, actorId, secondActorId });
      return { accreditationId: taken };
    },
  }),
  twoPerson({
    unit: 'command',
    path: '/authorities/accreditations/:accreditationId/suspend',
    action: 'authority.change',
    summary: 'Propose to suspend the accreditation of an awarding body.',
    input: change,
    work: async ({ services, actorId, secondActorId, ...call }) =>
      services.suspendAccreditation({ ...(await ofBody(call)), actorId, secondActorId }),
  }),
  twoPerson({
    unit: 'command',
    path: '/authorities/accreditations/:accreditationId/reinstate',
    action: 'authority.change',
    summary: 'Propose to lift the suspension of the accreditation of an awarding body.',
    input: change,
    work: async ({ services, actorId, secondActorId, ...call }) =>
      services.reinstateAccreditation({ ...(await ofBody(call)), actorId, secondActorId }),
  }),
  twoPerson({
    unit: 'command',
    path: '/authorities/accreditations/:accreditationId/revoke',
    action: 'authority.change',
    summary: 'Propose to revoke the accreditation of an awarding body, if need be with effect from an earlier day.',
    input: { ...change, retroactiveFrom: day.exactOptional() },
    work: async ({ services, actorId, secondActorId, ...call }) =>
      services.revokeAccreditation({ ...(await ofBody(call)), actorId, secondActorId }),
  }),
];

async function authorities(call: Call<object>) {
  assertOperator(call);
  const { store, deps } = call;
  const above = await store.organizations.find({ type: 'framework-authority' }, { limit: 200, orderBy: 'legalName' });
  const bodies = await store.organizations.find({ type: 'awarding-body' }, { limit: 200, orderBy: 'legalName' });
  const rows = await store.accreditations.find(
    { subjectType: 'organization' },
    { limit: 2_000, orderBy: '-validUntil' },
  );
  const briefs = await briefsOf(rows, store, deps);
  const papers = await papersOf(rows, store);
  const here = await deps.authorities.signingHere();
  return {
    authorities: above.map(({ id: authorityId, legalName, country, did }) => ({
      ...{ id: authorityId, legalName, country, did, signsHere: did !== null && here.has(did) },
    })),
    bodies: bodies.map(({ id: bodyId, legalName, country, did, scheme }) => ({
      ...{ id: bodyId, legalName, country, did, scheme },
      accreditations: rows.flatMap((row, index) =>
        row.subjectId === bodyId ? [{ ...briefs[index], papers: papers.get(row.id) ?? [] }] : [],
      ),
    })),
  };
}

/** @throws ServiceError `not-found` unless the one signs here and the other awards here */
async function partiesOf(
  call: Pick<Call<{ readonly authorityId: string; readonly bodyId: string }>, 'input' | 'tenant' | 'store' | 'deps'>,
) {
  assertOperator(call);
  const { input, store, deps } = call;
  const authority = await store.organizations.get(input.authorityId);
  const body = await store.organizations.get(input.bodyId);
  const isAuthority = authority?.type === 'framework-authority' && authority.did !== null;
  if (!isAuthority || !(await deps.authorities.signingHere()).has(authority.did ?? ''))
    throw noSuch('framework authority');
  if (body?.type !== 'awarding-body') throw noSuch('awarding body');
  return { authority, body };
}

/** What was asked for, when it is about an awarding body. @throws ServiceError `not-found` */
async function ofBody<I extends { readonly accreditationId: string }>(
  call: Pick<Call<I>, 'input' | 'tenant' | 'store'>,
): Promise<I> {
  assertOperator(call);
  const row: Accreditation | null = await call.store.accreditations.get(call.input.accreditationId);
  if (row?.subjectType !== 'organization') throw noSuch('accreditation');
  return call.input;
}
