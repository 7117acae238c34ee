import { documentLoader, lookupDidKey } from './proofs.js';

/** Loader for the unmodified Digital Bazaar libraries: pinned contexts plus did:key documents and their methods. */
export function createDidKeyLoader(): (url: string) => Promise<object> {
  return async (url) => {
    if (!url.startsWith('did:key:')) return documentLoader(url);
    const [did = ''] = url.split('#');
    const key = await lookupDidKey(`${did}#${did.slice('did:key:'.length)}`, 'assertionMethod');
    if (!key || key === 'unreachable') throw new Error(`not a did:key: ${url}`);
    const method = { '@context': 'https://w3id.org/security/multikey/v1', type: 'Multikey', ...key };
    const controller = {
      '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
      id: did,
      verificationMethod: [method],
      assertionMethod: [method.id],
      authentication: [method.id],
    };
    return { contextUrl: null, documentUrl: url, document: url.includes('#') ? method : controller };
  };
}
