import type { FindingAdvice } from '../../shared/index.js';
import type { Accreditation, QualificationRef, RuleResult } from '../model/index.js';
import { dayOf, millisecondsOf } from './dates.js';
import { block, pass, type Rule, type RuleId } from './rule.js';

export interface Period {
  readonly startsAt: string;
  readonly endsAt: string;
}

export interface AccreditationFacts extends Period {
  readonly accreditation: Accreditation | null;
  /** The qualification revision and those it replaced (`Catalogue.coveredBy`). */
  readonly covers: readonly QualificationRef[];
}

export interface SiteAccreditationFacts extends AccreditationFacts {
  readonly siteId: string;
  readonly missionId: string | null;
}

export type Standing =
  | { readonly kind: 'good' }
  | { readonly kind: 'not-granted' }
  | { readonly kind: 'not-yet' | 'ended' | 'withdrawn' | 'void'; readonly on: string };

/**
 * How an accreditation stands for a whole period: to the END of it, because an accreditation that runs out during the
 * assessment voids it. Suspension, revocation and replacement count from the day they happened, revocation also
 * backwards to `retroactiveFrom`; what was done before stays good.
 */
export function standingDuring(accreditation: Accreditation, period: Period): Standing {
  const first = dayOf(period.startsAt);
  const last = dayOf(period.endsAt);
  if (['applied', 'evaluated', 'refused'].includes(accreditation.state)) return { kind: 'not-granted' };
  if (accreditation.retroactiveFrom !== null && last >= accreditation.retroactiveFrom)
    return { kind: 'void', on: accreditation.retroactiveFrom };
  if (accreditation.state !== 'active') {
    const changed = accreditation.stateChangedAt;
    if (changed === null) return { kind: 'withdrawn', on: first };
    if (millisecondsOf(period.endsAt) >= millisecondsOf(changed)) return { kind: 'withdrawn', on: dayOf(changed) };
  }
  if (first < accreditation.validFrom) return { kind: 'not-yet', on: accreditation.validFrom };
  if (last > accreditation.validUntil) return { kind: 'ended', on: accreditation.validUntil };
  return { kind: 'good' };
}

export const coversAny = (accreditation: Accreditation, wanted: readonly QualificationRef[]): boolean =>
  accreditation.qualifications.some((held) =>
    wanted.some((ref) => ref.qualificationId === held.qualificationId && ref.revision === held.revision),
  );

function standingResult(rule: RuleId, facts: AccreditationFacts, remedy: FindingAdvice): RuleResult | null {
  if (facts.accreditation === null) return block(rule, 'standing.none', remedy);
  const standing = standingDuring(facts.accreditation, facts);
  switch (standing.kind) {
    case 'good':
      return null;
    case 'not-granted':
      return block(rule, 'standing.not-granted', remedy);
    case 'not-yet':
      return block(rule, 'standing.not-yet', remedy, { on: standing.on });
    case 'ended':
      return block(rule, 'standing.ended', remedy, { on: standing.on });
    case 'withdrawn':
      return block(rule, 'standing.withdrawn', remedy, { on: standing.on });
    case 'void':
      return block(rule, 'standing.void', remedy, { on: standing.on });
  }
}

const assessorRoles = ['assessor', 'lead-assessor', 'portfolio-assessor'];
const anotherAssessor = 'renew-or-other-assessor';
const anotherSite = 'accredited-site';

export const r01: Rule<AccreditationFacts> = {
  id: 'R01',
  title: 'The assessor is accredited for this qualification until the session ends.',
  severity: 'block',
  basis: 'An assessment is void if the accreditation expires during or before it (TESDA provincial office, Tarlac).',
  evaluate: (facts) => {
    const bad = standingResult('R01', facts, anotherAssessor);
    if (bad || facts.accreditation === null) return bad ?? block('R01', 'standing.none', anotherAssessor);
    if (!assessorRoles.includes(facts.accreditation.role)) return block('R01', 'R01.role', 'accredited-assessor');
    if (!coversAny(facts.accreditation, facts.covers)) return block('R01', 'R01.scope', 'other-assessor');
    return pass('R01', 'standing.good', { until: facts.accreditation.validUntil });
  },
};

export const r02: Rule<SiteAccreditationFacts> = {
  id: 'R02',
  title: 'The site or mission is accredited for this qualification; a branch is not covered by its head office.',
  severity: 'block',
  basis: 'Certificates sold from an unapproved branch of an approved institute (Sri Lanka, November 2025).',
  evaluate: (facts) => {
    const bad = standingResult('R02', facts, anotherSite);
    if (bad || facts.accreditation === null) return bad ?? block('R02', 'standing.none', anotherSite);
    const { subjectType, subjectId, role, validUntil } = facts.accreditation;
    const inScope =
      (subjectType === 'site' && role === 'assessment-centre' && subjectId === facts.siteId) ||
      (subjectType === 'mission' && role === 'mission' && subjectId === facts.missionId);
    if (!inScope) return block('R02', 'R02.site', anotherSite);
    if (!coversAny(facts.accreditation, facts.covers)) return block('R02', 'R02.scope', anotherSite);
    return pass('R02', 'standing.good', { until: validUntil });
  },
};
