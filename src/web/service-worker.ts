/// <reference lib="webworker" />
/**
 * Makes the page work with the server stopped: its own files come from this device first. Trust data is not handled
 * here; the page keeps and verifies it itself.
 */
const worker = globalThis as unknown as ServiceWorkerGlobalScope;
/** Written by the build: every file of this version of the page. */
const files = JSON.parse('PRECACHE_LIST') as readonly string[];
const SHELL = `page-${hashOf(files.join())}`;
const LATER = 'page-later-1';
const KEPT = [SHELL, LATER, 'trust-data-1'];

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(SHELL)
      .then((cache) => cache.addAll(files.map((file) => new Request(file, { cache: 'reload' }))))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => !KEPT.includes(name)).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
  if (request.mode === 'navigate' && isPage(url.pathname)) event.respondWith(answerPage(request));
  else if (request.mode === 'navigate' && isDesk(url.pathname)) event.respondWith(answerDesk(request));
  else if (files.includes(url.pathname)) event.respondWith(keptOrFetched(request, SHELL));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(keptOrFetched(request, LATER));
});

const isPage = (path: string): boolean => /^\/(help|data|batch|receipt|number|s|c\/\w+)?$/.test(path);

const isDesk = (path: string): boolean => path === '/desk' || path.startsWith('/desk/');

/** The newest desk where there is a network; the last one where there is none. Visitors of the check never load it. */
async function answerDesk(request: Request): Promise<Response> {
  const cache = await caches.open(LATER);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put('/desk', response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match('/desk');
    if (kept) return kept;
    throw error;
  }
}

/** All addresses of the application are one document; its files are named by content, so a kept one is never wrong. */
async function answerPage(request: Request): Promise<Response> {
  return (await (await caches.open(SHELL)).match('/')) ?? fetch(request);
}

async function keptOrFetched(request: Request, name: string): Promise<Response> {
  const cache = await caches.open(name);
  const kept = await cache.match(request.url);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request.url, response.clone());
  return response;
}

/** A name for this set of files; not security, only difference (FNV-1a). */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16);
}
