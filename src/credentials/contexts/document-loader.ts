import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServiceError, isObject, type JsonObject } from '../../shared/index.js';
import { examplesContext, pinnedContexts, type PinnedContext } from './pinned-contexts.js';

/** What JSON-LD processors expect back from a loader (JSON-LD 1.1 API, RemoteDocument). */
export interface RemoteDocument {
  readonly contextUrl: null;
  readonly documentUrl: string;
  readonly document: JsonObject;
  /** Lets the processor keep the processed context: pinned documents never change. */
  readonly tag: 'static';
}

export type DocumentLoader = (url: string) => Promise<RemoteDocument>;

export interface DocumentLoaderOptions {
  /** More documents by URL, for example a context of ours from `credential-schemas/`. They cannot replace pinned ones. */
  readonly extra?: Readonly<Record<string, JsonObject>>;
  /** Also answer for the W3C examples context, which defines every term. Conformance server and tests only. */
  readonly examples?: boolean;
}

function readPinned({ url, file, sha256 }: PinnedContext): [string, JsonObject] {
  const bytes = readFileSync(join(import.meta.dirname, 'data', file));
  const context: unknown = JSON.parse(bytes.toString('utf8'));
  if (createHash('sha256').update(bytes).digest('hex') !== sha256 || !isObject(context)) {
    throw new ServiceError('context-damaged', {
      status: 500,
      title: `The shipped JSON-LD context ${url} does not have its pinned hash.`,
      whatToDo: 'Reinstall the service: its program files were changed or damaged.',
    });
  }
  return [url, context];
}

/** Every document the loader answers for, by URL. Lets a worker thread get them without reading files again. */
export function readContexts(options: DocumentLoaderOptions = {}): ReadonlyMap<string, JsonObject> {
  const pinned = options.examples ? [...pinnedContexts, examplesContext] : pinnedContexts;
  return new Map<string, JsonObject>([...Object.entries(options.extra ?? {}), ...pinned.map(readPinned)]);
}

/**
 * A loader that answers from the contexts shipped with the service, each checked against its pinned hash when the
 * loader is made. It never goes to the network: any other URL is refused with ServiceError `context-unknown`.
 */
export function createDocumentLoader(options: DocumentLoaderOptions = {}): DocumentLoader {
  const documents = readContexts(options);
  return async (url) => {
    const document = documents.get(url);
    if (!document) {
      throw new ServiceError('context-unknown', {
        status: 422,
        title: `The JSON-LD context ${url.slice(0, 200)} is not one of the contexts this service carries.`,
        whatToDo: 'Contexts are never fetched. Use one of the published contexts of the issued credentials.',
      });
    }
    return { contextUrl: null, documentUrl: url, document, tag: 'static' };
  };
}
