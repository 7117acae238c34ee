import { useState } from 'preact/hooks';
import { DeskContextValue } from './context.js';
import { DeskFrame, PlainFrame } from './frame.js';
import type { LocalDatabase } from './local/database.js';
import { usePlace, type Fragment } from './router.js';
import { ScreenAt } from './screen-at.js';
import { ConfirmItIsYou } from './sign-in/confirm.js';
import { Join } from './sign-in/join.js';
import { SignIn } from './sign-in/sign-in.js';
import { useDeskLanguage } from './use-desk-language.js';
import { useFragment, useSession } from './use-session.js';

interface DeskProps {
  readonly fragment: Fragment | null;
  readonly database: Promise<LocalDatabase>;
}

/** The desk: who is signed in decides what is shown. A session that ends leaves the address, so work goes on there. */
export function Desk({ fragment: given, database }: DeskProps) {
  const { language, say, choose } = useDeskLanguage();
  const { path } = usePlace();
  const { fragment, isJoining, setIsJoining } = useFragment(given);
  const { api, me, isKnown, isLost, outbox, stepUp, setMe, entered, signOut } = useSession(database, isJoining);
  const [spoken, announce] = useState('');
  const plain = { say, language, onChoose: choose };
  const onEntered = async (): Promise<void> => {
    setIsJoining(false);
    await entered();
  };
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
        <Join key={fragment?.first} {...{ api, say, fragment, onEntered }} onLeave={() => setIsJoining(false)} />
      </PlainFrame>
    );
  if (!isKnown) return <PlainFrame {...plain}>{status}</PlainFrame>;
  const isAgain = me !== null || path !== '/desk';
  const signIn = (
    <PlainFrame {...plain}>
      {status}
      <SignIn {...{ api, say, isAgain, onEntered }} onLink={() => setIsJoining(true)} />
    </PlainFrame>
  );
  if (me === null || outbox === null) return signIn;
  return (
    <>
      {isLost && signIn}
      {stepUp.isAsking && <ConfirmItIsYou {...{ api, say, me }} onAnswer={stepUp.settle} />}
      <div hidden={isLost} class="desk-frame" key={me.id}>
        <DeskContextValue.Provider value={{ api, me, say, language, outbox, announce }}>
          <DeskFrame {...plain} onSignOut={() => void signOut()} onOrganization={setMe}>
            {!isLost && status}
            <ScreenAt key={me.organizationId} />
          </DeskFrame>
        </DeskContextValue.Provider>
      </div>
    </>
  );
}
