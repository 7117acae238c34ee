import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

interface LaterProps<P extends object> {
  /** The same function at every drawing: it is called once. */
  readonly load: () => Promise<ComponentType<P>>;
  readonly props: P;
}

/** A part of the page that is fetched when it is first shown, so that the check itself stays small. */
export function Later<P extends object>({ load, props }: LaterProps<P>) {
  const [Part, setPart] = useState<ComponentType<P> | null>(null);
  useEffect(() => {
    let current = true;
    void load().then(
      (found) => current && setPart(() => found),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [load]);
  return Part === null ? null : <Part {...props} />;
}
