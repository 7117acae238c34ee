import type { DIDDocument, Service, VerificationMethod } from 'did-resolver';

export interface Dereferenced {
  /** A verification method or service with its context, the document itself, or a service address. */
  readonly resource: object | string;
}

export interface NotDereferenced {
  readonly error: 'invalidDidUrl' | 'notFound';
}

/** RFC 3986: what a path and a query may hold. */
const PATH_AND_QUERY = /^(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*$/;
const FRAGMENT = /^[A-Za-z0-9._~!$&'()*+,;=:@%/?-]+$/;

/**
 * Dereferences a DID URL of this document (DID Resolution v1 section 5): a fragment names a verification method or
 * service; `?service=` selects a service address, with `relativeRef` appended. Paths lead nowhere with our methods.
 */
export function dereference(document: DIDDocument, didUrl: string): Dereferenced | NotDereferenced {
  const rest = didUrl.slice(document.id.length);
  const [beforeFragment = '', fragment, ...more] = rest.split('#');
  if (more.length > 0 || (fragment !== undefined && !FRAGMENT.test(fragment))) return { error: 'invalidDidUrl' };
  if (!PATH_AND_QUERY.test(beforeFragment)) return { error: 'invalidDidUrl' };
  if (beforeFragment.startsWith('/')) return { error: 'notFound' };
  const query = beforeFragment.startsWith('?') ? new URLSearchParams(beforeFragment.slice(1)) : null;
  const service = query?.get('service') ?? null;
  if (service !== null) return serviceAddress(document, service, query?.get('relativeRef') ?? '');
  return fragment === undefined ? { resource: document } : named(document, fragment);
}

function named(document: DIDDocument, fragment: string): Dereferenced | NotDereferenced {
  const isNamed = ({ id }: { id: string }): boolean => id === `#${fragment}` || id === `${document.id}#${fragment}`;
  const found: VerificationMethod | Service | undefined =
    document.verificationMethod?.find(isNamed) ?? document.service?.find(isNamed);
  if (found === undefined) return { error: 'notFound' };
  return { resource: { '@context': document['@context'], ...found } };
}

function serviceAddress(document: DIDDocument, name: string, relativeRef: string): Dereferenced | NotDereferenced {
  const found = document.service?.find(({ id }) => id === `#${name}` || id === `${document.id}#${name}`);
  if (found === undefined || typeof found.serviceEndpoint !== 'string') return { error: 'notFound' };
  if (!URL.canParse(relativeRef, found.serviceEndpoint)) return { error: 'invalidDidUrl' };
  const address = new URL(relativeRef, found.serviceEndpoint);
  // A relative reference such as `//other.example` must not lead away from the service that was named.
  return address.origin === new URL(found.serviceEndpoint).origin
    ? { resource: address.href }
    : { error: 'invalidDidUrl' };
}
