import { useDesk } from '../context.js';
import { Notice } from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { clockTime, dayOf } from '../words.js';

interface Jump {
  readonly from: string;
  readonly to: string;
}

/** Whoever releases dates an award: a clock that may be ahead is told before, not after. Nothing is refused for it. */
export function ClockNotice() {
  const { say, api, language } = useDesk();
  const loaded = useLoad('clock-jump', () => api.get<{ readonly jump: Jump | null }>('/api/assessment/clock-jump'));
  const jump = loaded.kind === 'ready' ? loaded.value.jump : null;
  if (jump === null) return null;
  const at = (instant: string): string => `${dayOf(instant, language)}, ${clockTime(instant, language)}`;
  return (
    <Notice kind="caution" title={say('release.clock')}>
      <p>{say('release.clock.text', { from: at(jump.from), to: at(jump.to) })}</p>
    </Notice>
  );
}
