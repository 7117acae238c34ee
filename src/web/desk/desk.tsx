import { useEffect, useMemo, useState } from 'preact/hooks';
import { systemClock } from '../../shared/index.js';
import { createApi } from './api/client.js';
import type { Me } from './api/me.js';
import { asProblem } from './api/problem.js';
import { DeskContextValue } from './context.js';
import { DeskFrame, PlainFrame } from './frame.js';
import { createReadCopies } from './local/copies.js';
import type { LocalDatabase } from './local/database.js';
import { createOutbox } from './local/outbox.js';
import { takeFragment, usePlace, type Fragment } from './router.js';
import { ScreenAt } from './screen-at.js';
import { Join } from './sign-in/join.js';
import { SignIn } from './sign-in/sign-in.js';
import { useDeskLanguage } from './use-desk-language.js';

interface DeskProps {
  readonly fragment: Fragment | null;
  readonly database: Promise<LocalDatabase>;
}

type Who = 'unknown' | 'nobody' | Me;

/** A session that ended while somebody worked: the screen behind keeps what was typed. */
const lost = (who: Who): who is 'unknown' | 'nobody' => typeof who === 'string';

/** How often what waits is tried again while the page is open. */
const SEND_EVERY_MS = 20_000;

/** The desk: who is signed in decides what is shown. A session that ends leaves the address, so work goes on there. */
export function Desk({ fragment: given, database }: DeskProps) {
  const { language, say, choose } = useDeskLanguage();
  const { path } = usePlace();
  const [who, setWho] = useState<Who>('unknown');
  const [isLost, setIsLost] = useState(false);
  const [isJoining, setIsJoining] = useState(given !== null);
  const [fragment, setFragment] = useState(given);
  const [spoken, announce] = useState('');
  const api = useMemo(
    () =>
      createApi({
        fetch: (input, init) => fetch(input, init),
        onSignedOut: () => {
          setIsLost(true);
          setWho((now) => (lost(now) ? 'nobody' : now));
        },
        copies: createReadCopies(database),
      }),
    [],
  );
  const readMe = async (): Promise<void> => {
    try {
      setWho(await api.get<Me>('/api/staff/me'));
      setIsLost(false);
    } catch (error) {
      if (asProblem(error).code !== 'D10') setWho('nobody');
    }
  };
  useEffect(() => void (given === null && readMe()), []);
  useEffect(() => {
    // A link opened while the desk is open changes the fragment only.
    const look = (): void => {
      const next = takeFragment();
      if (next === null) return;
      setFragment(next);
      setIsJoining(true);
    };
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);

  const me = lost(who) ? null : who;
  const outbox = useMemo(
    () => (me === null ? null : createOutbox({ database, api, clock: systemClock, accountId: me.id })),
    [me?.id],
  );
  useEffect(() => {
    if (outbox === null) return;
    const send = (): void => void outbox.send();
    send();
    const timer = setInterval(send, SEND_EVERY_MS);
    addEventListener('online', send);
    return () => {
      clearInterval(timer);
      removeEventListener('online', send);
    };
  }, [outbox]);

  const entered = async (): Promise<void> => {
    setIsJoining(false);
    await readMe();
  };
  const signOut = async (): Promise<void> => {
    await api.post('/api/staff/sign-out').catch(() => undefined);
    await (await database).clear('kept');
    setWho('nobody');
    setIsLost(false);
  };
  const plain = { say, language, onChoose: choose };
  const status = (
    // Always in the document, or readers would not hear the first text put into it.
    <p class="visually-hidden" role="status">
      {spoken}
    </p>
  );
  if (isJoining)
    return (
      <PlainFrame {...plain}>
        {status}
        <Join
          key={fragment?.first}
          {...{ api, say, fragment }}
          onEntered={entered}
          onLeave={() => setIsJoining(false)}
        />
      </PlainFrame>
    );
  if (who === 'unknown') return <PlainFrame {...plain}>{status}</PlainFrame>;
  const signIn = (
    <PlainFrame {...plain}>
      {status}
      <SignIn
        {...{ api, say }}
        isAgain={me !== null || path !== '/desk'}
        onEntered={entered}
        onLink={() => setIsJoining(true)}
      />
    </PlainFrame>
  );
  if (me === null || outbox === null) return signIn;
  return (
    <>
      {isLost && signIn}
      <div hidden={isLost} class="desk-frame" key={me.id}>
        <DeskContextValue.Provider value={{ api, me, say, language, outbox, announce }}>
          <DeskFrame {...plain} onSignOut={() => void signOut()} onOrganization={setWho}>
            {!isLost && status}
            <ScreenAt key={me.organizationId} />
          </DeskFrame>
        </DeskContextValue.Provider>
      </div>
    </>
  );
}
