import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Counter, Registry } from 'prom-client';
import { issuingWarnings } from './issuing-warnings.js';
import type { Service } from '../app.js';
import type { Settings } from '../config/index.js';
import { packKnowledge, type Knowledge } from '../frameworks/index.js';
import type { DemoPeople, HttpDeps, HttpLog, PublishedFile } from '../http/index.js';
import { clockJumpInWords, openClockJump } from '../issuance/index.js';
import { createPublishedAccreditations } from './accreditations.js';
import { configurationWarnings } from './configuration.js';
import { createOutbound } from './outbound.js';
import { createPassportDesk } from './passport-desk.js';
import { createPublishedLists } from './published-lists.js';
import { createReceipts } from './receipts.js';
import { createVcApi } from './vc-api.js';

export interface HttpParts {
  readonly service: Service;
  readonly settings: Settings;
  readonly log: HttpLog;
  readonly webDir: string;
  readonly demoSamples?: () => Promise<unknown>;
  readonly demoPeople?: DemoPeople;
}

const MINUTE = 60;
const DAY = 86_400;

/** Answers the routers' questions from the composed service. */
export function createHttpDeps({ service, settings, log, webDir, demoSamples, demoPeople }: HttpParts): HttpDeps {
  const { instance, verifier, trust, dictionaries, frameworks } = service;
  const { clock, ids, addresses } = instance;
  const outbound = createOutbound(instance, instance.fetch);
  const accreditations = createPublishedAccreditations(instance);
  const metrics = createMetrics();
  const desk = createPassportDesk(service);
  let pack: ReturnType<typeof packOf> | undefined;
  const counted = <R extends { verdict: string }>(report: R): R => {
    metrics.verdicts.inc({ verdict: report.verdict });
    return report;
  };
  return {
    publicUrl: addresses.openedAt,
    webDir,
    trustProxy: settings.trustProxy,
    production: settings.production,
    log,
    now: () => clock.now(),
    newRequestId: () => ids.uuid(),
    verifyInput: async (input, options) => counted(await verifier.verifyInput(input as string | object, options)),
    verifyFile: async (bytes, options) => counted(await verifier.verifyFile(bytes, options)),
    health: async () => (await instance.storage.health()).status === 'up',
    metrics: async () => ({ contentType: metrics.registry.contentType, body: await metrics.registry.metrics() }),
    ...createPublishedLists(service, outbound),
    trustList: async () => {
      const published = await trust.published();
      return published && { contentType: 'application/jose', body: published.jws, maxAgeSeconds: 5 * MINUTE };
    },
    trustListRoots: async () => json(await trust.roots(), 5 * MINUTE),
    warnings: async () => [
      ...(await trust.warnings()),
      ...(await clockWarnings(instance)),
      ...(await issuingWarnings(instance, trust)),
      ...(await configurationWarnings(instance)),
      ...frameworks.warnings,
      ...service.attention.inWords(),
    ],
    dictionary: async (sha256) => {
      if (dictionaries.bySha256(sha256) === null) await dictionaries.catchUp();
      const found = dictionaries.bySha256(sha256);
      return found
        ? { contentType: 'application/octet-stream', body: found.bytes, maxAgeSeconds: 365 * DAY, immutable: true }
        : null;
    },
    schema: createSchemaFiles(),
    didDocument: async (slug) => {
      if (slug !== null && !/^[a-z0-9-]{1,40}$/.test(slug)) return null;
      const document = await outbound.ownDocument(service.issuerDid(slug ?? ''));
      return document ? { ...json(document, 5 * MINUTE), contentType: 'application/did+ld+json' } : null;
    },
    resolveDid: (did, accept, options) => outbound.answerResolution({ did: decoded(did), accept, options }),
    qualification: (path) => {
      const [scheme, id, revision] = path.split('/');
      const found = instance.catalogue.qualification({ qualificationId: `${scheme}:${id}`, revision: revision ?? '' });
      return found ? json(found, DAY) : null;
    },
    site: async (id) => {
      if (!/^[0-9a-f-]{36}$/.test(id)) return null;
      const site = await instance.store.read.sites.get(id);
      return site ? json({ id: addresses.site(site.id), name: site.name, country: site.country }, DAY) : null;
    },
    accreditation: accreditations.one,
    accreditationsOf: accreditations.ofHolder,
    openPassport: desk.open,
    printPassport: desk.print,
    passportInForm: desk.inForm,
    worker: desk,
    receipts: createReceipts(service),
    frameworks: frameworks.api,
    staff: demoPeople ? { ...service.staff, demo: demoPeople } : service.staff,
    frameworksPack: () => (pack ??= packOf(frameworks.knowledge)),
    vcApi: createVcApi({ instance, trust, outbound }),
    ...(demoSamples ? { demoSamples } : {}),
  };
}

/** Made at the first request: start-up does not wait for it. */
function packOf(knowledge: Knowledge): { json: Uint8Array; gzip: Uint8Array } {
  const json = Buffer.from(JSON.stringify(packKnowledge(knowledge)));
  return { json, gzip: gzipSync(json, { level: 9 }) };
}

const json = (value: unknown, maxAgeSeconds: number): PublishedFile => ({
  contentType: 'application/json',
  body: JSON.stringify(value),
  maxAgeSeconds,
});

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A clock that went forward further than the service can account for, until somebody answers for it. */
async function clockWarnings({ store }: Service['instance']): Promise<readonly string[]> {
  const jump = await openClockJump(store.read);
  return jump === null ? [] : [clockJumpInWords(jump)];
}

/** The published JSON Schemas, read once; the name is looked up, never joined to a path. */
function createSchemaFiles(): (name: string) => PublishedFile | null {
  const folder = join(import.meta.dirname, '..', '..', 'credential-schemas', 'v1');
  const files = new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
  return (name) => {
    const body = files.get(name);
    return body === undefined ? null : { contentType: 'application/schema+json', body, maxAgeSeconds: DAY };
  };
}

/** Counters only: how many verdicts of each kind, never which certificate. */
function createMetrics(): { registry: Registry; verdicts: Counter<'verdict'> } {
  const registry = new Registry();
  const verdicts = new Counter({
    name: 'skills_passport_verdicts_total',
    help: 'Verification reports by verdict.',
    labelNames: ['verdict'],
    registers: [registry],
  });
  return { registry, verdicts };
}
