import type { Accreditation } from '../assessment/index.js';
import { accreditationDocument, accreditationPaper } from '../issuance/index.js';
import type { TwoPersonProposal } from '../staff/index.js';
import { briefsOf, type AccreditationBrief } from './accreditation-file.js';
import type { DeskDeps, DeskStore } from './ports.js';

/** Whom an accreditation is for, what it covers and when: what the second officer agrees to. */
export type ProposalScope = Pick<
  AccreditationBrief,
  'number' | 'subject' | 'grantedBy' | 'qualifications' | 'validFrom' | 'validUntil'
>;

/** Of those proposals that are about an accreditation, by the proposal's id. */
export async function scopesOf(
  proposals: readonly TwoPersonProposal[],
  store: DeskStore,
  deps: Pick<DeskDeps, 'catalogue' | 'clock'>,
): Promise<ReadonlyMap<string, ProposalScope>> {
  const named = proposals.flatMap(({ input }) => textIn(input, 'accreditationId') ?? []);
  const known = named.length === 0 ? [] : await store.accreditations.find({ id: [...new Set(named)] });
  const bodies = new Map((await store.organizations.find({ type: 'awarding-body' })).map((body) => [body.id, body]));
  const rows = proposals.flatMap((proposal) => {
    const { input } = proposal;
    const old = known.find(({ id }) => id === input['accreditationId']);
    const asked = old === undefined ? grantOf(proposal, bodies.get(textIn(input, 'bodyId') ?? ''), deps) : old;
    return asked === null ? [] : [{ ...asked, ...datesIn(input), id: proposal.id }];
  });
  const briefs = await briefsOf(rows, store, deps);
  const signed = proposals.map(signedIn).filter((each) => each !== null);
  return new Map([...briefs.map((brief) => [brief.id, brief] as const), ...signed]);
}

type Input = TwoPersonProposal['input'];
type Body = { readonly id: string; readonly scheme: string | null } | undefined;

const textIn = (input: Input, field: string): string | undefined => {
  const value = input[field];
  return typeof value === 'string' ? value : undefined;
};

/** Of a renewal: the new number and days, not those that end. */
function datesIn(input: Input): Partial<Pick<Accreditation, 'number' | 'validFrom' | 'validUntil'>> {
  const [number, validFrom, validUntil] = ['number', 'validFrom', 'validUntil'].map((field) => textIn(input, field));
  return number === undefined || validFrom === undefined || validUntil === undefined
    ? {}
    : { number, validFrom, validUntil };
}

/** As it would stand in the register; null for a proposal about something else. */
function grantOf(
  { id, action, organizationId, input }: TwoPersonProposal,
  body: Body,
  { catalogue }: Pick<DeskDeps, 'catalogue'>,
): Accreditation | null {
  const base = { id, version: 1, state: 'active', retroactiveFrom: null, stateChangedAt: null } as const;
  const dates = { number: '', validFrom: '', validUntil: '', ...datesIn(input) };
  if (action === 'post /accreditations') {
    const { subjectType, subjectId, role, qualifications } = input as unknown as Accreditation;
    return { ...base, ...dates, subjectType, subjectId, role, qualifications, grantedById: organizationId };
  }
  if (action !== 'post /authorities/accreditations' || body === undefined) return null;
  const own = catalogue.qualifications().filter(({ scheme }) => scheme === body.scheme);
  return {
    ...{ ...base, ...dates, subjectType: 'organization', subjectId: body.id, role: 'awarding-body' },
    qualifications: own.map((entry) => ({ qualificationId: entry.id, revision: entry.revision })),
    grantedById: textIn(input, 'authorityId') ?? '',
  };
}

/** What an authority elsewhere signed, in its own words. */
function signedIn({ id, action, input }: TwoPersonProposal): readonly [string, ProposalScope] | null {
  const json = action === 'post /authorities/imports' ? textIn(input, 'json') : undefined;
  if (json === undefined || accreditationDocument(json) === null) return null;
  const paper = accreditationPaper({ json, credentialId: '', signedAt: '' });
  const { number, holder, issuer, qualifications, from, until } = paper;
  return [
    id,
    { number, subject: holder.name, grantedBy: issuer, qualifications, validFrom: from, validUntil: until },
  ] as const;
}
