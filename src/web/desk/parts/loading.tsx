import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useDesk } from '../context.js';
import type { Loaded } from '../use-load.js';
import { Button } from './button.js';
import { ProblemNotice } from './notice.js';

interface LoadingProps<T> {
  readonly of: Loaded<T>;
  readonly children: (value: T) => ComponentChildren;
}

/** What was read, or why it could not be read with a way to try again. A sentence appears only when it takes long. */
export function Loading<T>({ of, children }: LoadingProps<T>) {
  const { say } = useDesk();
  if (of.kind === 'ready') return <>{children(of.value)}</>;
  if (of.kind === 'loading') return <Patience />;
  return (
    <>
      <ProblemNotice problem={of.problem} say={say} />
      <Button onClick={of.again}>{say('again')}</Button>
    </>
  );
}

const WORDS_AFTER_MS = 600;
const SLOW_AFTER_MS = 4_000;

export function Patience() {
  const { say } = useDesk();
  const [stage, setStage] = useState(0);
  useEffect(() => {
    const timers = [WORDS_AFTER_MS, SLOW_AFTER_MS].map((ms, index) => setTimeout(() => setStage(index + 1), ms));
    return () => timers.forEach(clearTimeout);
  }, []);
  return (
    <p class="patience" role="status">
      {stage === 1 && say('loading')}
      {stage === 2 && say('loading.slow')}
    </p>
  );
}
