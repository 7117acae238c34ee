import { createAssessmentServices, type Accreditation, type Organization } from '../assessment/index.js';
import {
  followImported,
  importAccreditation,
  issueAccreditations,
  publishStatusLists,
  type AccreditationCredential,
  type Followed,
  type ImportAccreditation,
  type ImportDeps,
} from '../issuance/index.js';
import { isoDay, requireTwoOfficers, ServiceError, type ReasonClass } from '../shared/index.js';
import type { Instance } from './instance.js';
import type { IssuerSetUp } from './issuer-set-up.js';

export interface NewAuthority {
  /** Last part of the DID. */
  readonly slug: string;
  readonly legalName: string;
  readonly shortName: string;
  readonly country: string;
  readonly actorId: string;
}

export interface AccreditBody {
  /** Last parts of the DIDs. */
  readonly authority: string;
  readonly body: string;
  readonly number: string;
  readonly from: string;
  readonly until: string;
  readonly actorId: string;
  readonly secondActorId: string;
}

export interface ChangeBody {
  readonly event: 'suspend' | 'reinstate' | 'revoke';
  /** Last part of the DID of the accredited body, and the number of the accreditation. */
  readonly body: string;
  readonly number: string;
  readonly reasonClass: ReasonClass;
  /** When revoking: nothing done on or after this day counts. */
  readonly retroactiveFrom?: string;
  readonly actorId: string;
  readonly secondActorId: string;
}

/** The top of every chain: who accredits the awarding bodies. */
export interface AuthoritySetUp {
  /** A framework authority whose key is here, with DID and status lists; returns the one that was set up before. */
  addAuthority(request: NewAuthority): Promise<Organization>;
  /**
   * Two officers of the authority accredit a body for every qualification of its scheme; signed at once.
   * @throws ServiceError R27, `not-found`
   */
  accreditBody(request: AccreditBody): Promise<Accreditation>;
  /** What an authority elsewhere signed. @throws ServiceError, see `importAccreditation` */
  importSigned(request: ImportAccreditation): Promise<AccreditationCredential>;
  /**
   * Two officers suspend, reinstate or revoke an accreditation of a body: one granted here or taken over. The lists are
   * published at once. @throws ServiceError R27, `not-found`, and what the state does not allow
   */
  change(request: ChangeBody): Promise<Accreditation>;
  /** Suspends what authorities elsewhere took back since, and reinstates what they let stand again. */
  follow(): Promise<Followed>;
}

type Changing = Omit<ChangeBody, 'event' | 'body' | 'number'> & Pick<AccreditationCredential, 'accreditationId'>;

interface Parts {
  readonly instance: Instance;
  readonly importing: ImportDeps;
  readonly issuerSetUp: IssuerSetUp;
  issuerDid(slug: string): string;
}

export function createAuthoritySetUp({ instance, importing, issuerSetUp, issuerDid }: Parts): AuthoritySetUp {
  const { store, catalogue, clock, ids } = instance;
  const services = createAssessmentServices({ store, catalogue, clock, ids });

  async function organization(slug: string, type: Organization['type']): Promise<Organization> {
    const [found] = await store.read.organizations.find({ did: issuerDid(slug), type });
    if (found !== undefined) return found;
    throw new ServiceError('not-found', {
      status: 404,
      title: `There is no ${type === 'awarding-body' ? 'awarding body' : 'framework authority'} "${slug}" here.`,
      whatToDo: 'Set it up first: "issuer add" or "authority add".',
    });
  }

  /** The one that counts, where a number was used again. */
  async function accreditationOf(body: string, number: string): Promise<Accreditation> {
    const { id } = await organization(body, 'awarding-body');
    const held = await store.read.accreditations.find({ subjectType: 'organization', subjectId: id, number });
    const found = held.findLast(({ state }) => state === 'active' || state === 'suspended') ?? held.at(-1);
    if (found !== undefined) return found;
    throw new ServiceError('not-found', {
      status: 404,
      title: 'This awarding body has no accreditation with this number.',
      whatToDo: 'Compare the number with the accreditation.',
    });
  }

  const changes: Readonly<Record<ChangeBody['event'], (change: Changing) => Promise<Accreditation>>> = {
    suspend: services.suspendAccreditation,
    reinstate: services.reinstateAccreditation,
    revoke: async (change) => (await services.revokeAccreditation(change)).accreditation,
  };

  return {
    addAuthority: async ({ slug, ...request }) => {
      const did = issuerDid(slug);
      const [known] = await store.read.organizations.find({ did, type: 'framework-authority' });
      const authority =
        known ?? (await services.registerOrganization({ ...request, type: 'framework-authority', did }));
      await issuerSetUp.openKeysAndLists(slug, did);
      return authority;
    },
    accreditBody: async ({ authority, body, number, from, until, actorId, secondActorId }) => {
      requireTwoOfficers(actorId, secondActorId);
      const above = await organization(authority, 'framework-authority');
      const below = await organization(body, 'awarding-body');
      const own = catalogue.qualifications().filter(({ scheme }) => scheme === below.scheme);
      const granted = await services.grantAccreditation({
        ...{ actorId, secondActorId, number, subjectType: 'organization', subjectId: below.id, role: 'awarding-body' },
        grantedById: above.id,
        qualifications: own.map(({ id, revision }) => ({ qualificationId: id, revision })),
        validFrom: from,
        validUntil: until,
        basis: [`act of ${isoDay(clock.now())}`],
      });
      await issueAccreditations(actorId, importing);
      await publishStatusLists(importing);
      return granted;
    },
    change: async ({ event, body, number, ...request }) => {
      requireTwoOfficers(request.actorId, request.secondActorId);
      const change = { ...request, accreditationId: (await accreditationOf(body, number)).id };
      const changed = await changes[event](change);
      await publishStatusLists(importing);
      return changed;
    },
    importSigned: (request) => importAccreditation(request, importing),
    follow: () => followImported('service', importing),
  };
}
