import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Service } from '../../src/app.js';
import { createHttpDeps } from '../../src/composition/publishing.js';
import type { SettingName } from '../../src/config/index.js';
import { createHttpApp, type DemoPeople } from '../../src/http/index.js';
import { fixedClock } from '../../src/shared/index.js';
import { composeTestService } from './composed-service.js';
import { builtPages } from './page-server.js';
import { freePort } from './free-port.js';

/** The built desk on the real service, reached by a real browser. */
export interface DeskWorld {
  readonly service: Service;
  readonly clock: ReturnType<typeof fixedClock>;
  readonly origin: string;
  /** Stops answering, as a lost network would; `up` answers again on the same port. */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

export interface DeskWorldOptions {
  readonly at?: string;
  /** Where another service has to know this one beforehand. */
  readonly port?: number;
  readonly environment?: Partial<Record<SettingName, string>>;
  readonly demoPeople?: (service: Service) => Promise<DemoPeople>;
}

export async function openDeskWorld(options: DeskWorldOptions = {}): Promise<DeskWorld> {
  const { at, environment = {}, demoPeople } = options;
  const port = options.port ?? (await freePort('localhost'));
  const origin = `http://localhost:${port}`;
  const clock = fixedClock(at ?? '2026-01-05T08:00:00Z');
  const composed = await composeTestService({
    clock,
    environment: { PORT: String(port), PUBLIC_URL: origin, ...environment },
  });
  const { service, settings } = composed;
  const webDir = await builtPages();
  const people = await demoPeople?.(service);
  const log = { info: () => undefined, error: (facts: object) => console.error(JSON.stringify(facts)) };
  const app = createHttpApp(
    createHttpDeps({ service, settings, log, webDir, ...(people ? { demoPeople: people } : {}) }),
  );
  let server: Server | null = null;
  const world: DeskWorld = {
    service,
    clock,
    origin,
    up: async () => {
      const listening = createServer(app);
      server = listening;
      listening.listen(port, 'localhost');
      await once(listening, 'listening');
    },
    down: async () => {
      const listening = server;
      server = null;
      listening?.closeAllConnections();
      await new Promise<void>((resolve) => (listening ? listening.close(() => resolve()) : resolve()));
    },
    close: async () => {
      await world.down();
      await composed.close();
    },
  };
  await world.up();
  return world;
}

/** One person's browser, with what went wrong in it. */
export interface DeskVisitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors of the page, of its console, and breaches of the content security policy. */
  readonly errors: readonly string[];
}

export interface VisitorOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly locale?: string;
  /** A passkey device of its own (WebAuthn virtual authenticator). */
  readonly passkeys?: boolean;
}

export async function visitDesk(
  browser: Browser,
  { viewport = { width: 1280, height: 800 }, locale = 'en-GB', passkeys = false }: VisitorOptions = {},
): Promise<DeskVisitor> {
  const context = await browser.newContext({ viewport, locale, timezoneId: 'UTC' });
  context.setDefaultTimeout(10_000);
  const errors: string[] = [];
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${'violatedDirective' in event ? String(event.violatedDirective) : ''}`);
    });
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(error.message));
  // A refusal of the service is told to the person; the browser's own line about its status is no error of ours.
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) errors.push(message.text());
  });
  if (passkeys) {
    const devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
  }
  return { context, page, errors };
}

/** Sends what waits: by its button, unless the desk is quicker by itself and takes the button away. */
export async function sendNow(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Send now', exact: true });
  const isSent = page.getByText('Everything is with the office.');
  await button.or(isSent).first().waitFor();
  await button.click({ timeout: 3_000 }).catch(() => undefined);
  await isSent.waitFor();
}
