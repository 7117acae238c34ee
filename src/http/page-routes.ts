import { existsSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import express, { Router, type Response } from 'express';
import type { HttpDeps } from './deps.js';

/** Pages of the browser application: one document, the script decides by address. */
const PAGES = ['/', '/c/:code', '/help', '/data', '/batch', '/receipt', '/s', '/number'];

/** The desk of the staff: a document of its own, so that visitors of the check never load it. */
const DESK = ['/desk', '/desk/*path'];

/** The browser application and the reference data it carries. Files are sent compressed to whoever reads gzip. */
export function pageRoutes(deps: HttpDeps): Router {
  const router = Router();
  const assets = join(deps.webDir, 'assets');
  const compressed = new Set(existsSync(assets) ? readdirSync(assets).filter((name) => name.endsWith('.gz')) : []);
  router.get('/frameworks.pack.json', (request, response) => {
    const pack = deps.frameworksPack();
    const isSmall = request.acceptsEncodings('gzip') === 'gzip';
    response
      .set('Content-Type', 'application/json')
      .set('Cache-Control', 'public, max-age=300')
      .vary('Accept-Encoding');
    if (isSmall) response.set('Content-Encoding', 'gzip');
    // `send` answers 304 to a page that already has this version.
    response.send(Buffer.from(isSmall ? pack.gzip : pack.json));
  });
  router.use('/assets', (request, response, next) => {
    const name = request.path.slice(1);
    if (request.method !== 'GET' || !compressed.has(`${name}.gz`)) return next();
    response.vary('Accept-Encoding');
    if (request.acceptsEncodings('gzip') !== 'gzip') return next();
    response.type(extname(name)).set('Content-Encoding', 'gzip');
    response.sendFile(`${name}.gz`, { root: assets, immutable: true, maxAge: '365d' });
  });
  router.use('/assets', express.static(assets, { immutable: true, maxAge: '365d', index: false }));
  router.use(express.static(deps.webDir, { index: false, maxAge: 0 }));
  router.get(PAGES, (_request, response: Response) => {
    response.sendFile(join(deps.webDir, 'index.html'), { maxAge: 0 });
  });
  router.get(DESK, (_request, response: Response) => {
    // A page for signed-in people: nobody frames it, searches it or shares its process.
    response.set('Cross-Origin-Opener-Policy', 'same-origin').set('Cross-Origin-Resource-Policy', 'same-origin');
    response.set('X-Robots-Tag', 'noindex').sendFile(join(deps.webDir, 'desk.html'), { maxAge: 0 });
  });
  // Where there is nothing: a person is told so by the page in their language, a program by what follows.
  router.use((request, response: Response, next) => {
    if (request.method !== 'GET' || request.accepts(['json', 'html']) !== 'html') return next();
    response.status(404).sendFile(join(deps.webDir, 'index.html'), { maxAge: 0 });
  });
  return router;
}
