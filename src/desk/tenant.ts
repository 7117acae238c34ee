import type { Organization } from '../assessment/index.js';
import { INSTANCE, noSuch } from '../staff/index.js';
import type { DeskStore } from './ports.js';

/** How far an organisation sees and acts. Everything a desk reads or changes is within one of these. */
export type Tenant =
  /** The operator: only auditors read at this height. */
  | { readonly kind: 'instance'; readonly organizationId: string }
  /** An awarding body, or an office of one: all of its scheme. */
  | { readonly kind: 'scheme'; readonly organizationId: string; readonly bodyId: string; readonly scheme: string }
  /** A centre, a post abroad, a provider: its own sites and the files it keeps. */
  | { readonly kind: 'sites'; readonly organizationId: string; readonly siteIds: readonly string[] };

/** @throws ServiceError `not-found` for an organisation that is not on file */
export async function tenantOf(
  store: Pick<DeskStore, 'organizations' | 'sites'>,
  organizationId: string,
): Promise<Tenant> {
  if (organizationId === INSTANCE) return { kind: 'instance', organizationId };
  const organization = await store.organizations.get(organizationId);
  if (organization === null) throw noSuch('organisation');
  const parent =
    organization.type === 'issuing-office' && organization.parentId !== null
      ? await store.organizations.get(organization.parentId)
      : null;
  const body = parent ?? organization;
  if (awards(body)) return { kind: 'scheme', organizationId, bodyId: body.id, scheme: body.scheme };
  const sites = await store.sites.find({ organizationId });
  return { kind: 'sites', organizationId, siteIds: sites.map((site) => site.id) };
}

/** An awarding body of a scheme; its offices work for the same scheme. */
export const awards = (body: Organization): body is Organization & { readonly scheme: string } =>
  body.type === 'awarding-body' && body.scheme !== null;
