import { gzipSync } from 'node:zlib';
import { behaviours, json } from './hostile-behaviours.js';
import { urls } from './hostile-hosts.js';
import { HOST, startHostileServer } from './hostile-server.js';

const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const method = (id: string, controller: string) => ({
  id: `${id}#key`,
  type: 'Multikey',
  controller,
  publicKeyMultibase: 'z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
});

/** DID documents that a verifier must not take a key from, by path of their did:web. */
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

const BOMBS_MIB = [1, 8, 64, 512] as const;

/** Paths of everything that the hosts of the campaign answer with. */
export const servedPaths = {
  documents: Object.keys(bodies),
  bombs: BOMBS_MIB.map((mebi) => `/bomb-${mebi}`),
  redirects: urls.slice(0, 260).map((_, index) => `/to-${index}`),
} as const;

/** The hosts of the campaign. They run in a process of their own: what they spend is not what the door spends. */
async function startHosts(): Promise<void> {
  const bombs = new Map(BOMBS_MIB.map((mebi) => [`/bomb-${mebi}`, gzipSync(Buffer.alloc(mebi * 1_048_576))]));
  const files = new Map<string, string>();
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
  for (const [path, write] of Object.entries(bodies))
    files.set(path, write(`did:web:${HOST}%3A${server.port}:${path}`));
  process.send?.({ port: server.port, certificate: server.certificate });
}

if (process.send !== undefined && process.argv[2] === 'serve') {
  process.once('disconnect', () => process.exit(0));
  await startHosts();
}
