import { createAccounts, type AccountCommands } from './accounts.js';
import type { StaffDeps } from './context.js';
import { createLinks, type LinkCommands } from './links.js';
import { createOidc, type OidcCommands, type OidcProvider } from './oidc.js';
import { createPasskeys, type PasskeyCommands } from './passkeys.js';
import { createSessions, type SessionCommands } from './sessions.js';

export interface StaffServicesParts extends StaffDeps {
  readonly publicUrl: string;
  readonly operator: string;
  readonly oidc: { readonly provider: OidcProvider; readonly redirectUri: string; readonly allowHttp: boolean } | null;
}

export interface StaffServices {
  readonly accounts: AccountCommands;
  readonly links: LinkCommands;
  readonly passkeys: PasskeyCommands;
  readonly sessions: SessionCommands;
  /** Null when no provider is set. */
  readonly oidc: OidcCommands | null;
}

/** People with accounts: joining, signing in, sessions, recovery. */
export function createStaffServices(parts: StaffServicesParts): StaffServices {
  const deps: StaffDeps = { store: parts.store, clock: parts.clock, ids: parts.ids };
  const links = createLinks(deps);
  const sessions = createSessions(deps);
  return {
    accounts: createAccounts(deps),
    links,
    sessions,
    passkeys: createPasskeys({ ...deps, links, sessions, publicUrl: parts.publicUrl, operator: parts.operator }),
    oidc: parts.oidc === null ? null : createOidc({ ...deps, links, sessions, ...parts.oidc }),
  };
}
