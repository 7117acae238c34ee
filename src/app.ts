import { join } from 'node:path';
import { createAssessmentServices, type AssessmentServices } from './assessment/index.js';
import { createAccreditationImport, createAccreditationIssuing } from './composition/accreditations.js';
import { createAttention, type Attention } from './composition/attention.js';
import { createAuthoritySetUp, type AuthoritySetUp } from './composition/authority-set-up.js';
import { backgroundTasks, wakeFor } from './composition/background-tasks.js';
import { codeOf, createBackground, type Background } from './composition/background.js';
import { noteConfiguration } from './composition/configuration.js';
import { openDictionaries, type Dictionaries } from './composition/dictionaries.js';
import { createEvidenceFiles, type EvidenceFiles } from './composition/evidence-files.js';
import { openFrameworks, type Frameworks } from './composition/frameworks.js';
import { openInstance, type Instance, type InstanceOptions } from './composition/instance.js';
import { createIssuanceDeps } from './composition/issuing.js';
import { createIssuerDid, createIssuerSetUp, type IssuerSetUp } from './composition/issuer-set-up.js';
import { createFederation, type Federation } from './composition/federation.js';
import { createLog } from './composition/log.js';
import { createOutbound } from './composition/outbound.js';
import { createPrinter, type Printer } from './composition/printing.js';
import { createHttpDeps } from './composition/publishing.js';
import { createStaff, type Staff } from './composition/staff.js';
import { createTrust, type Trust } from './composition/trust.js';
import { createVerifier, type Verifier } from './composition/verifier.js';
import type { Settings } from './config/index.js';
import { createHttpApp, listen, type DemoPeople } from './http/index.js';
import {
  createTokenStatusLists,
  publishStatusLists,
  resume,
  resumeBatches,
  type AccreditationIssuingDeps,
  type IssuanceDeps,
  type TokenStatusLists,
} from './issuance/index.js';
import { ServiceError } from './shared/index.js';
import { assertReadyForProduction } from './composition/readiness.js';

/** Every object of the service, built by hand in order. Commands and the server use the same one. */
export interface Service {
  readonly instance: Instance;
  readonly assessment: AssessmentServices;
  readonly issuance: IssuanceDeps;
  readonly accreditationIssuing: AccreditationIssuingDeps;
  readonly trust: Trust;
  /** Other operators whose issuers are recognised. */
  readonly federation: Federation;
  readonly dictionaries: Dictionaries;
  readonly verifier: Verifier;
  /** The published status lists once more, for SD-JWT wallets. */
  readonly tokenLists: TokenStatusLists;
  readonly printer: Printer;
  readonly frameworks: Frameworks;
  readonly issuerSetUp: IssuerSetUp;
  readonly authoritySetUp: AuthoritySetUp;
  readonly staff: Staff;
  /** What did not succeed at start or in the background. */
  readonly attention: Attention;
  /** Work beside requests; begins when the service is served. */
  readonly background: Background;
  readonly evidenceFiles: EvidenceFiles;
  /** `tesda` -> did:web of that awarding body on this instance. */
  issuerDid(slug: string): string;
  close(): Promise<void>;
}

export interface ServiceOptions extends InstanceOptions {
  /** Fail points of the issuance cycle, for tests. */
  readonly reach?: NonNullable<IssuanceDeps['reach']>;
}

export async function composeService(settings: Settings, options: ServiceOptions = {}): Promise<Service> {
  const instance = await openInstance(settings, options);
  const dictionaries = await openDictionaries(instance);
  const frameworks = openFrameworks(settings, instance.clock);
  const federation = createFederation(instance, dictionaries);
  const trust = createTrust(instance, dictionaries, federation);
  const issuerDid = createIssuerDid(instance.addresses.publicUrl);
  const outbound = createOutbound(instance, instance.fetch);
  const tokenLists = createTokenStatusLists(instance);
  const frameworkChecks = frameworks.forReport;
  const verifier = createVerifier({ instance, trust, dictionaries, outbound, tokenLists, frameworkChecks });
  const parts = { instance, trust, dictionaries, verifier };
  const issuance: IssuanceDeps = { ...createIssuanceDeps(parts), ...(options.reach ? { reach: options.reach } : {}) };
  const printer = createPrinter(parts);
  const attention = createAttention();
  const background = createBackground(attention);
  const importing = createAccreditationImport(createAccreditationIssuing(issuance), parts);
  const staff = createStaff(instance, { issuance, importing, federation, printer, noted: wakeFor(background) });
  const { store, catalogue, clock, ids } = instance;
  const issuerSetUp = createIssuerSetUp({ ...parts, issuance, issuerDid });
  return {
    instance,
    attention,
    background,
    dictionaries,
    frameworks,
    evidenceFiles: createEvidenceFiles(instance),
    federation,
    trust,
    verifier,
    tokenLists,
    issuance,
    accreditationIssuing: importing,
    issuerDid,
    assessment: createAssessmentServices({ store, catalogue, clock, ids }),
    staff,
    printer,
    issuerSetUp,
    authoritySetUp: createAuthoritySetUp({ instance, importing, issuerSetUp, issuerDid }),
    close: async () => {
      await staff.releases.stop();
      await printer.close();
      await verifier.close();
      await instance.close();
    },
  };
}

export interface ServerOptions {
  /** Present in the demonstration: what GET /api/demo answers. */
  readonly demoSamples?: () => Promise<unknown>;
  /** Present in the demonstration: who can be tried at the desk. */
  readonly demoPeople?: DemoPeople;
}

export interface Running {
  readonly port: number;
  readonly service: Service;
  close(): Promise<void>;
}

/** The link of the very first administrator, new at every start; null when there is one. Links of earlier starts end. */
export async function setUpLink({ service }: Pick<Running, 'service'>): Promise<string | null> {
  try {
    const { half } = await service.staff.services.links.setUp();
    return `${service.instance.addresses.openedAt}/desk#set-up=${half}`;
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'set-up-done') return null;
    throw error;
  }
}

/** Production start: compose, refuse what is unsafe, serve. */
export async function startServer(settings: Settings, options: ServiceOptions & ServerOptions = {}): Promise<Running> {
  const service = await composeService(settings, options);
  try {
    if (settings.production) await assertReadyForProduction(service);
    return await serve(service, settings, options);
  } catch (error) {
    await service.close();
    throw error;
  }
}

/** What a crash left is finished before anybody is served. What cannot be is logged by its code and told by `/ready`. */
async function finishInterrupted({ issuance, attention }: Service, log: ReturnType<typeof createLog>): Promise<void> {
  const failed = await resume(issuance).then(
    (resumed) => resumed.failed.map(({ code }) => code),
    (error: unknown) => [codeOf(error)],
  );
  const batches = await resumeBatches(issuance).then(
    () => null,
    (error: unknown) => codeOf(error),
  );
  attention.note('resume', failed[0] ?? null);
  attention.note('status-batches', batches);
  if (batches !== null) log.error({ task: 'status-batches', code: batches }, 'task failed');
  for (const code of new Set(failed)) log.error({ task: 'resume', code }, 'task failed');
}

/** Finishes what a crash left, then listens with a service that is already composed; keeps the published lists fresh. */
export async function serve(service: Service, settings: Settings, options: ServerOptions = {}): Promise<Running> {
  const log = createLog(settings);
  await noteConfiguration(service.instance, 'server', log);
  await finishInterrupted(service, log);
  // Nobody is served lists from before a restart.
  await publishStatusLists(service.issuance).catch((error: unknown) => {
    service.attention.note('publish-status-lists', codeOf(error));
    log.error({ task: 'publish-status-lists', code: codeOf(error) }, 'task failed');
  });
  const app = createHttpApp(
    createHttpDeps({ service, settings, log, webDir: join(import.meta.dirname, 'web'), ...options }),
  );
  const server = await listen(app, settings.port, settings.host);
  service.background.start(backgroundTasks(service), log);
  return {
    port: server.port,
    service,
    close: async () => {
      await service.background.stop();
      await server.close();
      await service.close();
    },
  };
}
