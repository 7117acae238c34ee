/** Reference data about qualifications: loaded from files, never edited by a request. */
import type { ModerationPolicy } from './moderation.js';

export type SchemeKey = string; // 'TESDA', 'NVQSL'
export type UnitCategory = 'basic' | 'common' | 'core' | 'elective' | 'employability';
export type AwardType = 'NC' | 'COC' | 'NVQ' | 'record-of-achievement';
export type AssessmentMethod =
  | 'demonstration'
  | 'observation'
  | 'oral-questioning'
  | 'interview'
  | 'written-test'
  | 'portfolio'
  | 'work-sample'
  | 'third-party-report';

/** How sure we are of a catalogue fact, and where it was read. */
export interface Provenance {
  readonly source: readonly string[];
  readonly confidence: string;
}

export interface Unit {
  /** Null when the source shows the title only; such a unit can be listed but not assessed. */
  readonly code: string | null;
  /** The standard's revision; (code, revision) is the unit's identity. */
  readonly revision: string;
  readonly title: string;
  readonly category: UnitCategory;
  /** True when the full qualification needs it. */
  readonly required: boolean;
  readonly hours?: number;
  readonly note?: string;
  readonly confidence: string;
}

/** A group of units that may be awarded alone as a Certificate of Competency; titles are printed on the CARS. */
export interface CocCluster {
  readonly id: string;
  readonly title: string;
  readonly unitCodes: readonly string[];
  /** Why these units form a cluster: a regulation's own list, or our rule of one cluster per core unit. */
  readonly basis?: string;
}

/** A claim that a qualification stands at a level of a framework, with its basis. */
export interface FrameworkLevelClaim {
  /** Country-qualified framework id of `frameworks/`: 'ph-pqf', 'lk-nvq'. */
  readonly framework: string;
  readonly level: string;
  readonly basis: string;
  readonly source: string;
  readonly confidence: string;
}

export interface Qualification extends Provenance {
  /** 'tesda:domestic-work-nc2' */
  readonly id: string;
  /** Short revision token, safe in a URL: 'tr-pre-2022'. (id, revision) pins a standard for ever. */
  readonly revision: string;
  readonly scheme: SchemeKey;
  readonly country: string;
  readonly title: string;
  /** The award's own level word: 'NC II', 'NVQ 4'. */
  readonly level: string;
  readonly awardType: AwardType;
  /** Code printed on awards where one exists (package code, TR alpha code), else null. */
  readonly code: string | null;
  readonly standard: {
    readonly kind: 'TrainingRegulations' | 'NationalCompetencyStandard';
    readonly code: string | null;
    readonly version: string;
    readonly sector: string;
  };
  readonly status: 'current' | 'superseded';
  readonly supersededBy?: { readonly id: string; readonly revision: string };
  /** Last day on which new sessions may use a superseded revision. */
  readonly transitionUntil?: string;
  readonly units: readonly Unit[];
  readonly cocClusters: readonly CocCluster[];
  readonly requiredMethods: readonly AssessmentMethod[];
  readonly nominalHours: number | null;
  readonly minExperienceMonths?: number;
  readonly frameworkLevels: readonly FrameworkLevelClaim[];
  /** ISCED-F 2013 detailed field and ISCO-08 unit group, present only where a source supports them. */
  readonly iscedF?: { readonly code: string; readonly source: string };
  readonly isco08?: { readonly code: string; readonly source: string };
  readonly notes: readonly string[];
}

export interface QualificationRef {
  readonly qualificationId: string;
  readonly revision: string;
}

/** A national system of assessment: its words, limits and policies as data, plus a small code hook (see `schemes/`). */
export interface SchemePolicy {
  readonly key: SchemeKey;
  readonly title: string;
  readonly country: string;
  readonly awardingBody: string;
  readonly partialAward: 'COC' | 'record-of-achievement' | 'none';
  /** Months a certificate is valid, null = no end. */
  readonly validityMonths: Readonly<Record<AwardType, number | null>>;
  readonly renewal: { readonly minExperienceMonths: number; readonly reassessIfStandardRevised: boolean } | null;
  readonly maxCandidatesPerAssessorPerSession: number;
  readonly scheduleNoticeWorkingDays: number;
  readonly decisionDeadlineHours: number;
  readonly appealWindowDays: number;
  readonly consecutiveNycAdvice: number;
  readonly maxConsecutiveSessionsSameSite: number;
  /** Which records are looked at by a moderator before anybody decides on them. */
  readonly moderation: ModerationPolicy;
  readonly noTrainingWithinMonths: number;
  readonly portfolioExperienceMonths: { readonly standard: number; readonly ofw: number };
  readonly rplExperienceMonths: Readonly<Record<string, number>>;
  readonly passport: { readonly minConfirmedMonths: number; readonly validityMonths: number | null } | null;
  /** Two digits that tell the schemes of an instance apart inside certificate numbers. */
  readonly numberCode: string;
  readonly identifierPatterns: Readonly<Record<string, string>>;
  readonly languages: readonly string[];
  /** Where each figure comes from; every field without an entry is a configurable default, not a fact. */
  readonly sources: Readonly<Record<string, string>>;
}
