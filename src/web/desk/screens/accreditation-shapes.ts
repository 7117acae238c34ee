/** One accreditation as the service answers it. */
export interface Brief {
  readonly id: string;
  readonly number: string;
  readonly role: string;
  readonly subjectType: string;
  readonly subject: string;
  readonly grantedBy: string;
  readonly qualifications: readonly { readonly title: string; readonly revision: string }[];
  readonly validFrom: string;
  readonly validUntil: string;
  readonly state: string;
  readonly nothingCountsFrom: string | null;
  readonly daysLeft: number;
}

/** What was signed about it. */
export interface Paper {
  readonly credentialId: string;
  readonly number: string;
  readonly issuer: string;
  readonly holder: { readonly id: string; readonly name: string };
  readonly qualifications: readonly { readonly title: string; readonly revision: string }[];
  readonly from: string;
  readonly until: string;
  readonly authorizedBy: string;
  readonly key: string;
  readonly signedAt: string;
}

export interface ChainLink {
  readonly accreditation: Brief;
  readonly holdsToday: boolean;
  readonly notCovered: readonly string[];
  readonly papers: readonly Paper[];
}

export interface AccreditationFile {
  readonly links: readonly ChainLink[];
  readonly top: { readonly name: string; readonly did: string | null; readonly type: string } | null;
  readonly place: { readonly address: string; readonly centre: string };
  readonly waiting: readonly {
    readonly id: string;
    readonly action: string;
    readonly by: string;
    readonly endsAt: string;
  }[];
}

/** In one line; the revision tells two of one title apart. */
export const titlesOf = (qualifications: Brief['qualifications']): string =>
  qualifications.map(({ title, revision }) => `${title} (${revision})`).join(', ');
