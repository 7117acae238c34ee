import { isObject } from '../../shared/index.js';
import type { Say } from '../locales/strings.js';
import type { Problem } from '../views/landing.js';

/** What the server answers to a right code and birth year. */
export interface Opened {
  readonly credential: unknown;
  readonly sp1Url: string;
  readonly qrSvg: string;
}

export type Layout = 'card' | 'a4';
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** The birth year travels in the body of the request: never in an address, where it would be kept. */
export async function openPassport(code: string, birthYear: string, say: Say): Promise<Answer<Opened>> {
  const answer = await post(`/api/passports/by-code/${code}`, { birthYear }, say);
  if (!answer.ok) return answer;
  const opened = openedFrom(await answer.value.json().catch(() => null));
  return opened === null
    ? { ok: false, problem: { code: 'E32', message: say('service'), whatToDo: '' } }
    : { ok: true, value: opened };
}

interface Print {
  readonly code: string;
  readonly birthYear: string;
  readonly layout: Layout;
}

export async function printPassport({ code, birthYear, layout }: Print, say: Say): Promise<Answer<Blob>> {
  const answer = await post(`/api/passports/by-code/${code}/print/${layout}`, { birthYear }, say);
  return answer.ok ? { ok: true, value: await answer.value.blob() } : answer;
}

async function post(path: string, body: unknown, say: Say): Promise<Answer<Response>> {
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
  if (response.ok) return { ok: true, value: response };
  if (response.status === 429) return { ok: false, problem: { code: 'E33', message: say('many.tries'), whatToDo: '' } };
  const problem: unknown = await response.json().catch(() => null);
  const text = (name: string): string | null => {
    const value = isObject(problem) ? problem[name] : undefined;
    return typeof value === 'string' ? value : null;
  };
  const message = text('title') ?? say('service');
  return { ok: false, problem: { code: text('code') ?? 'E32', message, whatToDo: text('whatToDo') ?? '' } };
}

function openedFrom(value: unknown): Opened | null {
  if (!isObject(value)) return null;
  const { credential, sp1Url, qrSvg } = value;
  return typeof sp1Url === 'string' && typeof qrSvg === 'string' ? { credential, sp1Url, qrSvg } : null;
}
