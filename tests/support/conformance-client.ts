import { mkdtempSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startConformanceServer, type ConformanceServer } from '../../src/conformance/index.js';
import type { JsonObject } from '../../src/shared/index.js';
import { buildCanonicalizationWorker } from './canonicalization-worker.js';

/** The certificate is self-signed on purpose. */
const agent = new Agent({ rejectUnauthorized: false, keepAlive: true });

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  readonly body: JsonObject;
}

interface Asked {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request over TLS, as the suites make it. `body`: text goes as it is, everything else as JSON. */
export function ask(url: string, { method = 'GET', body, headers = {} }: Asked = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { agent, method, headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          let parsed: JsonObject = {};
          try {
            parsed = JSON.parse(text) as JsonObject;
          } catch {
            // Not every answer is JSON.
          }
          resolve({
            status: response.statusCode ?? 0,
            contentType: response.headers['content-type'] ?? '',
            text,
            body: parsed,
          });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
  });
}

export const post = (url: string, body: unknown): Promise<Answer> => ask(url, { method: 'POST', body });

/** The real server of `npm run conformance`, on a free port with keys of its own. */
export async function startForTest(dir = mkdtempSync(join(tmpdir(), 'conformance-'))): Promise<ConformanceServer> {
  const workerUrl = await buildCanonicalizationWorker();
  return startConformanceServer({ dir, port: 0, host: '127.0.0.1', production: false, workerUrl });
}

export const closeConnections = (): void => agent.destroy();

/** A text out of JSON; anything else is an empty text, which no expectation takes for one. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
