import { useEffect, useState } from 'preact/hooks';
import { asProblem, type DeskProblem } from './api/problem.js';

export type Loaded<T> =
  | { readonly kind: 'loading'; readonly again: () => void }
  | { readonly kind: 'problem'; readonly problem: DeskProblem; readonly again: () => void }
  | { readonly kind: 'ready'; readonly value: T; readonly again: () => void };

type Outcome<T> = { readonly of: string; readonly value: T } | { readonly of: string; readonly problem: DeskProblem };

/** Reads something once per `key`. While it is read again, what was read before stays on the screen. */
export function useLoad<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [round, setRound] = useState(0);
  const [outcome, setOutcome] = useState<Outcome<T> | null>(null);
  useEffect(() => {
    let isCurrent = true;
    load().then(
      (value) => isCurrent && setOutcome({ of: key, value }),
      (error: unknown) => isCurrent && setOutcome({ of: key, problem: asProblem(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [key, round]);
  const again = (): void => setRound((value) => value + 1);
  if (outcome === null || outcome.of !== key) return { kind: 'loading', again };
  return 'problem' in outcome
    ? { kind: 'problem', problem: outcome.problem, again }
    : { kind: 'ready', value: outcome.value, again };
}

export interface Action {
  readonly isBusy: boolean;
  readonly problem: DeskProblem | null;
  /** Does the work unless it is being done already; true when it succeeded. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
  readonly clear: () => void;
}

/** One thing a person does: busy while it runs, its problem kept until the next try; `first` went wrong before. */
export function useAction(first: () => DeskProblem | null = () => null): Action {
  const [state, setState] = useState<{ isBusy: boolean; problem: DeskProblem | null }>(() => ({
    isBusy: false,
    problem: first(),
  }));
  return {
    ...state,
    clear: () => setState({ isBusy: false, problem: null }),
    run: async (work) => {
      if (state.isBusy) return false;
      setState({ isBusy: true, problem: null });
      try {
        await work();
        setState({ isBusy: false, problem: null });
        return true;
      } catch (error) {
        setState({ isBusy: false, problem: asProblem(error) });
        return false;
      }
    },
  };
}
