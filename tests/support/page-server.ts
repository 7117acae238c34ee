import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { loadKnowledge, packKnowledge } from '../../src/frameworks/index.js';
import { signTrustList } from '../../src/issuers/index.js';
import type { TrustList } from '../../src/issuers/types.js';
import { createMemoryKeyStore } from '../../src/keys/index.js';
import type { JsonObject } from '../../src/shared/index.js';

const root = join(import.meta.dirname, '../..');
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** The policy the service sends; pages must work under it. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; " +
  "connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'";

/**
 * Folder of the built pages, apart from `dist/`, so that a running service is not disturbed. Whoever asks first in a run of
 * the tests builds them for all; they are only read.
 */
export async function builtPages(): Promise<string> {
  const run = process.env['TEST_RUN_DIR'];
  if (!run) throw new Error('TEST_RUN_DIR is not set: run the tests with `npm run jest`, which makes the folder.');
  const folder = join(run, 'web');
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const options = ['--config', join(root, 'vite.config.ts'), '--outDir', unfinished, '--logLevel', 'warn'];
  // A process of its own: the builder cannot run inside the test runner's sandbox.
  await promisify(execFile)(process.execPath, [vite, 'build', join(root, 'src/web'), ...options], { timeout: 60_000 });
  // Two workers may have built at the same time; the first one's pages stay.
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(unfinished, { recursive: true });
  }
  return folder;
}

export interface Published {
  readonly trustList: TrustList;
  readonly dictionaries: readonly Uint8Array[];
  /** By path: `/status/tesda-revocation-1`. */
  readonly statusLists: Readonly<Record<string, JsonObject>>;
  /** Answers of `POST /api/...`, by path. */
  readonly answers?: Readonly<Record<string, (body: JsonObject) => { status: number; body: unknown }>>;
}

export interface PageServer {
  readonly origin: string;
  readonly requests: readonly string[];
  publish(published: Published): Promise<void>;
  stop(): Promise<void>;
}

/** Serves built pages and published files from memory, on the loopback address only. */
export async function servePages(webDir: string): Promise<PageServer> {
  const keys = createMemoryKeyStore();
  const controller = 'did:web:passport.example.org';
  const validFrom = new Date('2026-01-01T00:00:00Z');
  const rootKey = await keys.create({ controller, role: 'root', algorithm: 'Ed25519', validFrom, validUntil: null });
  const files = new Map<string, [string, string | Uint8Array]>();
  let answers: Published['answers'];
  const pack = JSON.stringify(packKnowledge(loadKnowledge()));
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    requests.push(`${request.method} ${request.url}`);
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('Referrer-Policy', 'no-referrer');
    const answer = request.method === 'POST' ? answers?.[path] : undefined;
    if (answer) {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        const { status, body } = answer(JSON.parse(text) as JsonObject);
        response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
      });
      return;
    }
    const file = files.get(path) ?? pageFile(webDir, path);
    if (file === null) response.writeHead(404).end();
    else response.writeHead(200, { 'Content-Type': file[0] }).end(file[1]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    requests,
    async publish(published) {
      const { trustList, dictionaries, statusLists } = published;
      answers = published.answers;
      files.clear();
      const signer = await keys.signer(controller, 'root', new Date(trustList.issuedAt));
      files.set('/trust-list', ['application/jose', await signTrustList(trustList, signer)]);
      files.set('/trust-list/roots.json', [
        'application/json',
        JSON.stringify({ roots: [rootKey.publicKeyMultibase] }),
      ]);
      files.set('/frameworks.pack.json', ['application/json', pack]);
      for (const bytes of dictionaries) {
        files.set(`/dict/${createHash('sha256').update(bytes).digest('hex')}`, ['application/octet-stream', bytes]);
      }
      for (const [path, list] of Object.entries(statusLists)) {
        files.set(path, ['application/vc', JSON.stringify(list)]);
      }
    },
    stop: () => stop(server),
  };
}

function pageFile(webDir: string, path: string): [string, Uint8Array] | null {
  const name = /^\/(help|data|batch|receipt|number|nowhere|s|c\/\w+)?$/.test(path) ? '/index.html' : normalize(path);
  try {
    return [types[extname(name)] ?? 'application/octet-stream', readFileSync(join(webDir, name))];
  } catch {
    return null;
  }
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
