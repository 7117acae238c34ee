import type { Organization } from '../assessment/index.js';
import { createAssessmentServices } from '../assessment/index.js';
import { openStatusLists, type IssuanceDeps } from '../issuance/index.js';
import { signsAt, type KeyRole } from '../keys/index.js';
import { isoDay } from '../shared/index.js';
import type { Dictionaries } from './dictionaries.js';
import type { Instance } from './instance.js';
import { rootController, type Trust } from './trust.js';

const ROOT_KEYS = 2;

export interface NewIssuer {
  readonly scheme: string;
  /** Last part of the DID: `tesda`. */
  readonly slug: string;
  readonly legalName: string;
  readonly shortName: string;
  readonly country: string;
  readonly actorId: string;
}

export interface IssuerSetUp {
  /** Awarding body with DID, keys and status lists; returns the one that is there when it was set up before. */
  addIssuer(request: NewIssuer): Promise<Organization>;
  /** Root, issuing and status keys and the three lists for a DID of this instance; makes what is missing. */
  openKeysAndLists(slug: string, did: string): Promise<void>;
  /** Makes the scheme's dictionaries; call when its first sites are known, so their names cost little in the code. */
  finish(scheme: string): Promise<void>;
}

/** did:web of an awarding body below the public address; the port's colon is percent-encoded (did:web section 3.1). */
export function createIssuerDid(publicUrl: string): (slug: string) => string {
  const { host } = new URL(publicUrl);
  return (slug) => `did:web:${host.replace(':', '%3A')}:issuers:${slug}`;
}

interface Parts {
  readonly instance: Instance;
  readonly dictionaries: Dictionaries;
  readonly trust: Trust;
  readonly issuance: IssuanceDeps;
  issuerDid(slug: string): string;
}

export function createIssuerSetUp({ instance, dictionaries, trust, issuance, issuerDid }: Parts): IssuerSetUp {
  const { store, catalogue, clock, ids, keys, addresses, settings } = instance;

  /** Two from the beginning: the spare one vouches for a successor when the first one is lost or stolen. */
  async function ensureRootKeys(): Promise<void> {
    if (settings.rootKeys === 'offline') return;
    const controller = rootController(addresses.publicUrl);
    const held = (await keys.list()).filter((key) => key.role === 'root' && signsAt(key, clock.now()));
    for (let count = held.length; count < ROOT_KEYS; count++)
      await keys.create({ controller, role: 'root', algorithm: 'Ed25519', validFrom: clock.now(), validUntil: null });
  }

  async function ensureKey(controller: string, role: KeyRole): Promise<void> {
    if ((await keys.list()).some((key) => key.controller === controller && key.role === role && key.revokedAt === null))
      return;
    const fragment = `${role}-${isoDay(clock.now()).slice(0, 4)}-1`;
    await keys.create({ controller, role, algorithm: 'Ed25519', validFrom: clock.now(), validUntil: null, fragment });
  }

  async function openKeysAndLists(slug: string, did: string): Promise<void> {
    await ensureRootKeys();
    await ensureKey(did, 'issuer');
    await ensureKey(did, 'status');
    await openStatusLists(`${slug}-1`, did, issuance);
  }

  return {
    addIssuer: async (request) => {
      const did = issuerDid(request.slug);
      const services = createAssessmentServices({ store, catalogue, clock, ids });
      const [known] = await store.read.organizations.find({ did });
      const { slug, ...organization } = request;
      const body = known ?? (await services.registerOrganization({ type: 'awarding-body', did, ...organization }));
      await openKeysAndLists(slug, did);
      return body;
    },
    openKeysAndLists,
    finish: async (scheme) => {
      await dictionaries.ensure(scheme);
      await trust.current({ fresh: true });
    },
  };
}
