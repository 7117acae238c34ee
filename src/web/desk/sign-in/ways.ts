import { useEffect } from 'preact/hooks';
import type { Api } from '../api/client.js';
import { useLoad, type Loaded } from '../use-load.js';

/** The ways into this desk (`GET /api/staff/ways`). */
export interface Ways {
  readonly oidc: boolean;
  /** Invented people of the demonstration; empty everywhere else. */
  readonly demo: readonly {
    readonly key: string;
    readonly displayName: string;
    readonly roles: readonly string[];
    readonly organization: string | null;
  }[];
}

const AGAIN_AFTER_MS = 10_000;

/** Asked again until it is known: a desk that locked without the network must offer every way once it is back. */
export function useWays(api: Api): Loaded<Ways> {
  const ways = useLoad('ways', () => api.get<Ways>('/api/staff/ways'));
  const problem = ways.kind === 'problem' ? ways.problem : null;
  useEffect(() => {
    if (problem === null) return;
    const timer = setTimeout(ways.again, AGAIN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [problem]);
  return ways;
}
