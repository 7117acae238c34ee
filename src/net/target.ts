/** A host and port the operator lets through although the rules refuse it: its own name, a test server. */
export interface AllowedHost {
  readonly host: string;
  readonly port: number;
}

export type Target =
  | { readonly ok: true; readonly url: URL; readonly isAllowed: boolean }
  | { readonly ok: false; readonly code: 'bad-url' | 'refused-address' };

const MAX_URL_LENGTH = 2_048;
/** Plain ASCII, no userinfo, no percent signs or brackets before the path: one way to write a host. */
const PLAIN = /^https:\/\/([a-z0-9.-]+)(?::(\d{1,5}))?(?:[/?#][!-~]*)?$/i;
const DNS_NAME = /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+(?=[a-z])[a-z0-9-]{0,62}[a-z0-9]$/;

/** Names that lead inside, and public DNS services that answer with whatever address is written in the name. */
const REFUSED_SUFFIXES = [
  'localhost',
  'local',
  'localdomain',
  'internal',
  'intranet',
  'corp',
  'home',
  'lan',
  'private',
  'home.arpa',
  'arpa',
  'onion',
  'invalid',
  'nip.io',
  'sslip.io',
  'xip.io',
  'traefik.me',
  'localtest.me',
  'lvh.me',
  'vcap.me',
  'lacolhost.com',
  'rbndr.us',
];

/**
 * Judges a URL before anything is resolved: https, port 443, a DNS name in plain spelling. The parser of `URL` turns
 * 127.1, 0x7f000001 or full-width digits into dotted form, so its host must equal the one that was written.
 */
export function judgeTarget(text: string, allowed: readonly AllowedHost[]): Target {
  if (text.length > MAX_URL_LENGTH || text.includes('\\')) return { ok: false, code: 'bad-url' };
  const written = PLAIN.exec(text);
  if (written === null || !URL.canParse(text)) return { ok: false, code: 'bad-url' };
  const url = new URL(text);
  const host = written[1]?.toLowerCase() ?? '';
  const port = Number(url.port || 443);
  if (allowed.some((entry) => entry.host === host && entry.port === port) && url.hostname === host) {
    return { ok: true, url, isAllowed: true };
  }
  const isName = url.hostname === host && DNS_NAME.test(host);
  const isRefused = REFUSED_SUFFIXES.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
  if (!isName || isRefused || port !== 443) return { ok: false, code: 'refused-address' };
  return { ok: true, url, isAllowed: false };
}
