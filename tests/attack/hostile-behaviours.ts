import type { ServerResponse } from 'node:http';
import { createGzip, gzipSync } from 'node:zlib';
import { HOST } from './hostile-server.js';

/** What the one good host serves. */
export const document = JSON.stringify({ id: `did:web:${HOST}` });
export const json = { 'content-type': 'application/json' };

/** One path per way to misbehave. */
export const behaviours: Record<string, (response: ServerResponse) => void> = {
  '/good': (response) => response.writeHead(200, json).end(document),
  '/good-gzip': (response) => response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync(document)),
  '/charset': (response) =>
    response.writeHead(200, { 'content-type': 'Application/DID+json; charset=utf-8' }).end(document),
  '/silent': () => undefined,
  '/half-headers': (response) => void response.socket?.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-'),
  '/slow-body': (response) => {
    response.writeHead(200, json);
    const drip = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(drip));
  },
  '/endless': (response) => {
    response.writeHead(200, json);
    const chunk = Buffer.alloc(65_536, 0x20);
    const pour = (): void => {
      if (response.destroyed) return;
      if (response.write(chunk)) setImmediate(pour);
      else response.once('drain', pour);
    };
    pour();
  },
  '/announced': (response) => response.writeHead(200, { ...json, 'content-length': '1073741824' }).flushHeaders(),
  '/bomb': (response) => {
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' });
    const gzip = createGzip({ level: 9 });
    gzip.pipe(response);
    for (let count = 0; count < 32; count++) gzip.write(Buffer.alloc(1_048_576));
    gzip.end();
  },
  '/broken-gzip': (response) => response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end('no gzip'),
  '/brotli': (response) => response.writeHead(200, { ...json, 'content-encoding': 'br' }).end(document),
  '/twice-gzip': (response) =>
    response.writeHead(200, { ...json, 'content-encoding': 'gzip, gzip' }).end(gzipSync(gzipSync(document))),
  '/html': (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<script>'),
  '/untyped': (response) => response.writeHead(200).end(document),
  '/redirect-file': (response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/redirect-inside': (response) => response.writeHead(307, { location: 'https://169.254.169.254/' }).end(),
  '/redirect-self': (response) => response.writeHead(301, { location: '/good' }).end(),
  '/not-modified': (response) => response.writeHead(304).end(),
  '/missing': (response) => response.writeHead(404, json).end('{}'),
  '/error': (response) => response.writeHead(500, json).end('{}'),
  '/partial': (response) => response.writeHead(206, json).end('{}'),
  '/reset': (response) => void response.socket?.destroy(),
  '/cut-short': (response) => {
    response.writeHead(200, { ...json, 'content-length': '100' });
    response.write('{', () => response.socket?.destroy());
  },
  '/huge-headers': (response) => response.writeHead(200, { ...json, 'x-filler': 'a'.repeat(40_000) }).end(document),
  '/no-http': (response) => void response.socket?.end('+OK redis\r\n'),
};
