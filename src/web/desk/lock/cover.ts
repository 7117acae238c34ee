import { useEffect } from 'preact/hooks';

/**
 * While the desk is covered its open questions step back: an open modal dialog would keep everything else, also the
 * sign-in, from being used. They stand again, as they were, when the cover is taken off.
 */
export function useCover(isCovered: boolean): void {
  useEffect(() => {
    if (!isCovered) return;
    const open = [...document.querySelectorAll<HTMLDialogElement>('.desk-frame dialog[open]')];
    for (const dialog of open) dialog.close();
    return () => {
      for (const dialog of open) if (dialog.isConnected && !dialog.open) dialog.showModal();
    };
  }, [isCovered]);
}
