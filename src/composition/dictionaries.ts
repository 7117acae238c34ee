import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Qualification } from '../assessment/index.js';
import { buildAward, type AwardFacts } from '../credentials/index.js';
import { awardingBody, qualificationFacts } from '../issuance/index.js';
import {
  buildDictionaries,
  commonNames,
  dictionaryFile,
  readDictionaryFile,
  type Dictionary,
} from '../passport/index.js';
import { findEvery, isObject, type Clock, type Ids, type JsonObject } from '../shared/index.js';
import { copiedDictionaries, copyDictionaries } from './dictionary-copies.js';
import type { Instance } from './instance.js';

/** The SP1 dictionaries of this instance: made once per scheme, then never changed, only added to. */
export interface Dictionaries {
  /** Takes in what another process made, by a command or on another machine. Looks at most every few seconds. */
  catchUp(): Promise<void>;
  all(): readonly Dictionary[];
  /** Those that may suit a credential: of its qualification first, else every one. */
  forIssuer(credential: JsonObject): readonly Dictionary[];
  byId(dictId: number): readonly Uint8Array[];
  bySha256(sha256: string): Dictionary | null;
  /** Our own and those of others that are `named` (SHA-256, hex): every one a verifier may need. */
  listed(named: ReadonlySet<string>): readonly Dictionary[];
  /** Keeps a dictionary of another operator: it reads codes, and never makes them. False when the bytes are others. */
  adopt(wanted: { readonly dictId: number; readonly sha256: string }, bytes: Uint8Array): Promise<boolean>;
  /** Makes the dictionaries of a scheme when it has none yet. Call after its awarding body and sites exist. */
  ensure(scheme: string): Promise<void>;
}

/** Numbers each scheme may use; 2 is reserved by the format for packed tokens. */
const FIRST_ID: Readonly<Record<string, number>> = { TESDA: 10, NVQSL: 40 };
const IDS_PER_SCHEME = 30;
const PAUSE_MS = 5_000;

export async function openDictionaries(instance: Instance): Promise<Dictionaries> {
  const dir = join(instance.settings.dataDir, 'dictionaries');
  // Another operator's must never be used for codes of ours: they stand apart.
  const foreignDir = join(instance.settings.dataDir, 'dictionaries-of-others');
  for (const folder of [dir, foreignDir]) await clearUnfinished(folder, instance.clock);
  const own = await loadFrom(dir);
  let lookedAt = 0;
  const isOwn = (sha256: string): boolean => own.some((dictionary) => dictionary.sha256 === sha256);
  const catchUp = async (): Promise<void> => {
    const now = instance.clock.now().getTime();
    if (Math.abs(now - lookedAt) < PAUSE_MS) return;
    lookedAt = now;
    for (const copy of await copiedDictionaries(instance, isOwn)) {
      // Made here meanwhile.
      if (isOwn(copy.sha256)) continue;
      await keep(dir, copy, instance.ids);
      own.push(copy);
    }
    own.sort(byName);
  };
  await catchUp();
  await copyDictionaries(instance, own);
  const foreign = await loadFrom(foreignDir);
  const held = (): readonly Dictionary[] => [...own, ...foreign];
  return {
    catchUp,
    all: () => own,
    listed: (named) => [...own, ...foreign.filter(({ sha256 }) => named.has(sha256))],
    forIssuer: (credential) => suited(own, credential),
    byId: (dictId) =>
      held()
        .filter((dictionary) => dictionary.dictId === dictId)
        .map(({ bytes }) => bytes),
    bySha256: (sha256) => held().find((dictionary) => dictionary.sha256 === sha256) ?? null,
    adopt: async ({ dictId, sha256 }, bytes) => {
      if (held().some((dictionary) => dictionary.sha256 === sha256)) return true;
      const { name } = dictionaryFile({ dictId, sha256, bytes });
      const dictionary = readDictionaryFile(name, bytes);
      if (dictionary?.sha256 !== sha256) return false;
      await keep(foreignDir, dictionary, instance.ids);
      foreign.push(dictionary);
      return true;
    },
    ensure: async (scheme) => {
      const first = FIRST_ID[scheme] ?? 100;
      if (own.some(({ dictId }) => dictId >= first && dictId < first + IDS_PER_SCHEME)) return;
      for (const dictionary of await build(instance, scheme, first)) {
        await keep(dir, dictionary, instance.ids);
        own.push(dictionary);
      }
      own.sort(byName);
      await copyDictionaries(instance, own);
    },
  };
}

/** Every process has them in one order, else each would sign another trust list. */
const byName = (left: Dictionary, right: Dictionary): number =>
  dictionaryFile(left).name < dictionaryFile(right).name ? -1 : 1;

/** A file that was begun this long ago is not being written any more. */
const UNFINISHED_MS = 3_600_000;

/** What a process that was killed in `keep` left behind. Never throws: such a file does no harm but to lie there. */
async function clearUnfinished(dir: string, clock: Clock): Promise<void> {
  const names = await readdir(dir).catch(() => []);
  for (const name of names.filter((each) => /^sp1-.+\.part$/.test(each))) {
    const path = join(dir, name);
    try {
      if (clock.now().getTime() - (await stat(path)).mtimeMs > UNFINISHED_MS) await rm(path);
    } catch {
      // Finished or cleared by another process meanwhile, or in a folder that may only be read.
    }
  }
}

async function loadFrom(dir: string): Promise<Dictionary[]> {
  await mkdir(dir, { recursive: true });
  const loaded: Dictionary[] = [];
  for (const name of (await readdir(dir)).sort()) {
    const dictionary = readDictionaryFile(name, await readFile(join(dir, name)));
    if (dictionary) loaded.push(dictionary);
  }
  return loaded;
}

/**
 * Written beside and renamed, so a killed process never leaves half a dictionary under a good name. Beside it under a name of
 * one's own: several processes may take in the same dictionary at once.
 */
async function keep(dir: string, dictionary: Dictionary, ids: Ids): Promise<void> {
  const { name, bytes } = dictionaryFile(dictionary);
  const unfinished = join(dir, `${name}.${ids.uuid()}.part`);
  try {
    await writeFile(unfinished, bytes, { flag: 'wx' });
    await rename(unfinished, join(dir, name));
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Trying a dictionary costs some ten milliseconds, so only those that hold the credential's qualification are tried. */
function suited(loaded: readonly Dictionary[], credential: JsonObject): readonly Dictionary[] {
  const subject = credential['credentialSubject'];
  const achievement = isObject(subject) ? subject['achievement'] : null;
  const id = isObject(achievement) ? achievement['id'] : null;
  const issuer = isObject(credential['issuer']) ? credential['issuer']['id'] : null;
  const holding = (text: unknown): Dictionary[] =>
    typeof text === 'string' ? loaded.filter(({ bytes }) => Buffer.from(bytes).includes(`"${text}"`)) : [];
  const own = holding(id);
  return own.length > 0 ? own : holding(issuer);
}

async function build(instance: Instance, scheme: string, first: number): Promise<Dictionary[]> {
  const { store, addresses, catalogue } = instance;
  const body = await awardingBody(store.read, scheme);
  const sites = await findEvery(store.read.sites, {});
  const lists = (await store.read.statusLists.find({ issuerDid: body.did })).map((list) =>
    addresses.statusList(list.slug, list.purpose),
  );
  const statusSlug = (await store.read.statusLists.find({ issuerDid: body.did }))[0]?.slug ?? scheme.toLowerCase();
  const keys = (await instance.keys.list()).filter((key) => key.controller === body.did);
  const skeletons = catalogue.qualifications(scheme).map((qualification) => {
    const unsigned = buildAward(
      sampleFacts(instance, qualification, { did: body.did, name: body.legalName }, statusSlug),
    );
    return { ...unsigned, proof: proofSkeleton(unsigned, keys[0]?.id ?? `${body.did}#key-1`) };
  });
  return buildDictionaries({
    dictIds: Array.from({ length: IDS_PER_SCHEME }, (_, index) => first + index),
    // The most used last, by the builder's rule: domestic and care work are what most cards will say.
    skeletons: skeletons.reverse(),
    commonNames: commonNames(body.country),
    issuerStrings: [body.did, body.legalName, ...lists, ...keys.map((key) => key.id)],
    places: sites.map((site) => ({ id: addresses.site(site.id), name: site.name })),
  });
}

function proofSkeleton(unsigned: JsonObject, verificationMethod: string): JsonObject {
  return {
    '@context': unsigned['@context'],
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created: '2026-01-01T00:00:00Z',
    verificationMethod,
    proofPurpose: 'assertionMethod',
  };
}

/** Scripts in which a country's workers write their names: each spares a code about ten bytes. */
const OWN_SCRIPTS: Readonly<Record<string, readonly string[]>> = { LK: ['Latn', 'Sinh', 'Taml'] };

/** An award of nobody: real qualification, blank person. Everything personal is blanked again by the builder. */
function sampleFacts(
  instance: Instance,
  qualification: Qualification,
  issuer: AwardFacts['issuer'],
  statusSlug: string,
): AwardFacts {
  const { addresses } = instance;
  const kind = qualification.awardType === 'NVQ' ? 'nvq-certificate' : 'national-certificate';
  const months = instance.catalogue.scheme(qualification.scheme)?.validityMonths[qualification.awardType] ?? null;
  return {
    kind,
    credentialId: 'urn:uuid:00000000-0000-4000-8000-000000000000',
    scheme: qualification.scheme,
    awardType: qualification.awardType,
    issuer,
    holder: {
      names: (OWN_SCRIPTS[qualification.country] ?? ['Latn']).map((script) => ({ text: 'A', script })),
      birthYear: '1990',
      maskedId: '...0000',
      subjectId: 'urn:uuid:00000000-0000-4000-8000-000000000000#holder',
    },
    number: '00000000000000',
    qualification: qualificationFacts(qualification, addresses),
    title: qualification.title,
    units: qualification.units.flatMap((unit) =>
      unit.code === null || !unit.required
        ? []
        : [{ code: unit.code, revision: unit.revision, title: unit.title, category: unit.category, competent: true }],
    ),
    evidence: [],
    place: {
      id: addresses.site('00000000-0000-4000-8000-000000000000'),
      name: 'A',
      country: qualification.country,
      accreditationNo: 'AC-0',
      assessorAccreditationNo: 'CA-0',
    },
    assessedOn: '2026-01-01',
    awardedOn: '2026-01-01',
    validUntil: months === null ? null : '2030-12-31',
    schemaUrl: addresses.schema(kind),
    status: {
      revocationListUrl: addresses.statusList(statusSlug, 'revocation'),
      suspensionListUrl: addresses.statusList(statusSlug, 'suspension'),
      messageListUrl: addresses.statusList(statusSlug, 'message'),
      index: 0,
    },
  };
}
