import { useMemo, useState } from 'preact/hooks';

export interface StepUp {
  /** Somebody is being asked now. */
  readonly isAsking: boolean;
  /** Asks once for all that wait for it; true when the person has shown who they are. */
  readonly ask: () => Promise<boolean>;
  readonly settle: (isShown: boolean) => void;
}

/** The question "is it still you", open at most once. */
export function useStepUp(): StepUp {
  const [isAsking, setIsAsking] = useState(false);
  const question = useMemo(() => {
    let open: { readonly answer: Promise<boolean>; readonly settle: (isShown: boolean) => void } | null = null;
    const begin = (): NonNullable<typeof open> => {
      let settle: (isShown: boolean) => void = () => undefined;
      const answer = new Promise<boolean>((resolve) => {
        settle = resolve;
      });
      setIsAsking(true);
      return { answer, settle };
    };
    return {
      ask: (): Promise<boolean> => {
        open ??= begin();
        return open.answer;
      },
      settle: (isShown: boolean): void => {
        open?.settle(isShown);
        open = null;
        setIsAsking(false);
      },
    };
  }, []);
  return { isAsking, ...question };
}
