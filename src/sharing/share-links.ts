import { isoSeconds, ServiceError } from '../shared/index.js';
import { HOLDER, type SharingDeps, type SharingStore } from './ports.js';
import {
  badRequest,
  linkEnded,
  linkStopped,
  locked,
  noSuchLink,
  pinNeeded,
  tooManyLinks,
  wrongPin,
} from './refusals.js';
import { isPin, isSecret, newSalt, newSecret, pinFits, pinHash, secretHash } from './secrets.js';
import { shareDays, shareScopes, type ShareLink, type ShareView } from './types.js';

const PIN_TRIES = 5;
export const PIN_LOCK_MS = 3_600_000;
const DAY_MS = 86_400_000;
const MOST_OPEN = 20;

export interface ShareRequest {
  /** Of the credential whose holder asks; the caller has made sure of that. */
  readonly credentialId: string;
  readonly scope: unknown;
  readonly days: unknown;
  /** Six digits, or left out. */
  readonly pin?: unknown;
}

export interface ShareLinks {
  /** The secret is answered once and stored nowhere. @throws E18, W16 */
  make(request: ShareRequest): Promise<{ readonly secret: string; readonly link: ShareView }>;
  list(credentialId: string): Promise<readonly ShareView[]>;
  /** @throws `not-found` for a link of somebody else */
  stop(credentialId: string, linkId: string): Promise<ShareView>;
  /** The link behind a secret, after its PIN. @throws W13, W14, W15, W11, W12 */
  open(secret: unknown, pin: unknown): Promise<ShareLink>;
}

export function createShareLinks(deps: SharingDeps): ShareLinks {
  const { store, clock } = deps;
  const now = (): Date => clock.now();
  return {
    make: async (request) => {
      const { secret, link } = await newLink(request, deps);
      return store.transaction(async (tx) => {
        const made = await tx.shareLinks.insert(link);
        await audit(tx, 'make', made);
        return { secret, link: viewOf(made, now()) };
      });
    },
    list: async (credentialId) =>
      (await store.read.shareLinks.find({ credentialId }, { limit: 100, orderBy: '-createdAt' })).map((link) =>
        viewOf(link, now()),
      ),
    stop: (credentialId, linkId) =>
      again(() =>
        store.transaction(async (tx) => {
          const link = await tx.shareLinks.get(linkId);
          if (link === null || link.credentialId !== credentialId) throw noSuchLink();
          if (link.state === 'stopped') return viewOf(link, now());
          await audit(tx, 'stop', link);
          return viewOf(await tx.shareLinks.update({ ...link, state: 'stopped' }), now());
        }),
      ),
    open: async (secret, pin) => {
      if (!isSecret(secret)) throw linkStopped();
      const [link] = await store.read.shareLinks.find({ secretHash: secretHash(secret) });
      if (link === undefined || link.state !== 'open') throw linkStopped();
      if (hasEnded(link, now())) throw linkEnded(link.endsAt);
      if (link.pinHash === null || link.pinSalt === null) return counted(link.id, deps);
      if (pin === undefined) throw pinNeeded();
      const spent = await again(() => spendTry(link.id, deps));
      if (isPin(pin) && (await pinFits(pin, link.pinSalt, link.pinHash))) return counted(link.id, deps);
      throw spent.lockedUntil === null ? wrongPin(spent.triesLeft) : locked(spent.lockedUntil);
    },
  };
}

const audit = (tx: SharingStore, event: 'make' | 'stop', { id, scope }: ShareLink): Promise<void> =>
  tx.audit.append({
    ...{ action: `share-link.${event}`, actorId: HOLDER, subjectType: 'share-link', subjectId: id },
    facts: { scope },
  });

const hasEnded = ({ endsAt }: ShareLink, now: Date): boolean => now.getTime() >= Date.parse(endsAt);

const viewOf = (link: ShareLink, now: Date): ShareView => ({
  id: link.id,
  scope: link.scope,
  endsAt: link.endsAt,
  hasPin: link.pinHash !== null,
  opened: link.opened,
  state: link.state === 'open' && hasEnded(link, now) ? 'ended' : link.state,
});

async function newLink(
  { credentialId, scope, days, pin }: ShareRequest,
  { store, clock, ids }: SharingDeps,
): Promise<{ readonly secret: string; readonly link: ShareLink }> {
  const known = shareScopes.find((one) => one === scope);
  const lasts = shareDays.find((one) => one === days);
  if (known === undefined || lasts === undefined) {
    const choices = `Send scope (${shareScopes.join(', ')}) and days (${shareDays.join(', ')}).`;
    throw badRequest('This link cannot be made.', choices);
  }
  if (pin !== undefined && !isPin(pin)) throw badRequest('The PIN must be six digits.', 'Choose another PIN.');
  const now = clock.now();
  const open = await store.read.shareLinks.find({ credentialId, state: 'open' });
  if (open.filter((link) => !hasEnded(link, now)).length >= MOST_OPEN) throw tooManyLinks(MOST_OPEN);
  const secret = newSecret(ids);
  const pinSalt = pin === undefined ? null : newSalt(ids);
  const link: ShareLink = {
    id: ids.uuid(),
    version: 1,
    secretHash: secretHash(secret),
    credentialId,
    scope: known,
    createdAt: isoSeconds(now),
    endsAt: isoSeconds(new Date(now.getTime() + lasts * DAY_MS)),
    pinSalt,
    pinHash: pin === undefined || pinSalt === null ? null : await pinHash(pin, pinSalt),
    triesLeft: PIN_TRIES,
    lockedUntil: null,
    opened: 0,
    state: 'open',
  };
  return { secret, link };
}

/** A try is spent before the PIN is looked at, so that guesses side by side do not share one. */
const spendTry = (id: string, { store, clock }: SharingDeps): Promise<ShareLink> =>
  store.transaction(async (tx) => {
    const link = await tx.shareLinks.get(id);
    if (link === null) throw linkStopped();
    const now = clock.now();
    if (link.lockedUntil !== null && now.getTime() < Date.parse(link.lockedUntil)) throw locked(link.lockedUntil);
    const triesLeft = (link.lockedUntil === null ? link.triesLeft : PIN_TRIES) - 1;
    const lockedUntil = triesLeft > 0 ? null : isoSeconds(new Date(now.getTime() + PIN_LOCK_MS));
    return tx.shareLinks.update({ ...link, triesLeft, lockedUntil });
  });

const counted = (id: string, { store }: SharingDeps): Promise<ShareLink> =>
  again(() =>
    store.transaction(async (tx) => {
      const link = await tx.shareLinks.get(id);
      if (link === null || link.state !== 'open') throw linkStopped();
      return tx.shareLinks.update({ ...link, opened: link.opened + 1, triesLeft: PIN_TRIES, lockedUntil: null });
    }),
  );

/** Two openings at once touch the same row: the slower one looks again. */
async function again<R>(work: () => Promise<R>, times = 6): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (times > 1 && error instanceof ServiceError && error.code === 'stale') return again(work, times - 1);
    throw error;
  }
}
