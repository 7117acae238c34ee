import type { Organization, Site } from '../model/index.js';
import { audit, mustGet, mustHaveScheme, newRow, requireInput, type AssessmentDeps, type Command } from './context.js';

export interface RegisterOrganization extends Command {
  readonly type: Organization['type'];
  readonly legalName: string;
  readonly shortName?: string;
  readonly country: string;
  readonly parentId?: string;
  readonly did?: string;
  readonly scheme?: string;
  readonly registrationIds?: Organization['registrationIds'];
}

export interface RegisterSite extends Command {
  readonly organizationId: string;
  readonly name: string;
  readonly address: string;
  readonly country: string;
}

/** Organizations and their sites. A branch is its own site: it is never covered by its head office's accreditation. */
export function createOrganizationCommands(deps: AssessmentDeps) {
  return {
    registerOrganization: (input: RegisterOrganization): Promise<Organization> =>
      deps.store.transaction(async (store) => {
        requireInput(input.legalName.trim() !== '', 'The legal name is missing.', 'Enter the legal name.');
        if (input.scheme !== undefined) mustHaveScheme(deps.catalogue, input.scheme);
        if (input.parentId !== undefined) await mustGet(store.organizations, input.parentId, 'organization');
        const organization = await store.organizations.insert({
          ...newRow(deps),
          type: input.type,
          legalName: input.legalName.trim(),
          shortName: input.shortName?.trim() ?? input.legalName.trim(),
          country: input.country,
          parentId: input.parentId ?? null,
          did: input.did ?? null,
          scheme: input.scheme ?? null,
          registrationIds: input.registrationIds ?? [],
        });
        await audit(store, {
          actorId: input.actorId,
          action: 'organization.register',
          subjectId: organization.id,
          facts: { type: organization.type },
        });
        return organization;
      }),

    registerSite: (input: RegisterSite): Promise<Site> =>
      deps.store.transaction(async (store) => {
        requireInput(input.name.trim() !== '', 'The name of the site is missing.', 'Enter the name.');
        await mustGet(store.organizations, input.organizationId, 'organization');
        const site = await store.sites.insert({
          ...newRow(deps),
          organizationId: input.organizationId,
          name: input.name.trim(),
          address: input.address.trim(),
          country: input.country,
        });
        await audit(store, {
          actorId: input.actorId,
          action: 'site.register',
          subjectId: site.id,
          facts: { organization: site.organizationId },
        });
        return site;
      }),
  };
}
