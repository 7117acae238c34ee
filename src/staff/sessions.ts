import { ServiceError } from '../shared/index.js';
import { audit, instant, newRow, type StaffDeps } from './context.js';
import type { StaffStore } from './ports.js';
import { noSuch, signInAgain, signInTooOld, stepUpNeeded } from './refusals.js';
import { secretHash, sessionSecret } from './secrets.js';
import type { StaffAccount, StaffSession } from './types.js';

/** A session ends after a quarter of an hour without a request, and after a working day in any case. */
const IDLE_MS = 15 * 60_000;
export const ABSOLUTE_MS = 12 * 3_600_000;
/** Seen again within a minute is not written again. */
const TOUCH_MS = 60_000;
/** Rows removed in one statement. */
const FORGET = 1_000;

/** Acts that matter most need a passkey used this recently, in milliseconds. */
const STEP_UP_MS = 5 * 60_000;

/** @throws ServiceError `step-up` (403) */
export function requireStepUp(
  { assertedAt }: Pick<StaffSession, 'assertedAt'>,
  { clock }: Pick<StaffDeps, 'clock'>,
): void {
  if (assertedAt === null || clock.now().getTime() - Date.parse(assertedAt) > STEP_UP_MS) throw stepUpNeeded();
}

/**
 * A first passkey is made only by who has just signed in at the provider: a desk left open is not enough to own the
 * account for good.
 * @throws ServiceError `sign-in-old` (403)
 */
export function requireRecentSignIn(
  { provenAt }: Pick<StaffSession, 'provenAt'>,
  { clock }: Pick<StaffDeps, 'clock'>,
): void {
  if (provenAt === null || clock.now().getTime() - Date.parse(provenAt) > STEP_UP_MS) throw signInTooOld();
}

export interface SignedIn {
  readonly account: StaffAccount;
  readonly session: StaffSession;
}

export interface SessionCommands {
  /** Opens a session inside the transaction at hand; the token is given out once and only its hash is kept. */
  open(
    store: StaffStore,
    account: StaffAccount,
    method: StaffSession['method'],
    /** The provider has just asked who it is. */
    isProven?: boolean,
  ): Promise<{ readonly token: string; readonly session: StaffSession }>;
  /** Who carries this token. @throws ServiceError `D10` (401) when unknown, idle, over, or the account is disabled */
  recognise(token: string | null): Promise<SignedIn>;
  end(session: StaffSession): Promise<void>;
  /** Removes sessions that began more than so many days ago. Returns how many. */
  forget(days: number): Promise<number>;
  /** @throws `step-up` (403) when no passkey was used in the last minutes */
  requireStepUp(session: StaffSession): void;
  /** A passkey was just used in this session. */
  assert(store: StaffStore, session: StaffSession): Promise<StaffSession>;
  /** Works for another organisation from now on. @throws `not-found` when the account has no role there */
  workFor(signedIn: SignedIn, organizationId: string): Promise<StaffSession>;
}

export function createSessions(deps: StaffDeps): SessionCommands {
  const { store, clock, ids } = deps;

  /** Writes that lose a race are dropped: another request of the same session has just written the same. */
  async function save(session: StaffSession): Promise<StaffSession> {
    try {
      return await store.read.staffSessions.update(session);
    } catch (error) {
      if (error instanceof ServiceError && error.code === 'stale') return session;
      throw error;
    }
  }

  return {
    open: async (tx, account, method, isProven = false) => {
      const token = sessionSecret(ids);
      const now = instant(deps);
      const session = await tx.staffSessions.insert({
        ...newRow(deps),
        tokenHash: secretHash(token),
        accountId: account.id,
        organizationId: account.roles[0]?.organizationId ?? '',
        method,
        createdAt: now,
        lastSeenAt: now,
        endedAt: null,
        assertedAt: method === 'passkey' ? now : null,
        provenAt: isProven ? now : null,
      });
      await audit(tx, {
        action: 'staff.sign-in',
        actorId: account.id,
        subjectId: account.id,
        facts: { method, session: session.id },
      });
      return { token, session };
    },
    recognise: async (token) => {
      if (token === null || token.length > 100) throw signInAgain();
      const [session] = await store.read.staffSessions.find({ tokenHash: secretHash(token) });
      const now = clock.now().getTime();
      if (!session || session.endedAt !== null || isOver(session, now)) throw signInAgain();
      const account = await store.read.staffAccounts.get(session.accountId);
      if (account === null || account.state !== 'active') throw signInAgain();
      const seen =
        now - Date.parse(session.lastSeenAt) < TOUCH_MS
          ? session
          : await save({ ...session, lastSeenAt: instant(deps) });
      return { account, session: seen };
    },
    forget: async (days) => {
      let forgotten = 0;
      for (;;) {
        const before = instant(deps, -days * 86_400_000);
        const removed = await store.read.staffSessions.purge({ field: 'createdAt', before, limit: FORGET });
        forgotten += removed;
        if (removed < FORGET) return forgotten;
      }
    },
    requireStepUp: (session) => requireStepUp(session, deps),
    assert: (tx, session) => tx.staffSessions.update({ ...session, assertedAt: instant(deps) }),
    end: async (session) => {
      await endSession(store.read, session, deps);
      const { accountId, id } = session;
      await audit(store.read, {
        action: 'staff.sign-out',
        actorId: accountId,
        subjectId: accountId,
        facts: { session: id },
      });
    },
    workFor: (signedIn, organizationId) => workFor(signedIn, organizationId, deps),
  };
}

async function workFor({ account, session }: SignedIn, organizationId: string, deps: StaffDeps): Promise<StaffSession> {
  if (!account.roles.some((grant) => grant.organizationId === organizationId)) throw noSuch('organisation');
  if (session.organizationId === organizationId) return session;
  return deps.store.transaction(async (tx) => {
    // Read anew: another request of the same session may have been seen meanwhile.
    const now = await tx.staffSessions.get(session.id);
    if (now === null || now.endedAt !== null) throw signInAgain();
    const facts = { session: session.id, organization: organizationId };
    await audit(tx, { action: 'staff.work-for', actorId: account.id, subjectId: account.id, facts });
    return tx.staffSessions.update({ ...now, organizationId });
  });
}

const isOver = (session: StaffSession, now: number): boolean =>
  now - Date.parse(session.lastSeenAt) >= IDLE_MS || now - Date.parse(session.createdAt) >= ABSOLUTE_MS;

/** Ends it for good, even when it was touched at the same moment. */
async function endSession(
  store: Pick<StaffStore, 'staffSessions'>,
  session: StaffSession,
  deps: StaffDeps,
): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const current = await store.staffSessions.get(session.id);
    if (current === null || current.endedAt !== null) return;
    try {
      await store.staffSessions.update({ ...current, endedAt: instant(deps) });
      return;
    } catch (error) {
      if (!(error instanceof ServiceError) || error.code !== 'stale') throw error;
    }
  }
  throw signInAgain();
}

/** Ends every session of an account, in the transaction at hand. */
export async function endSessionsOf(
  store: StaffStore,
  accountId: string,
  deps: Pick<StaffDeps, 'clock'>,
): Promise<void> {
  for (const session of await store.staffSessions.find({ accountId, endedAt: null }))
    await store.staffSessions.update({ ...session, endedAt: instant(deps) });
}
