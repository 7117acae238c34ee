import type { Api } from '../api/client.js';
import type { LinkKey } from './passkey.js';

const PLACE = 'place-before-provider';

interface Leaving {
  /** The link somebody came with. */
  readonly key?: LinkKey;
  /** Writes down what stands in the forms of the page. */
  readonly keep?: () => Promise<void>;
}

/** Leaves for the sign-in service of the organisation, and notes where the person was. @throws DeskProblem */
export async function leaveForProvider(api: Api, { key, keep }: Leaving): Promise<void> {
  const { url } = await api.post<{ url: string }>('/api/staff/oidc/start', key === undefined ? {} : { key });
  await keep?.();
  try {
    sessionStorage.setItem(PLACE, location.pathname + location.search);
  } catch {
    // Storage may be switched off; the person comes back to the first screen.
  }
  location.assign(url);
}

/** Back from there: the address of the screen that was left, for whoever comes to the door of the desk. */
export function returnFromProvider(): void {
  try {
    const place = sessionStorage.getItem(PLACE);
    sessionStorage.removeItem(PLACE);
    if (location.pathname === '/desk' && place?.startsWith('/desk/')) history.replaceState(null, '', place);
  } catch {
    return;
  }
}
