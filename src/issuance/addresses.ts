import type { QualificationRef } from '../assessment/index.js';

/**
 * The IRIs this instance writes into credentials. They follow from the public address alone and never change: an address
 * inside a signed credential has to mean the same thing for as long as the paper lives. What is printed beside it
 * (`shortCode`) is for people to open.
 */
export interface Addresses {
  readonly publicUrl: string;
  /** Where people open this service today; another one than `publicUrl` only when a trial moved to another port. */
  readonly openedAt: string;
  qualification(ref: QualificationRef): string;
  site(siteId: string): string;
  mission(missionId: string): string;
  organization(organizationId: string): string;
  statusList(slug: string, purpose: 'revocation' | 'suspension' | 'message' | 'token'): string;
  schema(kind: string): string;
  shortCode(code: string): string;
  occupation(isco08: string | null): string;
}

export function createAddresses(publicUrl: string, openedAt = publicUrl): Addresses {
  return {
    publicUrl,
    openedAt,
    qualification: ({ qualificationId, revision }) =>
      `${publicUrl}/catalogue/${qualificationId.replaceAll(':', '/')}/${revision}`,
    site: (siteId) => `${publicUrl}/sites/${siteId}`,
    mission: (missionId) => `${publicUrl}/missions/${missionId}`,
    organization: (organizationId) => `${publicUrl}/organizations/${organizationId}`,
    statusList: (slug, purpose) => `${publicUrl}/status/${slug}-${purpose}`,
    schema: (kind) => `${publicUrl}/credential-schemas/v1/${kind}.json`,
    shortCode: (code) => `${openedAt}/c/${code}`,
    occupation: (isco08) => `${publicUrl}/occupations/${isco08 ?? 'other'}`,
  };
}
