import { fork } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { isIP, type Socket } from 'node:net';
import { createDidResolver, resolveVerificationKey } from '../../src/dids/index.js';
import { decodeMultikey } from '../../src/keys/index.js';
import { createSafeFetch, isPublicAddress, type FetchPurpose, type SafeFetch } from '../../src/net/index.js';
import { systemClock } from '../../src/shared/index.js';
import { behaviours } from './hostile-behaviours.js';
import { servedPaths } from './hostile-hosts-process.js';
import { specialAddresses, urls } from './hostile-hosts.js';
import { HOST } from './hostile-server.js';

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
  readonly memory: MemoryGrowth;
}

/** Bytes above what the door held after it had served a few friends. */
export interface MemoryGrowth {
  /** Resident, at most: with what the collector has not looked at yet and what the allocator keeps for later. */
  readonly residentPeak: number;
  /** Living objects and buffers at the worst moment, each time after a full collection. */
  readonly livePeak: number;
  /** The same when everything is over: what is kept for good. */
  readonly retained: number;
}

interface Case {
  readonly name: string;
  /** The code of the refusal; `ok` when there was none. */
  run(door: SafeFetch): Promise<string>;
  /** Reaches the test server, which stands for a host on the public net. */
  readonly isServed?: boolean;
}

const purposes: readonly FetchPurpose[] = ['did-document', 'status-list', 'trust-list', 'share-link'];

const fetching = (name: string, url: string, purpose: FetchPurpose): Case => ({
  name: `${purpose} ${name}`,
  run: async (door) => {
    const result = await door(url, purpose);
    return result.ok ? 'ok' : result.code;
  },
});

/** A key that a stranger's proof names, looked up as the verifier does it. */
const resolving = (name: string, did: string): Case => ({
  name: `key of ${name}`,
  run: async (door) => {
    const deps = { fetch: door, clock: systemClock, localDocument: () => null };
    const found = await resolveVerificationKey(createDidResolver(deps))(`${did}#key`, 'assertionMethod');
    if (found === null) return 'key-unknown';
    if (found === 'unreachable') return 'key-unreachable';
    return decodeMultikey(found.publicKeyMultibase) === null ? 'key-unusable' : 'ok';
  },
});

type Answer = { readonly address: string; readonly family: number };

/** Names whose DNS answers lead inside: alone, behind a public address, before one, and as the second answer. */
function rebinding(): { readonly cases: readonly Case[]; readonly names: ReadonlyMap<string, readonly Answer[]> } {
  const inside = specialAddresses.filter((address) => isIP(address) !== 0);
  const near = { address: '93.184.216.34', family: 4 };
  const names = new Map<string, readonly Answer[]>();
  const cases = inside.flatMap((address, index) => {
    const bad = { address, family: isIP(address) };
    const answers = [[bad], [near, bad], [bad, near], [near, near, bad]];
    return answers.map((answer, turn): Case => {
      const host = `rebind-${index}-${turn}.example`;
      names.set(host, answer);
      const name = `${address} in answer ${turn}`;
      return turn % 2 === 0
        ? fetching(name, `https://${host}/did.json`, 'did-document')
        : resolving(name, `did:web:${host}`);
    });
  });
  return { cases, names };
}

/** Hosts that answer, each in its own bad way. */
function served(port: number): Case[] {
  const good = new Set(['/good', '/good-gzip', '/charset']);
  const address = (path: string): string => `https://${HOST}:${port}${path}`;
  const bad = Object.keys(behaviours).filter((path) => !good.has(path));
  const all = [
    ...bad.flatMap((path) => purposes.map((purpose) => fetching(path, address(path), purpose))),
    ...bad.map((path) => resolving(path, `did:web:${HOST}%3A${port}:odd${path.replace('/', ':')}`)),
    ...servedPaths.documents.map((path) => resolving(path, `did:web:${HOST}%3A${port}:${path}`)),
    ...servedPaths.redirects.map((path, index) => fetching(`redirect to ${urls[index]}`, address(path), 'status-list')),
    ...[302, 303, 307, 308].map((code) => fetching(`redirect ${code}`, address(`/redirect-${code}`), 'trust-list')),
    ...servedPaths.bombs.map((path) => fetching(path, address(path), 'did-document')),
  ];
  return all.map((one) => ({ ...one, isServed: true }));
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

/** Cases between two looks at what is alive; a full collection takes its time. */
const LOOK_EVERY = 25;

async function startHosts(): Promise<{ readonly port: number; readonly certificate: string; close(): void }> {
  const hosts = fork(new URL('./hostile-hosts-process.ts', import.meta.url), ['serve'], {
    execArgv: ['--import', 'tsx'],
  });
  const [started] = (await once(hosts, 'message')) as [{ readonly port: number; readonly certificate: string }];
  return { ...started, close: () => hosts.disconnect() };
}

/** @param collect a full garbage collection (`--expose-gc`) */
export async function runCampaign(size: number, collect: () => void): Promise<Campaign> {
  const hosts = await startHosts();
  const sockets = watchSockets((address, port) => address === '127.0.0.1' && port === hosts.port);
  const inside = rebinding();
  const loopback: readonly Answer[] = [{ address: '127.0.0.1', family: 4 }];
  const lookup = async (host: string): Promise<Answer[]> => [...(inside.names.get(host) ?? loopback)];
  const maxPerHost = AT_ONCE;
  // Two doors for all cases, as a service has one: what a case leaves behind in it is seen.
  const guarded = createSafeFetch({ lookup });
  const allow = [{ host: HOST, port: hosts.port }];
  const open = createSafeFetch({ lookup, maxPerHost, allow, certificateAuthorities: [hosts.certificate] });
  const all = [
    ...inside.cases,
    ...served(hosts.port),
    ...urls.map((url, index) => fetching(url, url, purposes[index % purposes.length] ?? 'did-document')),
  ];
  const cases = all.slice(0, size);
  const outcomes = new Map<string, number>();
  const accepted: string[] = [];
  let slowest = { ms: 0, name: '' };
  const friend = `https://${HOST}:${hosts.port}/good-gzip`;
  await Promise.all(Array.from({ length: AT_ONCE }, () => open(friend, 'did-document')));
  const memory = watchMemory(collect);
  const waiting = [...cases];
  const worker = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const started = performance.now();
      const code = await one.run(one.isServed === true ? open : guarded);
      const ms = performance.now() - started;
      outcomes.set(code, (outcomes.get(code) ?? 0) + 1);
      if (code === 'ok') accepted.push(one.name);
      if (ms > slowest.ms) slowest = { ms, name: one.name };
      memory.look(waiting.length % LOOK_EVERY === 0);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const grown = memory.end();
  sockets.stop();
  hosts.close();
  return {
    cases: cases.length,
    outcomes,
    accepted,
    specialSockets: sockets.special,
    slowestMs: slowest.ms,
    slowest: slowest.name,
    memory: grown,
  };
}

function watchMemory(collect: () => void) {
  const live = (): number => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = { live: live(), resident: process.memoryUsage.rss() };
  let [livePeak, residentPeak] = [before.live, before.resident];
  return {
    look(isThorough: boolean): void {
      residentPeak = Math.max(residentPeak, process.memoryUsage.rss());
      if (isThorough) livePeak = Math.max(livePeak, live());
    },
    end: (): MemoryGrowth => ({
      residentPeak: residentPeak - before.resident,
      livePeak: livePeak - before.live,
      retained: live() - before.live,
    }),
  };
}
