import type { Accreditation, Catalogue, Organization, QualificationRef } from '../assessment/index.js';
import { accreditationPaper, type AccreditationPaper } from '../issuance/index.js';
import { isoDay } from '../shared/index.js';
import { labelsFor, qualificationLabel } from './labels.js';
import type { DeskDeps, DeskStore } from './ports.js';

/** Scope and days of one accreditation, as screens show it. */
export interface AccreditationBrief {
  readonly id: string;
  readonly number: string;
  readonly role: Accreditation['role'];
  readonly subjectType: Accreditation['subjectType'];
  readonly subject: string;
  readonly grantedBy: string;
  readonly qualifications: readonly { readonly title: string; readonly revision: string }[];
  readonly validFrom: string;
  readonly validUntil: string;
  readonly state: Accreditation['state'];
  readonly stateChangedAt: string | null;
  readonly nothingCountsFrom: string | null;
  /** Negative: ended. */
  readonly daysLeft: number;
}

/** One step of the chain: who lets whom, and what was signed about it. */
export interface ChainLink {
  readonly accreditation: AccreditationBrief;
  /** In force on this day. */
  readonly holdsToday: boolean;
  /** Qualifications of the link below that this one does not cover. */
  readonly notCovered: readonly string[];
  /** Those that count now; none for people, and where another operator's grantor has not signed. */
  readonly papers: readonly AccreditationPaper[];
}

export interface AccreditationChain {
  /** From the accreditation asked for upwards. */
  readonly links: readonly ChainLink[];
  /** Where the chain ends; whether that one counts, the signed trust list says. */
  readonly top: { readonly name: string; readonly did: string | null; readonly type: Organization['type'] } | null;
}

type Deps = Pick<DeskDeps, 'catalogue' | 'clock'>;

/** Ample: place, body, authority. A loop in the register ends here too. */
const LONGEST = 4;

export async function briefsOf(
  rows: readonly Accreditation[],
  store: DeskStore,
  { catalogue, clock }: Deps,
): Promise<readonly AccreditationBrief[]> {
  const of = (kind: Accreditation['subjectType']) =>
    rows.filter((row) => row.subjectType === kind).map((row) => row.subjectId);
  const labels = await labelsFor(store, {
    people: of('person'),
    sites: of('site'),
    missions: of('mission'),
    organizations: [...of('organization'), ...rows.map((row) => row.grantedById)],
  });
  const today = Date.parse(isoDay(clock.now()));
  return rows.map((row) => ({
    ...{ id: row.id, number: row.number, role: row.role, subjectType: row.subjectType },
    subject: labels[row.subjectType](row.subjectId),
    grantedBy: labels.organization(row.grantedById),
    qualifications: row.qualifications.map((ref) => ({
      title: qualificationLabel(catalogue, ref),
      revision: ref.revision,
    })),
    ...{ validFrom: row.validFrom, validUntil: row.validUntil, state: row.state },
    ...{ stateChangedAt: row.stateChangedAt, nothingCountsFrom: row.retroactiveFrom },
    daysLeft: Math.round((Date.parse(row.validUntil) - today) / 86_400_000),
  }));
}

/** The accreditation, what its grantor rests on, and so on up to whom nobody here accredits. */
export async function chainAbove(
  accreditation: Accreditation,
  store: DeskStore,
  deps: Deps,
): Promise<AccreditationChain> {
  const rows: Accreditation[] = [];
  let top: Organization | null = null;
  for (let next: Accreditation | null = accreditation; next !== null && rows.length < LONGEST;) {
    rows.push(next);
    top = await store.organizations.get(next.grantedById);
    next = top === null ? null : await bestOf(top, store, deps);
  }
  const briefs = await briefsOf(rows, store, deps);
  const papers = await papersOf(rows, store);
  const links = rows.map((row, index) => ({
    accreditation: briefs[index] as AccreditationBrief,
    holdsToday: isInForce(row, isoDay(deps.clock.now())),
    notCovered: index === 0 ? [] : uncovered(rows[index - 1]?.qualifications ?? [], row, deps.catalogue),
    papers: papers.get(row.id) ?? [],
  }));
  return { links, top: top && { name: top.legalName, did: top.did, type: top.type } };
}

/** Those that count now, by accreditation. */
export async function papersOf(
  rows: readonly Accreditation[],
  store: DeskStore,
): Promise<ReadonlyMap<string, readonly AccreditationPaper[]>> {
  const accreditationId = rows.map(({ id }) => id);
  const signed =
    rows.length === 0 ? [] : await store.accreditationCredentials.find({ accreditationId, supersededAt: null });
  const papers = new Map<string, AccreditationPaper[]>();
  for (const row of signed)
    papers.set(row.accreditationId, [...(papers.get(row.accreditationId) ?? []), accreditationPaper(row)]);
  return papers;
}

/** The one in force, else the one that ends last: so that a chain that is broken shows where. */
async function bestOf({ id }: Organization, store: DeskStore, { clock }: Deps): Promise<Accreditation | null> {
  const held = await store.accreditations.find(
    { subjectType: 'organization', subjectId: id },
    { orderBy: 'validUntil' },
  );
  const today = isoDay(clock.now());
  return held.findLast((one) => isInForce(one, today)) ?? held.at(-1) ?? null;
}

const isInForce = ({ state, validFrom, validUntil }: Accreditation, today: string): boolean =>
  state === 'active' && validFrom <= today && today <= validUntil;

const uncovered = (
  below: readonly QualificationRef[],
  { qualifications }: Accreditation,
  catalogue: Catalogue,
): readonly string[] =>
  below
    .filter(
      (ref) =>
        !catalogue
          .coveredBy(ref)
          .some(({ qualificationId, revision }) =>
            qualifications.some((held) => held.qualificationId === qualificationId && held.revision === revision),
          ),
    )
    .map((ref) => qualificationLabel(catalogue, ref));
