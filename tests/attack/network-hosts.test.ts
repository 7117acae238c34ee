import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSafeFetch, type FetchResult, type SafeFetch } from '../../src/net/index.js';
import { behaviours, document, json } from './hostile-behaviours.js';
import { HOST, startHostileServer, type HostileServer } from './hostile-server.js';

/** Long enough that a busy machine still reaches each host's own refusal first. */
const TIMEOUT_MS = 1_500;

let server: HostileServer;
let fetch: SafeFetch;
const address = (path: string): string => `https://${HOST}:${server.port}${path}`;
const loopback = async () => [{ address: '127.0.0.1', family: 4 }];
const open = (changes: object = {}): SafeFetch =>
  createSafeFetch({
    allow: [{ host: HOST, port: server.port }],
    certificateAuthorities: [server.certificate],
    lookup: loopback,
    timeoutMs: TIMEOUT_MS,
    ...changes,
  });
const code = (result: FetchResult): string =>
  result.ok ? 'ok' : `${result.code}${result.status ? ` ${result.status}` : ''}`;

beforeAll(async () => {
  server = await startHostileServer((request, response) => {
    response.on('error', () => undefined);
    behaviours[request.url ?? '']?.(response);
  });
  fetch = open();
});
afterAll(() => server.close());

describe('hostile hosts', () => {
  it('fetches from a host that behaves, packed or not', async () => {
    for (const path of ['/good', '/good-gzip']) {
      const result = await fetch(address(path), 'did-document');
      expect(result).toEqual({ ok: true, body: new TextEncoder().encode(document), contentType: 'application/json' });
    }
    expect(await fetch(address('/charset'), 'did-document')).toMatchObject({ contentType: 'application/did+json' });
  });

  it.each([
    ['/silent', 'timeout'],
    ['/half-headers', 'timeout'],
    ['/slow-body', 'timeout'],
    ['/endless', 'too-large'],
    ['/announced', 'too-large'],
    ['/bomb', 'too-large'],
    ['/huge-headers', 'too-large'],
    ['/broken-gzip', 'content-type'],
    ['/brotli', 'content-type'],
    ['/twice-gzip', 'content-type'],
    ['/html', 'content-type'],
    ['/untyped', 'content-type'],
    ['/redirect-file', 'redirect 302'],
    ['/redirect-inside', 'redirect 307'],
    ['/redirect-self', 'redirect 301'],
    ['/not-modified', 'redirect 304'],
    ['/missing', 'http-status 404'],
    ['/error', 'http-status 500'],
    ['/partial', 'http-status 206'],
    ['/reset', 'unreachable'],
    ['/cut-short', 'unreachable'],
    ['/no-http', 'unreachable'],
  ])('%s ends as %s, on time and without memory', async (path, expected) => {
    const before = process.memoryUsage().rss;
    const started = performance.now();
    expect(code(await fetch(address(path), 'did-document'))).toBe(expected);
    expect(performance.now() - started).toBeLessThan(TIMEOUT_MS + 3_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1_048_576);
  });

  it('gives each purpose its own size', async () => {
    const bytes = Buffer.alloc(100_000, 0x20);
    behaviours['/100kB'] = (response) => response.writeHead(200, json).end(bytes);
    expect(code(await fetch(address('/100kB'), 'did-document'))).toBe('too-large');
    expect(code(await fetch(address('/100kB'), 'share-link'))).toBe('ok');
    expect(code(await fetch(address('/100kB'), 'status-list'))).toBe('ok');
  });

  it('does not answer for a certificate nobody vouches for, nor for another name', async () => {
    expect(code(await open({ certificateAuthorities: undefined })(address('/good'), 'did-document'))).toBe(
      'unreachable',
    );
    const other = open({ allow: [{ host: 'other.example', port: server.port }] });
    expect(code(await other(`https://other.example:${server.port}/good`, 'did-document'))).toBe('unreachable');
  });

  it('opens no socket when any address of the name is inside', async () => {
    const before = server.connections();
    for (const addresses of [
      ['127.0.0.1'],
      ['93.184.216.34', '127.0.0.1'],
      ['::1'],
      ['10.0.0.1'],
      ['fd00::1'],
      ['::ffff:127.0.0.1'],
    ]) {
      const lookup = async () => addresses.map((entry) => ({ address: entry, family: entry.includes(':') ? 6 : 4 }));
      const guarded = createSafeFetch({ lookup, timeoutMs: TIMEOUT_MS });
      expect(code(await guarded('https://rebind.example/did.json', 'did-document'))).toBe('refused-address');
    }
    expect(server.connections()).toBe(before);
  });

  it('asks for the addresses once per request, so a second answer cannot lead inside', async () => {
    let asked = 0;
    const lookup = async () => [{ address: ++asked === 1 ? '203.0.114.1' : '127.0.0.1', family: 4 }];
    const guarded = createSafeFetch({ lookup, timeoutMs: 150 });
    await guarded('https://rebind.example/did.json', 'did-document');
    expect(asked).toBe(1);
    expect(code(await guarded('https://rebind.example/did.json', 'did-document'))).toBe('refused-address');
  });

  it('drops a socket that ended up inside, whatever was resolved', async () => {
    const guarded = createSafeFetch({
      timeoutMs: TIMEOUT_MS,
      connector: (_options, callback) => {
        const socket = connect(server.port, '127.0.0.1', () => callback(null, socket));
        socket.on('error', () => undefined);
      },
    });
    expect(code(await guarded('https://public.example/did.json', 'did-document'))).toBe('refused-address');
  });

  it('answers on time when the look-up itself hangs or fails', async () => {
    const hanging = createSafeFetch({ lookup: () => new Promise(() => undefined), timeoutMs: 100 });
    expect(code(await hanging('https://slow-dns.example/', 'did-document'))).toBe('timeout');
    const failing = createSafeFetch({ lookup: async () => Promise.reject(new Error('NXDOMAIN')), timeoutMs: 100 });
    expect(code(await failing('https://no-dns.example/', 'did-document'))).toBe('unreachable');
    const empty = createSafeFetch({ lookup: async () => [], timeoutMs: 100 });
    expect(code(await empty('https://empty-dns.example/', 'did-document'))).toBe('unreachable');
  });

  it('has at most six requests to one host under way and lets go of them', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => fetch(address('/silent'), 'did-document')));
    expect(all.map(code).sort()).toEqual([...Array<string>(4).fill('busy'), ...Array<string>(6).fill('timeout')]);
    expect(code(await fetch(address('/good'), 'did-document'))).toBe('ok');
  });

  it('an exemption is for one host and one port only', async () => {
    for (const url of [
      `https://${HOST}:${server.port + 1}/`,
      `https://a.${HOST}:${server.port}/`,
      `https://127.0.0.1:${server.port}/`,
    ]) {
      expect(code(await fetch(url, 'did-document'))).toBe('refused-address');
    }
    expect(code(await fetch(`http://${HOST}:${server.port}/`, 'did-document'))).toBe('bad-url');
  });
});
