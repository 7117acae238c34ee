import type { DIDDocument, DIDResolutionResult, Resolvable } from 'did-resolver';
import { isObject, type JsonObject } from '../shared/index.js';
import { dereference, type Dereferenced } from './dereference.js';
import { failureOf, type ResolutionFailure } from './resolution-failure.js';
import { judgeOptions } from './resolution-options.js';

/** One HTTP answer of `GET /1.0/identifiers/{did}`. */
export interface ResolutionAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export interface ResolutionRequest {
  /** DID or DID URL, already percent-decoded from the path. */
  readonly did: string;
  /** `Accept` header; empty = anything. */
  readonly accept: string;
  /** Resolution options from the query string. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** The form of the answer that the client asked for. */
type Form =
  /** DID Resolution v1 result. */
  | { readonly kind: 'result' }
  /** DID URL dereferencing result. */
  | { readonly kind: 'dereferencing' }
  /** The document (or resource) alone. */
  | { readonly kind: 'document'; readonly contentType: string }
  /** The older result form, with error names instead of URLs (W3C CCG did:key test suite). */
  | { readonly kind: 'older-result' };

const RESULT = 'application/did-resolution';
const DEREFERENCING = 'application/did-url-dereferencing';
const OLDER_RESULT = 'application/ld+json;profile="https://w3id.org/did-resolution"';
const DOCUMENT_TYPES = ['application/did', 'application/did+json', 'application/did+ld+json', 'application/json'];
const MAX_DID_LENGTH = 2_048;

/**
 * The HTTP(S) binding of DID Resolution v1 (resolve, and dereference when a DID URL is given), and the older form of
 * the result when its media type is asked for. Errors never quote the input.
 */
export async function resolutionAnswer(resolver: Resolvable, request: ResolutionRequest): Promise<ResolutionAnswer> {
  const form = negotiate(request.accept);
  if (form === null) return refuse({ kind: 'result' }, failureOf('representationNotSupported'), false);
  const { did, options = {} } = request;
  const isUrl = /[#?/]/.test(did);
  const optionProblem = judgeOptions(options);
  if (optionProblem !== null) return refuse(form, failureOf(optionProblem), isUrl);
  if (did.length > MAX_DID_LENGTH) return refuse(form, failureOf(isUrl ? 'invalidDidUrl' : 'invalidDid'), isUrl);
  const bare = did.split(/[#?/]/, 1)[0] ?? '';
  const result = await resolver.resolve(bare);
  if (result.didDocument === null)
    return refuse(form, failureOf(result.didResolutionMetadata.error ?? 'internalError'), isUrl);
  if (!isUrl) return tell(form, result, result.didDocument);
  const found = dereference(result.didDocument, did);
  return 'error' in found ? refuse(form, failureOf(found.error), true) : tellResource(form, result, found);
}

/** Picks the first supported type of the Accept header; quality values are not weighed. */
function negotiate(accept: string): Form | null {
  const ranges = accept.split(',', 20).map((range) =>
    range
      .trim()
      .toLowerCase()
      .replace(/\s*;\s*/g, ';'),
  );
  for (const range of ranges) {
    const type = range.split(';', 1)[0] ?? '';
    if (type === '' || type === '*/*' || type === 'application/*' || type === RESULT) return { kind: 'result' };
    if (type === DEREFERENCING) return { kind: 'dereferencing' };
    if (type === 'application/ld+json' && range.includes('w3id.org/did-resolution')) return { kind: 'older-result' };
    if (type === 'application/ld+json') return { kind: 'document', contentType: 'application/did+ld+json' };
    if (DOCUMENT_TYPES.includes(type)) return { kind: 'document', contentType: type };
  }
  return null;
}

function tell(form: Form, result: DIDResolutionResult, document: DIDDocument): ResolutionAnswer {
  const { didDocumentMetadata } = result;
  switch (form.kind) {
    case 'document':
      return json(200, form.contentType, document);
    case 'dereferencing':
      return json(200, DEREFERENCING, {
        dereferencingMetadata: { contentType: DEREFERENCING },
        contentStream: document,
        contentMetadata: didDocumentMetadata,
      });
    case 'older-result':
      return older(200, document, { contentType: 'application/did+ld+json' }, {});
    case 'result':
      return json(200, RESULT, {
        didResolutionMetadata: { contentType: RESULT },
        didDocument: document,
        didDocumentMetadata,
      });
  }
}

function tellResource(form: Form, result: DIDResolutionResult, found: Dereferenced): ResolutionAnswer {
  if (form.kind === 'document') {
    return typeof found.resource === 'string'
      ? { status: 200, contentType: 'text/uri-list', body: found.resource }
      : json(200, form.contentType, found.resource);
  }
  if (form.kind === 'older-result') return older(200, found.resource, {}, { contentType: 'application/did+ld+json' });
  return json(200, DEREFERENCING, {
    dereferencingMetadata: { contentType: DEREFERENCING },
    contentStream: found.resource,
    contentMetadata: result.didDocumentMetadata,
  });
}

function refuse(form: Form, failure: ResolutionFailure, isUrl: boolean): ResolutionAnswer {
  const { status, name, type } = failure;
  const error = { type };
  if (form.kind === 'older-result') {
    return isUrl ? older(status, {}, {}, { error: name }) : older(status, {}, { error: name }, {});
  }
  if (isUrl || form.kind === 'dereferencing') {
    return json(status, DEREFERENCING, {
      dereferencingMetadata: { contentType: DEREFERENCING, error },
      contentStream: null,
      contentMetadata: {},
    });
  }
  return json(status, RESULT, {
    didResolutionMetadata: { contentType: RESULT, error },
    didDocument: null,
    didDocumentMetadata: {},
  });
}

function older(status: number, resource: unknown, resolution: JsonObject, dereferencing: JsonObject): ResolutionAnswer {
  return json(status, OLDER_RESULT, {
    '@context': 'https://w3id.org/did-resolution/v1',
    didDocument: isObject(resource) ? resource : {},
    didDocumentMetadata: {},
    didResolutionMetadata: resolution,
    didDereferencingMetadata: dereferencing,
  });
}

const json = (status: number, contentType: string, body: unknown): ResolutionAnswer => ({
  status,
  contentType,
  body: JSON.stringify(body),
});
