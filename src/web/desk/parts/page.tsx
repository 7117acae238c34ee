import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { DeskContextValue } from '../context.js';
import { Link } from './button.js';
import { Notice } from './notice.js';
import { Registered } from '../../parts/registered.js';

interface PageProps {
  /** The one heading; also the title of the window. */
  readonly title: string;
  readonly above?: ComponentChildren;
  readonly children: ComponentChildren;
  readonly isWide?: boolean;
  /** The heading is a name of the register, in English. */
  readonly isRegistered?: boolean;
}

/** A screen: its heading takes the focus when the screen opens, so that readers and keyboards start there. */
export function Page({ title, above, children, isWide, isRegistered }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  useEffect(() => {
    document.title = `${title} - Skills Passport`;
  }, [title]);
  return (
    <main id="main" tabIndex={-1} class={isWide === true ? 'wide-page' : undefined}>
      {above}
      <h1 tabIndex={-1} ref={heading}>
        {isRegistered === true ? <Registered>{title}</Registered> : title}
      </h1>
      <Restored />
      {children}
    </main>
  );
}

/** Somebody came back from the sign-in service of the organisation: what they typed stands here again. */
function Restored() {
  // Null before somebody is signed in.
  const desk = useContext(DeskContextValue);
  if (desk?.restoredAt !== location.pathname) return null;
  return <Notice>{desk.say('typed.back')}</Notice>;
}

/** The way back to the list that a screen belongs to; stands above its heading. */
export const Above = ({ to, children }: { readonly to: string; readonly children: ComponentChildren }) => (
  <p class="above">
    <Link to={to}>{children}</Link>
  </p>
);
