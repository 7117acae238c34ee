import { lookup } from 'node:dns/promises';
import { Agent, buildConnector, request, type Dispatcher } from 'undici';
import { decoded, expectedContent, mediaType } from './content.js';
import { checkedLookup, guardedConnector, RefusedAddress, type LookupAll } from './guarded-connector.js';
import { isPublicAddress } from './public-address.js';
import { judgeTarget, type AllowedHost } from './target.js';
import type { FetchPurpose, FetchResult, SafeFetch } from './types.js';

export interface SafeFetchOptions {
  /** Hosts exempt from the name, port and address rules (never from size and time): the operator's own, test servers. */
  readonly allow?: readonly AllowedHost[];
  /** Certificate authorities to trust beside the platform's, PEM. */
  readonly certificateAuthorities?: readonly string[];
  readonly lookup?: LookupAll;
  /** Opens the sockets; the guard is put around whatever is given. */
  readonly connector?: buildConnector.connector;
  /** From the call to the last byte. Default 3,000. */
  readonly timeoutMs?: number;
  /** Requests to one host at the same time. Default 6. */
  readonly maxPerHost?: number;
}

type Failure = Extract<FetchResult, { ok: false }>;
const failed = (code: Failure['code'], status?: number): Failure => ({
  ok: false,
  code,
  ...(status === undefined ? {} : { status }),
});

/**
 * The single outbound door (THREATS T8). GET over https to public addresses only: the URL, every resolved address and
 * the address of the connected socket are judged; redirects are refused; bytes are counted while they arrive and again
 * after decompression; the whole takes at most `timeoutMs`. Never throws; every refusal has a code.
 */
export function createSafeFetch(options: SafeFetchOptions = {}): SafeFetch {
  const { allow = [], timeoutMs = 3_000, maxPerHost = 6 } = options;
  const dispatchers = createDispatchers(options, timeoutMs);
  const underWay = new Map<string, number>();

  return async (text, purpose) => {
    const target = judgeTarget(text, allow);
    if (!target.ok) return failed(target.code);
    const { host } = target.url;
    const running = underWay.get(host) ?? 0;
    if (running >= maxPerHost) return failed('busy');
    underWay.set(host, running + 1);
    try {
      const dispatcher = target.isAllowed ? dispatchers.open : dispatchers.guarded;
      return await withinTime(timeoutMs, (signal) => get(target.url, purpose, dispatcher, signal));
    } finally {
      const left = (underWay.get(host) ?? 1) - 1;
      if (left > 0) underWay.set(host, left);
      else underWay.delete(host);
    }
  };
}

function createDispatchers(options: SafeFetchOptions, timeoutMs: number): { guarded: Dispatcher; open: Dispatcher } {
  const lookupAll = options.lookup ?? ((hostname) => lookup(hostname, { all: true, verbatim: true }));
  const ca = options.certificateAuthorities;
  const common = { timeout: timeoutMs, ...(ca === undefined ? {} : { ca: [...ca] }) };
  const guarded = options.connector ?? buildConnector({ ...common, lookup: checkedLookup(lookupAll, isPublicAddress) });
  const open = buildConnector({ ...common, lookup: checkedLookup(lookupAll, () => true) });
  const limits = { headersTimeout: timeoutMs, bodyTimeout: timeoutMs, maxHeaderSize: 16_384, pipelining: 0 };
  return {
    guarded: new Agent({ ...limits, connect: guardedConnector(guarded) }),
    open: new Agent({ ...limits, connect: open }),
  };
}

/** Answers `timeout` on time even when something below does not react to the abort, such as a name look-up. */
async function withinTime(
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<FetchResult>,
): Promise<FetchResult> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<FetchResult>((resolve) => {
    timer = setTimeout(() => {
      resolve(failed('timeout'));
      controller.abort();
    }, timeoutMs);
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function get(url: URL, purpose: FetchPurpose, dispatcher: Dispatcher, signal: AbortSignal): Promise<FetchResult> {
  try {
    const response = await request(url, {
      dispatcher,
      signal,
      // One request per connection: no socket outlives the check that let it open.
      reset: true,
      headers: { accept: '*/*', 'accept-encoding': 'gzip', 'user-agent': 'skills-passport' },
    });
    return await judge(response, purpose);
  } catch (error) {
    return failed(codeOf(error));
  }
}

async function judge(response: Dispatcher.ResponseData, purpose: FetchPurpose): Promise<FetchResult> {
  const { statusCode, headers, body } = response;
  const refuse = (result: Failure): Failure => {
    // Without a listener the abort of a half-read body would end the process.
    body.on('error', () => undefined).destroy();
    return result;
  };
  if (statusCode >= 300 && statusCode < 400) return refuse(failed('redirect', statusCode));
  if (statusCode !== 200) return refuse(failed('http-status', statusCode));
  const { maxBytes, contentType } = expectedContent[purpose];
  const type = mediaType(text(headers['content-type']));
  if (!contentType.test(type)) return refuse(failed('content-type'));
  if (Number(text(headers['content-length']) || 0) > maxBytes) return refuse(failed('too-large'));
  const received = await readBounded(body, maxBytes);
  if (received === null) return refuse(failed('too-large'));
  const content = decoded(received, text(headers['content-encoding']).trim().toLowerCase(), maxBytes);
  if (content === undefined) return failed('content-type');
  return content === null ? failed('too-large') : { ok: true, body: content, contentType: type };
}

const text = (header: string | string[] | undefined): string => (Array.isArray(header) ? '' : (header ?? ''));

async function readBounded(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of body) {
    total += chunk.length;
    if (total > maxBytes) return null;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks, total));
}

function codeOf(error: unknown): Failure['code'] {
  if (error instanceof RefusedAddress || (error as Error).cause instanceof RefusedAddress) return 'refused-address';
  switch ((error as NodeJS.ErrnoException).code) {
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'UND_ERR_ABORTED':
      return 'timeout';
    case 'UND_ERR_HEADERS_OVERFLOW':
      return 'too-large';
    default:
      return 'unreachable';
  }
}
