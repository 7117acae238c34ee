import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { randomIds, systemClock } from '../../shared/index.js';
import { createApi, WHO, type Api } from './api/client.js';
import type { Me } from './api/me.js';
import { asProblem } from './api/problem.js';
import { createReadCopies } from './local/copies.js';
import type { LocalDatabase } from './local/database.js';
import { createOutbox, type Outbox } from './local/outbox.js';
import { browserTabs } from './local/tabs.js';
import { createTyped, tabName, type Typed } from './local/typed.js';
import { arrived, withTyped } from './sign-in/arrived.js';
import { useStepUp, type StepUp } from './sign-in/use-step-up.js';
import { takeFragment, type Fragment, type SentBack } from './router.js';

type Who = 'unknown' | 'nobody' | Me;

export interface DeskSession {
  readonly api: Api;
  /** Null: nobody, or not known yet. */
  readonly me: Me | null;
  readonly isKnown: boolean;
  /** The session ended while somebody worked: the screen behind keeps what was typed. */
  readonly isLost: boolean;
  /** Minutes between the clock of this device and that of the service; 0 as long as it does not matter. */
  readonly clockOff: number;
  readonly outbox: Outbox | null;
  readonly stepUp: StepUp;
  readonly typed: Typed;
  /** Before the page is left for the sign-in service: what stands in its forms goes along. */
  readonly keepTyped: () => Promise<void>;
  readonly setMe: (me: Me) => void;
  /** Finds out who works here, as at the start. */
  readonly look: () => Promise<void>;
  readonly entered: () => Promise<void>;
  /** Reads who is signed in now, in whatever tab; false when nobody says. */
  readonly whoIsThere: () => Promise<boolean>;
  readonly signOut: () => Promise<void>;
}

const isMe = (who: Who): who is Me => typeof who !== 'string';

/** A record that is signed with a clock further off would be flagged (R21); small differences come from the network. */
const CLOCK_MAY_DIFFER_MINUTES = 5;

function minutesOff(time: Date): number {
  const minutes = Math.round(Math.abs(systemClock.now().getTime() - time.getTime()) / 60_000);
  return minutes < CLOCK_MAY_DIFFER_MINUTES ? 0 : minutes;
}

/** How often what waits is tried again while the page is open. */
const SEND_EVERY_MS = 20_000;

/** Who works at this desk, from sign-in to sign-out, with what waits on the device for this person. */
export function useSession(database: Promise<LocalDatabase>, isJoining: boolean): DeskSession {
  const [who, setWho] = useState<Who>('unknown');
  const [isLost, setIsLost] = useState(false);
  const [clockOff, setClockOff] = useState(0);
  const stepUp = useStepUp();
  const account = useRef<string | null>(null);
  account.current = isMe(who) ? who.id : null;
  const api = useMemo(
    () =>
      createApi({
        fetch: (input, init) => fetch(input, init),
        accountId: () => account.current,
        onStepUp: stepUp.ask,
        onSignedOut: () => {
          stepUp.settle(false);
          setIsLost(true);
          setWho((now) => (isMe(now) ? now : 'nobody'));
        },
        copies: createReadCopies(database),
        onServerTime: (time) => setClockOff(minutesOff(time)),
      }),
    [],
  );
  const typed = useMemo(() => createTyped({ database, clock: systemClock, tab: tabName(randomIds.uuid) }), []);
  const readMe = async (): Promise<void> => {
    try {
      setWho(await arrived({ api, database, typed }));
      setIsLost(false);
    } catch (error) {
      if (asProblem(error).code !== 'D10') setWho('nobody');
    }
  };
  useEffect(() => void (!isJoining && readMe()), []);
  const me = isMe(who) ? who : null;
  const keepTyped = async (): Promise<void> => {
    if (me !== null) await typed.keep({ accountId: me.id, organizationId: me.organizationId });
  };
  const tabs = useMemo(browserTabs, []);
  const outbox = useMemo(
    () => (me === null ? null : createOutbox({ database, api, clock: systemClock, accountId: me.id, tabs })),
    [me?.id],
  );
  useSending(outbox);
  return {
    ...{ api, me, isLost, clockOff, outbox, stepUp, typed, keepTyped },
    isKnown: who !== 'unknown',
    setMe: setWho,
    look: readMe,
    entered: async () => {
      const kept = await database;
      // Not a copy of who was here: somebody else may have worked here before, whose copies are not for these eyes.
      await kept.remove('kept', WHO);
      const found = await api.get<Me>(WHO).catch(() => null);
      if (found !== null) await withTyped(found, { api, typed });
      if (me === null || found?.id !== me.id) await kept.clear('kept');
      await readMe();
    },
    whoIsThere: async () => {
      const found = await api.get<Me>(WHO).catch(() => null);
      if (found !== null) setWho(found);
      return found !== null;
    },
    signOut: async () => {
      await api.post('/api/staff/sign-out').catch(() => undefined);
      typed.forget();
      await (await database).clear('kept');
      setWho('nobody');
      setIsLost(false);
    },
  };
}

function useSending(outbox: Outbox | null): void {
  useEffect(() => {
    if (outbox === null) return;
    const send = (): void => void outbox.send();
    send();
    const timer = setInterval(send, SEND_EVERY_MS);
    addEventListener('online', send);
    return () => {
      clearInterval(timer);
      removeEventListener('online', send);
      outbox.close();
    };
  }, [outbox]);
}

/** The link somebody came with, also when it was opened while the desk was open: then only the fragment changes. */
export function useFragment(given: Fragment | SentBack | null) {
  const [sentBack, setSentBack] = useState(given?.kind === 'sent-back' ? given.code : null);
  const [fragment, setFragment] = useState(given?.kind === 'sent-back' ? null : given);
  const [isJoining, setIsJoining] = useState(fragment !== null);
  const [opened, setOpened] = useState(0);
  useEffect(() => {
    const look = (): void => {
      const next = takeFragment();
      if (next === null || next.kind === 'sent-back') return;
      setFragment(next);
      setOpened((count) => count + 1);
      setIsJoining(true);
    };
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);
  /** A link that was opened is done with: the next one is typed. */
  const leaveLink = (): void => {
    setFragment(null);
    setSentBack(null);
    setIsJoining(false);
  };
  return { fragment, opened, isJoining, sentBack, typeKey: () => setIsJoining(true), leaveLink };
}
