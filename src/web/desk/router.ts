import { useEffect, useState } from 'preact/hooks';

export type Params = Readonly<Record<string, string>>;

const MOVED = 'desk:moved';

/** The values of `:name` parts, or null when the path is another one. Only opaque ids stand in addresses. */
export function matchPath(pattern: string, path: string): Params | null {
  const wanted = pattern.split('/');
  const given = path.replace(/\/$/, '').split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (!part.startsWith(':')) {
      if (part !== value) return null;
    } else if (/^[A-Za-z0-9-]{1,64}$/.test(value)) params[part.slice(1)] = value;
    else return null;
  }
  return params;
}

/** Shows another screen of the desk without loading the page anew. */
export function go(path: string, options: { readonly replace?: boolean } = {}): void {
  if (options.replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  dispatchEvent(new Event(MOVED));
}

/** Path and query of the screen shown. */
export function usePlace(): { readonly path: string; readonly query: URLSearchParams } {
  const [href, setHref] = useState(location.pathname + location.search);
  useEffect(() => {
    const look = (): void => setHref(location.pathname + location.search);
    addEventListener('popstate', look);
    addEventListener(MOVED, look);
    return () => {
      removeEventListener('popstate', look);
      removeEventListener(MOVED, look);
    };
  }, []);
  const [path = '/desk', search = ''] = href.split('?');
  return { path, query: new URLSearchParams(search) };
}

export interface Fragment {
  readonly kind: 'set-up' | 'join' | 'recover';
  readonly first: string;
  readonly second: string;
}

/** Why the sign-in service of the organisation sent somebody back here: a code. */
export interface SentBack {
  readonly kind: 'sent-back';
  readonly code: string;
}

/** Takes the secret of a link out of the address bar at once, before it reaches the history or a screenshot. */
export function takeFragment(): Fragment | SentBack | null {
  const found = /^#(set-up|join|recover)=([A-Za-z0-9_-]{20,64})(?:\.([A-Za-z0-9_-]{20,64}))?$/.exec(location.hash);
  const code = /^#sent-back=([A-Za-z0-9-]{1,40})$/.exec(location.hash)?.[1];
  if (location.hash !== '') history.replaceState(null, '', location.pathname + location.search);
  if (code !== undefined) return { kind: 'sent-back', code };
  const [, kind, first, second = ''] = found ?? [];
  if (first === undefined) return null;
  return { kind: kind as Fragment['kind'], first, second };
}
