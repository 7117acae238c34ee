/** Labels of letters, digits and inner hyphens, at least two, the last one not all digits (so never an IPv4 address). */
const HOST = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const LOOPBACK_NAME = /^localhost$/;
const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/;
const MAX_SEGMENTS = 10;

/**
 * Where the document of a did:web is published (did:web Method section 3.2); null for identifiers that are not in
 * plain form. Percent-encoding is read in one place only, the port: `%2F` or `%3F` elsewhere would smuggle a path.
 */
export function didWebUrl(did: string): string | null {
  const [, , authority = '', ...path] = did.split(':');
  if (!did.startsWith('did:web:') || path.length > MAX_SEGMENTS) return null;
  const [host = '', port, ...more] = authority.split(/%3A/i);
  if (more.length > 0 || !(HOST.test(host) || LOOPBACK_NAME.test(host))) return null;
  if (port !== undefined && !isPort(port)) return null;
  if (!path.every((segment) => SEGMENT.test(segment))) return null;
  const origin = `https://${host}${port === undefined ? '' : `:${port}`}`;
  return path.length === 0 ? `${origin}/.well-known/did.json` : `${origin}/${path.join('/')}/did.json`;
}

const isPort = (text: string): boolean => /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535;

/**
 * The did:web of an issuer served under this service's own address: `did:web:<host>:issuers:<slug>`, or of the host
 * itself when `slug` is null. A port other than the scheme's own is written `%3A<port>`.
 */
export function didForPath(publicUrl: string, slug: string | null): string {
  const { hostname, port, pathname } = new URL(publicUrl);
  const base = pathname.split('/').filter((segment) => segment !== '');
  const path = slug === null ? base : [...base, 'issuers', slug];
  return ['did:web', `${hostname}${port === '' ? '' : `%3A${port}`}`, ...path].join(':');
}
