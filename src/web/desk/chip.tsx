import { useEffect, useState } from 'preact/hooks';
import { useDesk } from './context.js';
import type { OutboxState } from './local/outbox.js';
import { Link } from './parts/index.js';
import { clockTime } from './words.js';

export function useOutbox(): OutboxState {
  const { outbox } = useDesk();
  const [state, setState] = useState(outbox.state());
  useEffect(() => {
    setState(outbox.state());
    return outbox.subscribe(() => setState(outbox.state()));
  }, [outbox]);
  return state;
}

function useIsOnline(): boolean {
  const [isOnline, setIsOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = (): void => setIsOnline(navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return isOnline;
}

/** Whether the work is safe, always at the same place: saving, saved here, only in this tab, waiting, received. */
export function SaveChip() {
  const { say, language } = useDesk();
  const state = useOutbox();
  const isOnline = useIsOnline();
  const stuck = state.waiting.filter((item) => item.stuck !== null).length;
  const words: string[] = [];
  if (!isOnline) words.push(say('chip.offline'));
  if (state.isWriting) words.push(say('chip.writing'));
  else if (state.unkept > 0) words.push(say('chip.unkept', { n: state.unkept }));
  else if (stuck > 0) words.push(say('chip.stuck', { n: stuck }));
  else if (state.waiting.length > 0) {
    if (state.savedAt !== null) words.push(say('chip.saved', { time: clockTime(state.savedAt, language) }));
    words.push(say('chip.waiting', { n: state.waiting.length }));
  } else if (state.receivedAt !== null)
    words.push(say('chip.received', { time: clockTime(state.receivedAt, language) }));
  else if (isOnline) words.push(say('chip.online'));
  const kind =
    stuck > 0 || state.unkept > 0
      ? 'stuck'
      : state.isWriting || state.waiting.length > 0 || !isOnline || !state.isRead
        ? 'waiting'
        : 'safe';
  return (
    <Link to="/desk/sync" class={`chip ${kind}`}>
      <span class="chip-dot" aria-hidden="true" />
      <span>{words.join(' · ')}</span>
    </Link>
  );
}
