import { createDocumentLoader, readContexts, zlibGunzip } from '../credentials/index.js';
import { createDidResolver, resolutionAnswer, resolveVerificationKey } from '../dids/index.js';
import { createConformanceApp, listenSecurely } from '../http/index.js';
import { createCanonicalizationWorkers, createNodeCrypto, createProofFormats } from '../proofs/index.js';
import { randomIds, ServiceError, systemClock, type Clock, type Ids } from '../shared/index.js';
import { createChallenges, createUsedChallenges, createVcApiVerifier, strictProfile } from '../vc-api/index.js';
import { deriveAny } from './derive.js';
import { issueAny } from './issue.js';
import { openIssuers } from './issuer-keys.js';
import { isProfileName, profileNames, type ProfileName } from './profiles.js';
import { createSelfSigned } from './self-signed.js';
import { createStatusLists } from './status-lists.js';
import { readSuiteContexts } from './suite-contexts.js';

export interface ConformanceOptions {
  /** Folder of the throwaway keys. */
  readonly dir: string;
  readonly port: number;
  readonly host: string;
  readonly production: boolean;
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** The compiled canonicalization worker, when it does not lie beside its module. */
  readonly workerUrl?: URL;
}

/** The one line that suites need: where everything is. */
export interface ConformanceAddresses {
  readonly base: string;
  readonly issuers: Readonly<Record<ProfileName, { readonly id: string; readonly endpoint: string }>>;
  readonly verify: string;
  readonly verifyProofOnly: string;
  readonly presentations: string;
  readonly derive: string;
  readonly resolver: string;
}

export interface ConformanceServer {
  readonly addresses: ConformanceAddresses;
  close(): Promise<void>;
}

/** A test machine may be busy: a document may take longer here than in production before its worker is ended. */
const LIMIT_MS = 2_000;

/**
 * The server that test suites run against: signs anything in the name of throwaway did:key issuers, so it refuses to
 * start as production or with real keys. Nothing it does reaches the network.
 */
export async function startConformanceServer(options: ConformanceOptions): Promise<ConformanceServer> {
  if (options.production) throw inProduction();
  const { clock = systemClock, ids = randomIds } = options;
  const issuers = await openIssuers(options.dir, clock);
  const known = { examples: true, extra: readSuiteContexts() };
  const contexts = readContexts(known);
  const documentLoader = createDocumentLoader(known);
  const canonicalizer = createCanonicalizationWorkers({
    contexts,
    limitMs: LIMIT_MS,
    ...(options.workerUrl === undefined ? {} : { workerUrl: options.workerUrl }),
  });
  const crypto = createNodeCrypto();
  const formats = createProofFormats({ crypto, documentLoader, canonicalizer });
  const withLegacy = createProofFormats({ crypto, documentLoader, canonicalizer, acceptEd25519Signature2020: true });
  const [format] = formats.filter(({ id }) => id === 'eddsa-rdfc-2022');
  if (!format) throw new Error('no proof format eddsa-rdfc-2022');
  let base = '';
  const lists = createStatusLists({ issuer: issuers['status-list'], format, clock, ids, base: () => base });
  const resolver = createDidResolver({
    fetch: async () => ({ ok: false, code: 'unreachable' }),
    clock,
    localDocument: () => null,
  });
  const shared = {
    crypto,
    canonicalizer,
    isKnownContext: (url: string) => contexts.has(url),
    lookupKey: resolveVerificationKey(resolver),
    statusList: (url: string) => lists.find(url),
    gunzip: zlibGunzip,
    challenges: createChallenges({
      clock,
      ids,
      domain: 'localhost',
      key: ids.bytes(32),
      insertOnce: createUsedChallenges(),
    }),
    now: () => clock.now(),
  };
  const app = createConformanceApp({
    log: { info: () => undefined, error: () => undefined },
    newRequestId: () => ids.uuid(),
    strict: createVcApiVerifier({ ...shared, formats }, strictProfile),
    proofOnly: createVcApiVerifier({ ...shared, formats: withLegacy }, { binding: false }),
    issue: async (profile, body) =>
      isProfileName(profile) ? issueAny(profile, body, { issuers, formats, lists, jsonLd: shared, clock }) : null,
    derive: (body) => deriveAny(body, { ...shared, documentLoader }),
    changeStatus: (body) => lists.change(body),
    statusList: async (id) => {
      const list = await lists.signed(id);
      return list && { contentType: 'application/vc+ld+json', body: JSON.stringify(list), maxAgeSeconds: 0 };
    },
    resolveDid: (did, accept, query) => resolutionAnswer(resolver, { did, accept, options: query }),
  });
  const server = await listenSecurely(app, options.port, options.host, await createSelfSigned({ clock, ids }));
  base = `https://${options.host}:${server.port}`;
  return {
    addresses: addressesAt(base, issuers),
    close: async () => {
      await server.close();
      await canonicalizer.close();
    },
  };
}

function addressesAt(
  base: string,
  issuers: Readonly<Record<ProfileName, { readonly id: string }>>,
): ConformanceAddresses {
  const entries = profileNames.map((name) => [
    name,
    { id: issuers[name].id, endpoint: `${base}/issuers/${name}/credentials/issue` },
  ]);
  return {
    base,
    issuers: Object.fromEntries(entries) as ConformanceAddresses['issuers'],
    verify: `${base}/credentials/verify`,
    verifyProofOnly: `${base}/proof-only/credentials/verify`,
    presentations: `${base}/presentations/verify`,
    derive: `${base}/credentials/derive`,
    resolver: `${base}/1.0/identifiers`,
  };
}

function inProduction(): ServiceError {
  return new ServiceError('conformance-in-production', {
    status: 500,
    title: 'The conformance server does not start in production.',
    whatToDo: 'It signs anything it is sent. Run it on a test machine, without NODE_ENV=production.',
  });
}
