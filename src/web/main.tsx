import { render } from 'preact';
import { systemClock } from '../shared/index.js';
import { createBrowserCrypto } from '../verification/browser.js';
import { App } from './app.js';
import { createCopyStore, download } from './check/copies.js';
import { createPageVerifier } from './check/page-verifier.js';
import { createTrustStore } from './check/trust-store.js';

const crypto = createBrowserCrypto();
const store = createTrustStore({ copies: createCopyStore(), download, crypto, clock: systemClock });
const check = createPageVerifier({ store, crypto, clock: systemClock });

/** The digits of a scanned code must not stay in the address bar, the history or a synchronised profile. */
export function takeFragment(): string | null {
  const digits = /^#(\d+)$/.exec(location.hash)?.[1] ?? null;
  if (location.hash !== '') history.replaceState(null, '', location.pathname);
  return digits;
}

const root = document.getElementById('page');
if (root) render(<App store={store} check={check} takeFragment={takeFragment} />, root);
if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/service-worker.js').catch(() => undefined);
