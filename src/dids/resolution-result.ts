import type { DIDDocument, DIDResolutionResult } from 'did-resolver';

/** Error names our methods answer with; `unreachable` = could not be checked, which is not the same as `notFound`. */
export type DidError =
  | 'invalidDid'
  | 'notFound'
  | 'unreachable'
  | 'invalidDidDocument'
  | 'invalidPublicKey'
  | 'invalidPublicKeyLength'
  | 'unsupportedPublicKeyType';

export const resolved = (didDocument: DIDDocument, expiresAt?: string): DIDResolutionResult => ({
  didResolutionMetadata: { contentType: 'application/did' },
  didDocument,
  didDocumentMetadata: expiresAt === undefined ? {} : { nextUpdate: expiresAt },
});

export const unresolved = (error: DidError): DIDResolutionResult => ({
  didResolutionMetadata: { error },
  didDocument: null,
  didDocumentMetadata: {},
});
