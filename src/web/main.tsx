import { render } from 'preact';
import { systemClock } from '../shared/index.js';
import { createBrowserCrypto } from '../verification/browser.js';
import { App } from './app.js';
import { createCopyStore, download } from './check/copies.js';
import { createFrameworkStore } from './check/framework-store.js';
import { createPageVerifier } from './check/page-verifier.js';
import { createTrustStore } from './check/trust-store.js';
import { startTheme } from './theme.js';

const crypto = createBrowserCrypto();
const copies = createCopyStore();
const store = createTrustStore({ copies, download, crypto, clock: systemClock });
const frameworks = createFrameworkStore({ copies, download, clock: systemClock });
const check = createPageVerifier({ store, frameworks, crypto, clock: systemClock });

/** The digits of a scanned code must not stay in the address bar, the history or a synchronised profile. */
function takeFragment(): string | null {
  const digits = /^#(\d+)$/.exec(location.hash)?.[1] ?? null;
  if (location.hash !== '') history.replaceState(null, '', location.pathname);
  return digits;
}

/** Nor may the secret of a share link. */
function takeSecret(): string | null {
  const secret = location.pathname === '/s' ? (/^#([a-z2-7]{26})$/.exec(location.hash)?.[1] ?? null) : null;
  if (secret !== null) history.replaceState(null, '', location.pathname);
  return secret;
}

startTheme();
const root = document.getElementById('page');
if (root) render(<App {...{ store, frameworks, check, takeFragment, takeSecret }} />, root);
if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/service-worker.js').catch(() => undefined);
