import type { Api } from '../api/client.js';

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

export const waysIn = (api: Api): Promise<Ways> => api.get<Ways>('/api/staff/ways');
