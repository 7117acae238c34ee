import { useState } from 'preact/hooks';
import type { Me } from './api/me.js';
import { DeskContextValue } from './context.js';
import { DeskFrame, PlainFrame } from './frame.js';
import type { LocalDatabase } from './local/database.js';
import { useCover } from './lock/cover.js';
import { SoonLocked } from './lock/soon-locked.js';
import { useIdleLock } from './lock/use-idle-lock.js';
import { usePlace, type Fragment, type SentBack } from './router.js';
import { ScreenAt } from './screen-at.js';
import { ConfirmItIsYou } from './sign-in/confirm.js';
import { Join } from './sign-in/join.js';
import { SignIn } from './sign-in/sign-in.js';
import { useDeskLanguage } from './use-desk-language.js';
import { useFragment, useSession } from './use-session.js';

interface DeskProps {
  readonly fragment: Fragment | SentBack | null;
  readonly database: Promise<LocalDatabase>;
}

/** Tells one session from another on this device. */
const sessionOf = (me: Me | null): string | null => (me === null ? null : `${me.id} ${me.endsAt}`);

/** The desk: who is signed in decides what is shown. A session that ends leaves the address, so work goes on there. */
export function Desk({ fragment: given, database }: DeskProps) {
  const { language, say, choose } = useDeskLanguage();
  const { path } = usePlace();
  const { fragment, opened, isJoining, sentBack, typeKey, leaveLink } = useFragment(given);
  const { api, me, isKnown, isLost, clockOff, outbox, stepUp, ...session } = useSession(database, isJoining);
  const lock = useIdleLock(sessionOf(me), session.whoIsThere);
  const isLocked = me !== null && lock.state === 'locked';
  const isCovered = isLost || isLocked;
  useCover(isCovered);
  const [spoken, announce] = useState('');
  const [restoredAt, setRestoredAt] = useState<string | null>(null);
  const plain = { say, language, onChoose: choose };
  const onEntered = async (): Promise<void> => {
    leaveLink();
    await session.entered();
    lock.unlock();
  };
  const onLeaveLink = (): void => {
    leaveLink();
    // Somebody who came with a link was not looked for yet.
    void session.look();
  };
  const onRestored = (): void => {
    setRestoredAt(location.pathname);
    announce(say('typed.back'));
  };
  const desk = { ...{ api, say, language, announce, restoredAt, onRestored }, typed: session.typed };
  const leave = (): void => void session.signOut().then(lock.unlock);
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
        <Join key={opened} {...{ api, say, fragment, onEntered }} onLeave={onLeaveLink} />
      </PlainFrame>
    );
  if (!isKnown) return <PlainFrame {...plain}>{status}</PlainFrame>;
  const isAgain = me !== null || path !== '/desk';
  const signIn = (
    <PlainFrame {...plain}>
      {status}
      <SignIn
        {...{ api, say, isAgain, sentBack, onEntered }}
        keepTyped={session.keepTyped}
        locked={isLocked ? { by: me, onUnlocked: lock.unlock } : null}
        onLink={typeKey}
      />
    </PlainFrame>
  );
  if (me === null || outbox === null) return signIn;
  return (
    <>
      {isCovered && signIn}
      {!isCovered && lock.state === 'warning' && <SoonLocked say={say} onStay={lock.stay} />}
      {!isCovered && stepUp.isAsking && (
        <ConfirmItIsYou
          {...{ api, say, me }}
          look={session.look}
          keepTyped={session.keepTyped}
          onAnswer={stepUp.settle}
        />
      )}
      <div hidden={isCovered} class="desk-frame" key={me.id}>
        <DeskContextValue.Provider value={{ ...desk, me, outbox }}>
          <DeskFrame {...plain} clockOff={clockOff} onSignOut={leave} onOrganization={session.setMe}>
            {!isCovered && status}
            <ScreenAt key={me.organizationId} />
          </DeskFrame>
        </DeskContextValue.Provider>
      </div>
    </>
  );
}
