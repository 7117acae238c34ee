import { isObject, type JsonObject } from '../../shared/index.js';
import type { ShareScope, ShareView, WorkerRequestKind } from '../../sharing/browser.js';
import type { Say } from '../locales/strings.js';
import { brokenService, pictureIn, post, type Answer } from './worker-desk.js';

/** The holder's key: what opened the page. It travels in bodies only. */
export interface Holder {
  readonly code: string;
  readonly birthYear: string;
}

export interface SentRequest {
  readonly kind: WorkerRequestKind;
  readonly receivedAt: string;
  readonly answerBy: string;
  readonly answeredAt: string | null;
}

export interface ShareWish {
  readonly scope: ShareScope;
  readonly days: number;
  readonly pin?: string;
}

const base = ({ code }: Holder): string => `/api/passports/by-code/${code}`;

async function ask<T>(
  path: string,
  { body, say }: { readonly body: object; readonly say: Say },
  read: (value: JsonObject) => T | null,
): Promise<Answer<T>> {
  const answer = await post(path, body, say);
  if (!answer.ok) return answer;
  const value: unknown = await answer.value.json().catch(() => null);
  const found = isObject(value) ? read(value) : null;
  return found === null ? brokenService(say) : { ok: true, value: found };
}

const withYear = ({ birthYear }: Holder, more: object = {}): object => ({ birthYear, ...more });

/** The address with the secret in its fragment; it cannot be asked for a second time. */
export const makeLink = (holder: Holder, wish: ShareWish, say: Say): Promise<Answer<string>> =>
  ask(`${base(holder)}/shares`, { body: withYear(holder, wish), say }, ({ secret }) =>
    typeof secret === 'string' ? `${location.origin}/s#${secret}` : null,
  );

export const listLinks = (holder: Holder, say: Say): Promise<Answer<readonly ShareView[]>> =>
  ask(`${base(holder)}/shares/list`, { body: withYear(holder), say }, ({ links }) =>
    Array.isArray(links) ? (links as unknown as readonly ShareView[]) : null,
  );

export const stopLink = (holder: Holder, id: string, say: Say): Promise<Answer<true>> =>
  ask(`${base(holder)}/shares/${id}/stop`, { body: withYear(holder), say }, () => true);

export const sendRequest = (holder: Holder, kind: WorkerRequestKind, say: Say): Promise<Answer<true>> =>
  ask(`${base(holder)}/requests`, { body: withYear(holder, { kind }), say }, () => true);

export const listRequests = (holder: Holder, say: Say): Promise<Answer<readonly SentRequest[]>> =>
  ask(`${base(holder)}/requests/list`, { body: withYear(holder), say }, ({ requests }) =>
    Array.isArray(requests) ? (requests as unknown as readonly SentRequest[]) : null,
  );

export interface Shared {
  readonly credentials: readonly JsonObject[];
  /** JPEG, base64; null unless the link shows it. */
  readonly photo: string | null;
}

/** What somebody shared. W15 asks for the PIN, W11 counts the tries. */
export const openLink = (secret: string, pin: string | null, say: Say): Promise<Answer<Shared>> =>
  ask('/api/shares/open', { body: pin === null ? { secret } : { secret, pin }, say }, ({ credentials, photo }) =>
    Array.isArray(credentials) ? { credentials: credentials.filter(isObject), photo: pictureIn(photo) } : null,
  );
