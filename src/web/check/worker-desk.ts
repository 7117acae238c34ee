import { isObject, type JsonObject } from '../../shared/index.js';
import type { Say } from '../locales/strings.js';
import type { Problem } from '../views/landing.js';

/** What the server answers to a right code and birth year. */
export interface Opened {
  readonly credential: JsonObject;
  readonly sp1Url: string;
  readonly qrSvg: string;
  /** JPEG, base64; null when the passport shows none. */
  readonly photo: string | null;
}

/** The forms that wallets ask for, and as which kind of file. */
export type WalletForm = 'vc+jwt' | 'dc+sd-jwt';

export type Layout = 'card' | 'a4' | 'messenger';
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** The birth year travels in the body of the request: never in an address, where it would be kept. */
export async function openPassport(code: string, birthYear: string, say: Say): Promise<Answer<Opened>> {
  const answer = await post(`/api/passports/by-code/${code}`, { birthYear }, say);
  if (!answer.ok) return answer;
  const opened = openedFrom(await answer.value.json().catch(() => null));
  return opened === null ? brokenService(say) : { ok: true, value: opened };
}

/** The printed number and the birth year: what is left when no code can be scanned. */
export async function findPassport(
  number: string,
  birthYear: string,
  say: Say,
): Promise<Answer<Opened & { readonly code: string }>> {
  const answer = await post('/api/passports/look-up', { number, birthYear }, say);
  if (!answer.ok) return answer;
  const body: unknown = await answer.value.json().catch(() => null);
  const opened = openedFrom(body);
  const code = isObject(body) ? body['code'] : null;
  return opened === null || typeof code !== 'string' ? brokenService(say) : { ok: true, value: { ...opened, code } };
}

export const brokenService = (say: Say): { readonly ok: false; readonly problem: Problem } => ({
  ok: false,
  problem: { code: 'E32', message: say('service'), whatToDo: '' },
});

interface Print {
  readonly code: string;
  readonly birthYear: string;
  readonly layout: Layout;
  readonly withPhoto: boolean;
}

export async function printPassport({ code, birthYear, layout, withPhoto }: Print, say: Say): Promise<Answer<Blob>> {
  const answer = await post(`/api/passports/by-code/${code}/print/${layout}`, { birthYear, withPhoto }, say);
  return answer.ok ? { ok: true, value: await answer.value.blob() } : answer;
}

/** The certificate as a file in a form that another app asks for. */
export async function walletFile(
  holder: { readonly code: string; readonly birthYear: string; readonly form: WalletForm },
  say: Say,
): Promise<Answer<Blob>> {
  const { code, ...asked } = holder;
  const answer = await post(`/api/passports/by-code/${code}/credential`, asked, say);
  return answer.ok ? { ok: true, value: await answer.value.blob() } : answer;
}

export async function post(path: string, body: unknown, say: Say): Promise<Answer<Response>> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      cache: 'no-store',
    });
  } catch {
    return { ok: false, problem: { code: 'E30', message: say('net'), whatToDo: '' } };
  }
  return response.ok ? { ok: true, value: response } : { ok: false, problem: await problemOf(response, say) };
}

/** Codes whose words are on this device in the reader's language; the service tells its own in English. */
const known = { W10: 'w10', W11: 'w11', W12: 'w12', W13: 'w13', W14: 'w14', W15: 'w15', W16: 'w16' } as const;

async function problemOf(response: Response, say: Say): Promise<Problem> {
  const problem: unknown = await response.json().catch(() => null);
  const text = (name: string): string | null => {
    const value = isObject(problem) ? problem[name] : undefined;
    return typeof value === 'string' ? value : null;
  };
  const code = text('code') ?? 'E32';
  const title = text('title') ?? say('service');
  if (Object.hasOwn(known, code)) {
    // The only number in these titles is the one that is told: tries left, or an hour.
    const n = /\d+(?::\d\d)?/.exec(title)?.[0] ?? '';
    return { code, message: say(`err.${known[code as keyof typeof known]}`, { n }), whatToDo: '' };
  }
  if (response.status === 429) return { code: 'E33', message: say('many.tries'), whatToDo: '' };
  return { code, message: title, whatToDo: text('whatToDo') ?? '' };
}

function openedFrom(value: unknown): Opened | null {
  if (!isObject(value)) return null;
  const { credential, sp1Url, qrSvg, photo } = value;
  return isObject(credential) && typeof sp1Url === 'string' && typeof qrSvg === 'string'
    ? { credential, sp1Url, qrSvg, photo: pictureIn(photo) }
    : null;
}

/** Base64 and nothing else: it becomes part of a `data:` address of this page. */
export const pictureIn = (value: unknown): string | null =>
  typeof value === 'string' && /^[A-Za-z0-9+/]+=*$/.test(value) ? value : null;
