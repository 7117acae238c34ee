import { raw, type Request, type RequestHandler } from 'express';
import { fromUtf8, parseJson, ServiceError, type JsonLimits, type JsonParseFailure } from '../shared/index.js';

const KIBIBYTE = 1_024;

/** Deep and wide enough for every form of ours; counts and depth keep the cost of reading small. */
const usual = { maxDepth: 12, maxNodes: 60_000 } as const;

/**
 * Reads a JSON body into `request.body`; other media types leave it undefined. Our own parser instead of the framework's:
 * that one keeps the last of two equal keys, where another reader may see the first, and replaces bytes that are no UTF-8.
 *
 * @param kibibytes the largest body that is taken, after unpacking
 * @throws ServiceErrors `E15` (415) for another character set, `E18` (400) for what is no JSON, `json-...` (422) for JSON
 *   with a key twice, a reserved key or too many values, and what express throws for a body that is too large (413)
 */
export function jsonBody(kibibytes: number, limits: Omit<JsonLimits, 'maxLength'> = usual): RequestHandler[] {
  const maxLength = kibibytes * KIBIBYTE;
  return [
    raw({ type: ['application/json', 'application/*+json'], limit: maxLength }),
    (request, _response, next) => {
      const body: unknown = request.body;
      if (Buffer.isBuffer(body)) request.body = parsed(request, body, { ...limits, maxLength });
      next();
    },
  ];
}

function parsed(request: Request, bytes: Buffer, limits: JsonLimits): unknown {
  const charset = /charset="?([^;"\s]+)/i.exec(request.get('content-type') ?? '')?.[1]?.toLowerCase() ?? 'utf-8';
  if (charset !== 'utf-8') throw otherCharset();
  if (bytes.length === 0) return {};
  const result = parseJson(textOf(bytes), limits);
  if (result.ok) return result.value;
  throw result.reason === 'not-json' || result.reason === 'too-long' ? incomplete() : oddlyBuilt(result.reason);
}

function textOf(bytes: Buffer): string {
  try {
    return fromUtf8(bytes);
  } catch {
    throw incomplete();
  }
}

const otherCharset = (): ServiceError =>
  new ServiceError('E15', {
    status: 415,
    title: 'This character set is not supported.',
    whatToDo: 'Send plain UTF-8 JSON.',
  });

const incomplete = (): ServiceError =>
  new ServiceError('E18', {
    status: 400,
    title: 'This is not complete JSON.',
    whatToDo: 'Copy all of it, from the first to the last character.',
  });

const oddlyBuilt = (reason: JsonParseFailure): ServiceError =>
  new ServiceError(`json-${reason}`, {
    status: 422,
    title: 'This JSON is built in a way that we do not read.',
    whatToDo: 'Ask for the original file.',
  });
