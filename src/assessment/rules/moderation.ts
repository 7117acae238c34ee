import type { FindingCase } from '../../shared/index.js';
import type { ModerationOutcome, ModerationPolicy, ModerationReason } from '../model/index.js';
import { block, notApplicable, pass, type Rule } from './rule.js';

export interface SamplingFacts {
  /** Sessions of this assessor from which records reached the office before. */
  readonly earlierSessions: number;
  /** Records of the session and how many of them are competent. */
  readonly session: { readonly records: number; readonly competent: number };
  /** 0 to 1, from a secret of the instance and the record's id. */
  readonly lot: number;
  readonly riskFlags: number;
  readonly isCorrection: boolean;
}

/** Why this record is looked at before anybody decides on it; empty: it is not. */
export function samplingReasons(facts: SamplingFacts, policy: ModerationPolicy): readonly ModerationReason[] {
  const { session } = facts;
  const reasons: readonly (readonly [ModerationReason, boolean])[] = [
    ['new-assessor', facts.earlierSessions < policy.newAssessorSessions],
    ['all-passed', session.records >= policy.allPassedFrom && session.competent === session.records],
    ['random', facts.lot < policy.randomShare],
    ['risk-flag', facts.riskFlags > 0],
    ['correction', facts.isCorrection],
  ];
  return reasons.filter(([, applies]) => applies).map(([reason]) => reason);
}

export interface ModerationStanding {
  /** What became of the last look; `open` while nobody has written an outcome, null when it was not drawn. */
  readonly standing: ModerationOutcome | 'open' | null;
  /** Its session still runs and would be drawn whole if everybody passes. */
  readonly awaitsItsSession: boolean;
}

export const r31: Rule<ModerationStanding> = {
  id: 'R31',
  title: 'A record that was drawn for moderation is decided after a moderator upheld it.',
  severity: 'block',
  basis: 'Good practice: moderation is where assessors agree on outcomes; how many are drawn is the scheme’s policy.',
  evaluate: ({ standing, awaitsItsSession }) => {
    switch (standing) {
      case null:
        return awaitsItsSession ? block('R31', 'R31.runs', 'when-closed') : notApplicable('R31', 'R31.not-drawn');
      case 'uphold':
        return pass('R31', 'R31.good');
      case 'open':
        return block('R31', 'R31.open', 'await-moderator');
      case 'return':
        return block('R31', 'R31.returned', 'decide-correction');
      case 'void':
        return block('R31', 'R31.void', 'void-or-look-again');
    }
  },
};

export interface ModeratorFacts {
  readonly moderatorId: string;
  readonly candidateId: string;
  /** Everybody who assessed in the session, whoever's record it is. */
  readonly assessorIds: readonly string[];
  readonly trainerIds: readonly string[];
  readonly centreManagerIds: readonly string[];
  readonly representativeIds: readonly string[];
  readonly deciderIds: readonly string[];
}

export const r32: Rule<ModeratorFacts> = {
  id: 'R32',
  title: 'Who moderates a record had no part in it: not assessed, trained, managed, represented or decided.',
  severity: 'block',
  basis: 'Two-person rule; good practice.',
  evaluate: (facts) => {
    const parts: readonly (readonly [FindingCase, readonly string[]])[] = [
      ['R32.own', [facts.candidateId]],
      ['R32.assessed', facts.assessorIds],
      ['R32.trained', facts.trainerIds],
      ['R32.managed', facts.centreManagerIds],
      ['R32.represented', facts.representativeIds],
      ['R32.decided', facts.deciderIds],
    ];
    const part = parts.find(([, ids]) => ids.includes(facts.moderatorId));
    return part === undefined ? pass('R32', 'R32.good') : block('R32', part[0], 'other-moderator');
  },
};
