import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { isIP, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createDidResolver, resolveVerificationKey } from '../../src/dids/index.js';
import { decodeMultikey } from '../../src/keys/index.js';
import { createSafeFetch, isPublicAddress, type FetchPurpose, type SafeFetchOptions } from '../../src/net/index.js';
import { systemClock } from '../../src/shared/index.js';
import { behaviours, json } from './hostile-behaviours.js';
import { specialAddresses, urls } from './hostile-hosts.js';
import { HOST, startHostileServer, type HostileServer } from './hostile-server.js';

/** `npm run hostile`: a thousand hosts and documents that mean harm, each met by the real outbound door (THREATS T8). */
export interface Campaign {
  readonly cases: number;
  /** How each ended: code of the refusal and how many had it. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** Cases that were not refused, or without a code. */
  readonly accepted: readonly string[];
  /** Attempts to connect to an address that is not public, but the test server itself. */
  readonly specialSockets: readonly string[];
  readonly slowestMs: number;
  readonly slowest: string;
  readonly grownBytes: number;
}

interface Case {
  readonly name: string;
  /** The code of the refusal; `ok` when there was none. */
  run(options: SafeFetchOptions): Promise<string>;
  /** Reaches the test server, which stands for a host on the public net. */
  readonly isServed?: boolean;
}

const purposes: readonly FetchPurpose[] = ['did-document', 'status-list', 'trust-list', 'share-link'];

const fetching = (name: string, url: string, purpose: FetchPurpose): Case => ({
  name: `${purpose} ${name}`,
  run: async (options) => {
    const result = await createSafeFetch(options)(url, purpose);
    return result.ok ? 'ok' : result.code;
  },
});

/** A key that a stranger's proof names, looked up as the verifier does it. */
const resolving = (name: string, did: string): Case => ({
  name: `key of ${name}`,
  run: async (options) => {
    const deps = { fetch: createSafeFetch(options), clock: systemClock, localDocument: () => null };
    const found = await resolveVerificationKey(createDidResolver(deps))(`${did}#key`, 'assertionMethod');
    if (found === null) return 'key-unknown';
    if (found === 'unreachable') return 'key-unreachable';
    return decodeMultikey(found.publicKeyMultibase) === null ? 'key-unusable' : 'ok';
  },
});

/** Names whose DNS answers lead inside: alone, behind a public address, before one, and as the second answer. */
function rebinding(): Case[] {
  const inside = specialAddresses.filter((address) => isIP(address) !== 0);
  const near = { address: '93.184.216.34', family: 4 };
  return inside.flatMap((address, index) => {
    const bad = { address, family: isIP(address) };
    const answers = [[bad], [near, bad], [bad, near], [near, near, bad]];
    return answers.map((answer, turn): Case => {
      const url = `https://rebind-${index}-${turn}.example/did.json`;
      const { run, name } =
        turn % 2 === 0
          ? fetching(`${address} in answer ${turn}`, url, 'did-document')
          : resolving(`${address} in answer ${turn}`, `did:web:rebind-${index}-${turn}.example`);
      return { name, run: (options) => run({ ...options, lookup: async () => answer }) };
    });
  });
}

const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const method = (id: string, controller: string) => ({
  id: `${id}#key`,
  type: 'Multikey',
  controller,
  publicKeyMultibase: 'z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
});

/** DID documents that a verifier must not take a key from, by path of their did:web. */
function documents(port: number): ReadonlyMap<string, string> {
  const did = (path: string): string => `did:web:${HOST}%3A${port}:${path}`;
  const bodies: Record<string, (id: string) => string> = {
    'wrong-id': () =>
      JSON.stringify({
        id: 'did:web:bank.example',
        verificationMethod: [method('did:web:bank.example', 'did:web:bank.example')],
        assertionMethod: ['did:web:bank.example#key'],
      }),
    'no-id': (id) => JSON.stringify({ verificationMethod: [method(id, id)], assertionMethod: [`${id}#key`] }),
    'other-controller': (id) =>
      JSON.stringify({ id, verificationMethod: [method(id, 'did:web:bank.example')], assertionMethod: [`${id}#key`] }),
    'not-for-assertion': (id) =>
      JSON.stringify({ id, verificationMethod: [method(id, id)], authentication: [`${id}#key`] }),
    'ten-thousand-keys': (id) =>
      JSON.stringify({ id, verificationMethod: Array.from({ length: 10_000 }, () => method(id, id)) }),
    'many-keys': (id) =>
      JSON.stringify({
        id,
        verificationMethod: Array.from({ length: 60 }, (_, index) => ({ ...method(id, id), id: `${id}#${index}` })),
      }),
    'many-purposes': (id) =>
      JSON.stringify({ id, assertionMethod: Array.from({ length: 2_000 }, (_, index) => `${id}#${index}`) }),
    deep: () => nested(5_000),
    'deep-but-small': (id) => `{"id":"${id}","service":[${nested(40)}]}`,
    'twice-the-id': (id) =>
      `{"id":"${id}","id":"${id}","verificationMethod":[${JSON.stringify(method(id, id))}],"assertionMethod":["${id}#key"]}`,
    prototype: (id) => `{"id":"${id}","__proto__":{"assertionMethod":["${id}#key"]}}`,
    'a-list': (id) => JSON.stringify([{ id }]),
    'a-text': (id) => JSON.stringify(id),
    'no-json': () => '<html>',
    'half-json': (id) => `{"id":"${id}",`,
    'not-utf-8': () => '\u00ff\u00fe{}',
    empty: () => '',
    'keys-of-one-letter': (id) =>
      JSON.stringify({
        id,
        verificationMethod: [{ ...method(id, id), publicKeyMultibase: 'z1' }],
        assertionMethod: [`${id}#key`],
      }),
    'odd-purposes': (id) =>
      JSON.stringify({ id, verificationMethod: [method(id, id)], assertionMethod: { 0: `${id}#key` } }),
    'large-numbers': (id) => `{"id":"${id}","service":[{"n":1e999999}],"verificationMethod":"x"}`,
  };
  return new Map(Object.entries(bodies).map(([path, body]) => [path, body(did(path))]));
}

/** Hosts that answer, each in its own bad way. */
function served(port: number): Case[] {
  const good = new Set(['/good', '/good-gzip', '/charset']);
  const address = (path: string): string => `https://${HOST}:${port}${path}`;
  const bad = Object.keys(behaviours).filter((path) => !good.has(path));
  const all = [
    ...bad.flatMap((path) => purposes.map((purpose) => fetching(path, address(path), purpose))),
    ...bad.map((path) => resolving(path, `did:web:${HOST}%3A${port}:odd${path.replace('/', ':')}`)),
    ...[...documents(port).keys()].map((path) => resolving(path, `did:web:${HOST}%3A${port}:${path}`)),
    ...urls.slice(0, 260).map((url, index) => fetching(`redirect to ${url}`, address(`/to-${index}`), 'status-list')),
    ...[302, 303, 307, 308].map((code) => fetching(`redirect ${code}`, address(`/redirect-${code}`), 'trust-list')),
    ...[1, 8, 64, 512].map((mebi) => fetching(`bomb of ${mebi} MiB`, address(`/bomb-${mebi}`), 'did-document')),
  ];
  return all.map((one) => ({ ...one, isServed: true }));
}

async function startHosts(): Promise<HostileServer> {
  const bombs = new Map([1, 8, 64, 512].map((mebi) => [`/bomb-${mebi}`, gzipSync(Buffer.alloc(mebi * 1_048_576))]));
  let files: ReadonlyMap<string, string> = new Map();
  const server = await startHostileServer((request, response) => {
    response.on('error', () => undefined);
    const path = request.url ?? '';
    const [, name = ''] = /^\/([^/]+)\/did\.json$/.exec(path) ?? [];
    const odd = /^\/odd\/(.+)\/did\.json$/.exec(path)?.[1];
    const file = files.get(name);
    const bomb = bombs.get(path);
    const [, to] = /^\/to-(\d+)$/.exec(path) ?? [];
    const [, status] = /^\/redirect-(30\d)$/.exec(path) ?? [];
    if (file !== undefined) response.writeHead(200, json).end(Buffer.from(file, 'latin1'));
    else if (bomb !== undefined) response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(bomb);
    else if (status !== undefined) response.writeHead(Number(status), { location: 'https://127.0.0.1/' }).end();
    else if (to !== undefined) response.writeHead(302, { location: encodeURI(urls[Number(to)] ?? '/') }).end();
    else behaviours[odd === undefined ? path : `/${odd}`]?.(response);
  });
  files = documents(server.port);
  return server;
}

/** Every connection that this process tries to open while the campaign runs. */
function watchSockets(isExpected: (address: string, port: number) => boolean) {
  const special: string[] = [];
  const note = (address: string, port: number): void => {
    if (!isPublicAddress(address) && !isExpected(address, port)) special.push(`${address}:${port}`);
  };
  const watch = (message: unknown): void => {
    const { socket } = message as { socket: Socket };
    socket.on('connectionAttempt', note);
    socket.on('connect', () => note(socket.remoteAddress ?? '', socket.remotePort ?? 0));
  };
  subscribe('net.client.socket', watch);
  return { special, stop: () => unsubscribe('net.client.socket', watch) };
}

/** At once: enough to be quick, not so many that a busy machine is what makes a case slow. */
const AT_ONCE = 20;

export async function runCampaign(size = 1_000): Promise<Campaign> {
  const server = await startHosts();
  const sockets = watchSockets((address, port) => address === '127.0.0.1' && port === server.port);
  const guarded: SafeFetchOptions = { lookup: async () => [{ address: '127.0.0.1', family: 4 }] };
  const open: SafeFetchOptions = {
    ...guarded,
    allow: [{ host: HOST, port: server.port }],
    certificateAuthorities: [server.certificate],
  };
  const all = [
    ...rebinding(),
    ...served(server.port),
    ...urls.map((url, index) => fetching(url, url, purposes[index % purposes.length] ?? 'did-document')),
  ];
  const cases = all.slice(0, size);
  const outcomes = new Map<string, number>();
  const accepted: string[] = [];
  let slowest = { ms: 0, name: '' };
  const before = process.memoryUsage().rss;
  let peak = before;
  const waiting = [...cases];
  const worker = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const started = performance.now();
      const code = await one.run(one.isServed === true ? open : guarded);
      const ms = performance.now() - started;
      outcomes.set(code, (outcomes.get(code) ?? 0) + 1);
      if (code === 'ok') accepted.push(one.name);
      if (ms > slowest.ms) slowest = { ms, name: one.name };
      peak = Math.max(peak, process.memoryUsage().rss);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  sockets.stop();
  await server.close();
  return {
    cases: cases.length,
    outcomes,
    accepted,
    specialSockets: sockets.special,
    slowestMs: slowest.ms,
    slowest: slowest.name,
    grownBytes: peak - before,
  };
}
