/** Confirmed experience and the skills passport. */
import type { Stored } from '../../shared/index.js';
import type { SchemeKey } from './catalogue.js';

export type ExperienceState =
  | 'claimed'
  | 'confirmation-requested'
  | 'confirmed'
  | 'disputed'
  | 'unreachable'
  | 'alternative-evidence'
  | 'confirmed-by-alternative'
  | 'disputed-final'
  | 'withdrawn';

export interface ExperienceRecord extends Stored {
  readonly personId: string;
  readonly employerId: string | null;
  readonly employerName: string;
  readonly country: string;
  readonly occupation: { readonly text: string; readonly isco08?: string };
  readonly tasks: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly confirmations: readonly {
    readonly byOrganizationId: string | null;
    readonly byPerson: string;
    readonly channel: 'employer-portal' | 'letter' | 'phone' | 'post-abroad' | 'social-security' | 'co-worker';
    readonly at: string;
    readonly evidenceSha256: string | null;
  }[];
  readonly credentialId: string | null;
  readonly state: ExperienceState;
}

export interface SkillsPassport extends Stored {
  readonly personId: string;
  readonly scheme: SchemeKey;
  readonly number: string | null;
  readonly certificateIds: readonly string[];
  readonly experienceIds: readonly string[];
  readonly eligibility: {
    readonly certificateId: string;
    readonly confirmedMonths: number;
    readonly checkedAt: string;
  } | null;
  readonly approvedBy: string | null;
  readonly credentialId: string | null;
  readonly issuedOn: string | null;
  readonly validUntil: string | null;
  readonly state: 'requested' | 'approved' | 'active' | 'blocked' | 'reissued' | 'closed' | 'refused';
}

export type PassportState = SkillsPassport['state'];
