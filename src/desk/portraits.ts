import type { AssessmentServices } from '../assessment/index.js';
import type { Transactor } from '../shared/index.js';
import { actorOf, mayDoAt, noSuch, notAllowed, type StaffAction } from '../staff/index.js';
import type { Asker } from './request.js';
import type { DeskStore } from './ports.js';
import { tenantOf } from './tenant.js';
import { createView } from './view.js';

export interface NewPortrait {
  readonly personId: string;
  readonly takenAt: string;
  /** The person agreed to its use on the passport. */
  readonly onPassport: boolean;
}

/** What the desk is told about a photo; the picture itself only `open` hands out. */
export interface PortraitBrief {
  readonly personId: string;
  readonly takenAt: string;
  readonly onPassport: boolean;
}

export interface PortraitDesk {
  /** May this person register candidates, and is this one within reach? Asked before the picture is read. */
  allow(asker: Asker, personId: string): Promise<void>;
  /** @throws ServiceError of the cleaning (413, 415, 422) and of `keepPortrait` (409) */
  keep(asker: Asker, input: NewPortrait, bytes: Uint8Array): Promise<PortraitBrief>;
  /** JPEG. @throws D13, `not-found` */
  open(asker: Asker, personId: string): Promise<Uint8Array>;
}

export interface PortraitDeskDeps {
  readonly store: Transactor<DeskStore>;
  readonly pictures: {
    portrait(bytes: Uint8Array): Promise<{ readonly jpeg: Uint8Array; readonly sha256: string }>;
  };
  readonly services: Pick<AssessmentServices, 'keepPortrait'>;
}

/** The candidate's photo: taken where candidates are registered, seen by whoever may read the candidate. */
export function createPortraitDesk({ store, pictures, services }: PortraitDeskDeps): PortraitDesk {
  async function cover(asker: Asker, action: StaffAction, personId: string): Promise<void> {
    const tenant = await tenantOf(store.read, asker.organizationId);
    if (!mayDoAt(asker.account, action, tenant)) throw notAllowed(action);
    await createView(store.read, tenant).people.cover([personId]);
  }
  return {
    allow: (asker, personId) => cover(asker, 'candidate.register', personId),
    keep: async (asker, input, bytes) => {
      await cover(asker, 'candidate.register', input.personId);
      const { jpeg, sha256 } = await pictures.portrait(bytes);
      const encoded = Buffer.from(jpeg).toString('base64');
      const actorId = actorOf(asker.account);
      const { id, takenAt, onPassport } = await services.keepPortrait({ ...input, jpeg: encoded, sha256, actorId });
      return { personId: id, takenAt, onPassport: onPassport !== null };
    },
    open: async (asker, personId) => {
      await cover(asker, 'candidates.read', personId);
      const { jpeg = null } = (await store.read.portraits.get(personId)) ?? {};
      if (jpeg === null) throw noSuch('photo');
      return new Uint8Array(Buffer.from(jpeg, 'base64'));
    },
  };
}
