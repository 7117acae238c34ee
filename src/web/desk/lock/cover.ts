import { useEffect, useRef } from 'preact/hooks';

/**
 * While the desk is covered its open questions step back: an open modal dialog would keep everything else, also the
 * sign-in, from being used. They stand again, as they were, when the cover is taken off, and so does the title of the
 * window, which the sign-in replaced: it may hold a name.
 */
export function useCover(isCovered: boolean): void {
  const title = useRef('');
  const wasCovered = useRef(false);
  // While it is drawn, before the sign-in names the window.
  if (isCovered && !wasCovered.current) title.current = document.title;
  wasCovered.current = isCovered;
  useEffect(() => {
    if (!isCovered) return;
    const open = [...document.querySelectorAll<HTMLDialogElement>('.desk-frame dialog[open]')];
    for (const dialog of open) dialog.close();
    return () => {
      document.title = title.current;
      for (const dialog of open) if (dialog.isConnected && !dialog.open) dialog.showModal();
    };
  }, [isCovered]);
}
