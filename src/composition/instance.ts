import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { loadCatalogue, type Catalogue } from '../assessment/index.js';
import type { Settings } from '../config/index.js';
import { createDocumentLoader, createSchemaGate, readContexts, type SchemaGate } from '../credentials/index.js';
import { createEvidenceStore, type EvidenceStore } from '../evidence/index.js';
import {
  createAddresses,
  createStatusJournal,
  type Addresses,
  type IssuanceStore,
  type SigningPort,
  type StatusJournal,
} from '../issuance/index.js';
import { assertProductionKeys, createFileKeyStore, type KeyStore } from '../keys/index.js';
import { createSafeFetch, type SafeFetch } from '../net/index.js';
import {
  createCanonicalizationWorkers,
  createCanonicalizer,
  createNodeCrypto,
  createProofFormats,
  type Canonicalizer,
  type ProofFormat,
} from '../proofs/index.js';
import { openSigningKeys } from './signing-keys.js';
import { randomIds, ServiceError, systemClock, type Clock, type Ids, type Transactor } from '../shared/index.js';
import { openStorage, type Storage, type StorageOptions } from '../storage/index.js';

/** What every command and the server start from: storage, keys, reference data. Made once, closed at the end. */
export interface Instance {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly storage: Storage;
  readonly store: Transactor<IssuanceStore>;
  readonly keys: KeyStore;
  /** Present where issuing keys are in a process of their own. */
  readonly signing?: SigningPort;
  readonly evidence: EvidenceStore;
  /** What the status lists have ever said, outside the database. */
  readonly statusJournal: StatusJournal;
  readonly catalogue: Catalogue;
  readonly addresses: Addresses;
  readonly crypto: ReturnType<typeof createNodeCrypto>;
  /** For signing our own documents. */
  readonly proofFormats: readonly ProofFormat[];
  /** For judging documents of strangers: JSON-LD work in threads that are killed when it takes too long. */
  readonly guardedFormats: readonly ProofFormat[];
  /** What the guarded formats process JSON-LD with. */
  readonly canonicalizer: Canonicalizer;
  readonly schemaGate: SchemaGate;
  /** The single outbound door; closed when the settings say so. */
  readonly fetch: SafeFetch;
  /** MAC key of the challenges given to holders: the same for all processes of this instance, before and after restarts. */
  readonly challengeKey: Uint8Array;
  close(): Promise<void>;
}

export interface InstanceOptions {
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** Demonstration: keys made here are marked throwaway, and a passphrase is not needed. */
  readonly throwawayKeys?: boolean;
  /** The signing process itself: it holds these, wherever the settings say that others find them. */
  readonly signingKeys?: KeyStore;
  /** Another outbound door: tests between two services on one machine. */
  readonly fetch?: SafeFetch;
  /** Embedded database only: start from a dump, or keep nothing on disk. */
  readonly embedded?: Pick<StorageOptions, 'inMemory' | 'template'>;
}

/** Written on throwaway keys only; protects nothing and says so. */
const THROWAWAY_PASSPHRASE = 'throwaway demonstration keys';
const IDENTITY = 'instance-identity';

/** Opens storage and keys in order. Throws ServiceErrors that say what to do; closes what it opened when it fails. */
export async function openInstance(settings: Settings, options: InstanceOptions = {}): Promise<Instance> {
  const clock = options.clock ?? systemClock;
  const ids = options.ids ?? randomIds;
  const throwaway = options.throwawayKeys ?? !settings.production;
  const keys = createFileKeyStore({
    dir: settings.keyDir,
    passphrase: passphraseOf(settings, throwaway),
    clock,
    throwaway,
    ids,
  });
  // Secrets of the instance stay in files whatever holds the signing keys.
  const held = await openSigningKeys(settings, keys, { clock, throwaway, ids }, options.signingKeys);
  if (settings.production) assertProductionKeys(await held.keys.list());
  const secret = await keys.openSecret('storage');
  const storage = await openStorage({
    dataDir: settings.dataDir,
    clock,
    secret,
    ...options.embedded,
    ...(settings.databaseUrl === null ? {} : { databaseUrl: settings.databaseUrl }),
  });
  try {
    const publicUrl = await pinPublicUrl(storage.store, settings);
    const crypto = createNodeCrypto();
    const documentLoader = createDocumentLoader();
    const proofFormats = createProofFormats({ crypto, documentLoader });
    const guarded = hasWorker() ? createCanonicalizationWorkers({ contexts: readContexts() }) : null;
    const canonicalizer = guarded ?? createCanonicalizer(documentLoader);
    return {
      settings,
      clock,
      ids,
      storage,
      store: storage.store,
      ...held,
      statusJournal: createStatusJournal({
        path: join(settings.dataDir, 'published-status.journal'),
        secret: await keys.openSecret('status-journal'),
      }),
      evidence: createEvidenceStore({
        dir: join(settings.dataDir, 'evidence'),
        key: await keys.openSecret('evidence'),
        clock,
        ids,
      }),
      crypto,
      catalogue: loadCatalogue(settings.catalogueDir ?? undefined),
      addresses: createAddresses(publicUrl, settings.publicUrl),
      proofFormats,
      guardedFormats:
        guarded === null ? proofFormats : createProofFormats({ crypto, documentLoader, canonicalizer: guarded }),
      canonicalizer,
      close: async () => {
        await guarded?.close();
        await storage.close();
      },
      schemaGate: createSchemaGate(),
      fetch: options.fetch ?? outboundDoor(settings),
      challengeKey: new Uint8Array(createHmac('sha256', secret).update('challenges for holders').digest()),
    };
  } catch (error) {
    await storage.close();
    throw error;
  }
}

const outboundDoor = ({ outbound }: Settings): SafeFetch =>
  outbound ? createSafeFetch() : async () => ({ ok: false, code: 'unreachable' });

/** The compiled worker file is there in every build; only tests that run from sources go without. */
const hasWorker = (): boolean => existsSync(new URL('../proofs/canonicalization-worker.js', import.meta.url));

function passphraseOf(settings: Settings, throwaway: boolean): string {
  if (settings.keyPassphrase !== null) return settings.keyPassphrase;
  if (throwaway) return THROWAWAY_PASSPHRASE;
  throw new ServiceError('key-passphrase-missing', {
    status: 500,
    title: 'The passphrase of the key files is not set.',
    whatToDo: 'Set KEY_PASSPHRASE, or KEY_PASSPHRASE_FILE with the path of a file that holds it.',
  });
}

/**
 * The public address is part of every signed credential, so an instance keeps the one it began with. A different one in
 * production is refused; in a demonstration the first one stays, and people open the one of today (`Addresses.openedAt`).
 */
async function pinPublicUrl(store: Transactor<IssuanceStore>, settings: Settings): Promise<string> {
  const known = await store.read.settings.get(IDENTITY);
  if (known === null) {
    await store.transaction((tx) =>
      tx.settings.insert({ id: IDENTITY, version: 1, value: { publicUrl: settings.publicUrl } }),
    );
    return settings.publicUrl;
  }
  const publicUrl = String(known.value['publicUrl']);
  if (settings.production && publicUrl !== settings.publicUrl) {
    throw new ServiceError('public-url-changed', {
      status: 500,
      title: 'PUBLIC_URL differs from the address this instance was set up with.',
      whatToDo: `Set PUBLIC_URL=${publicUrl}, because issued credentials name it; or start with an empty database.`,
    });
  }
  return publicUrl;
}
