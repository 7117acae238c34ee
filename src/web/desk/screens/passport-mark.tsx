import { useDesk } from '../context.js';
import { Mark } from '../parts/index.js';
import { wordOf } from './officer-words.js';

const tones: Readonly<Record<string, string>> = {
  active: 'good',
  blocked: 'caution',
  closed: 'stop',
  refused: 'stop',
  reissued: 'caution',
};
const signs: Readonly<Record<string, string>> = {
  active: '✓',
  blocked: '‖',
  closed: '✕',
  refused: '✕',
  reissued: '⇄',
};

/** How a passport stands, in word and sign. */
export function PassportMark({ state }: { readonly state: string }) {
  const { say } = useDesk();
  return (
    <Mark tone={tones[state]} sign={signs[state]}>
      {wordOf(say, 'pass.state', state)}
    </Mark>
  );
}
