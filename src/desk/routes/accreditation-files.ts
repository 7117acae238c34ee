import { chainAbove } from '../accreditation-file.js';
import { id } from '../fields.js';
import { labelsFor } from '../labels.js';
import { openProposals } from '../open-proposals.js';
import { reading, type Call, type DeskRoute } from '../route.js';

/** One accreditation with what it rests on. */
export const accreditationFileRoutes: readonly DeskRoute[] = [
  reading({
    path: '/accreditations/:accreditationId/file',
    action: 'accreditations.read',
    summary: 'One accreditation, the chain above it with what was signed, and what waits for a second officer.',
    touches: { accreditations: ['accreditationId'] },
    input: { accreditationId: id },
    work: accreditationFile,
  }),
];

async function accreditationFile({ input, view, store, deps }: Call<{ accreditationId: string }>) {
  const accreditation = await view.accreditations.get(input.accreditationId);
  const chain = await chainAbove(accreditation, store, deps);
  const waiting = (await openProposals({ view, deps })).filter(
    (proposal) => proposal.input['accreditationId'] === accreditation.id,
  );
  const labels = await labelsFor(store, { actors: waiting.map(({ proposedBy }) => proposedBy) });
  return {
    ...chain,
    place: await placeOf(accreditation, store),
    waiting: waiting.map(({ id: proposalId, action, proposedBy, endsAt }) => ({
      ...{ id: proposalId, action, endsAt },
      by: labels.actor(proposedBy),
    })),
  };
}

/** Address and centre of an accredited site; empty for everything else. */
async function placeOf(
  { subjectType, subjectId }: { readonly subjectType: string; readonly subjectId: string },
  store: Call<object>['store'],
): Promise<{ readonly address: string; readonly centre: string }> {
  const site = subjectType === 'site' ? await store.sites.get(subjectId) : null;
  const centre = site === null ? null : await store.organizations.get(site.organizationId);
  return { address: site?.address ?? '', centre: centre?.legalName ?? '' };
}
