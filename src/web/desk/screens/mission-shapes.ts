import type { RuleAnswer } from '../api/shapes.js';

/** What the service says of missions, as far as the screens read it. */
export interface MissionRow {
  readonly id: string;
  readonly title: string;
  readonly country: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly quota: number;
  readonly state: string;
  readonly sites: readonly string[];
  readonly qualifications: readonly string[];
}

export interface RegisteredMission extends MissionRow {
  readonly sessions: number;
  readonly places: number;
}

export interface TeamMember {
  readonly accreditationId: string;
  readonly name: string;
  readonly number: string;
  readonly validUntil: string;
  readonly result: RuleAnswer | null;
}

export interface QualificationKey {
  readonly qualificationId: string;
  readonly revision: string;
}

export interface MissionFile {
  readonly mission: MissionRow & {
    readonly siteIds: readonly string[];
    readonly refs: readonly QualificationKey[];
    readonly host: string;
    readonly cancelReason: string | null;
  };
  /** Steps that can follow now. */
  readonly next: readonly string[];
  readonly enough: RuleAnswer;
  readonly team: readonly TeamMember[];
  readonly sessions: readonly {
    readonly id: string;
    readonly title: string;
    readonly site: string;
    readonly startsAt: string;
    readonly endsAt: string;
    readonly capacity: number;
    readonly enrolled: number;
    readonly state: string;
  }[];
}

export interface MissionPreview {
  readonly places: readonly { readonly site: string; readonly qualification: string; readonly result: RuleAnswer }[];
  readonly notice: RuleAnswer;
  readonly assessors: readonly TeamMember[];
  readonly team: RuleAnswer;
  readonly perDay: number;
  readonly maxPerAssessor: number;
}

/** Over: nothing more happens on them. */
export const overMissions = ['closed', 'aborted', 'cancelled'];
