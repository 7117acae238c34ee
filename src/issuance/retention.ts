import type { EvidenceFile } from '../assessment/index.js';
import { eachPage } from '../shared/index.js';
import { erasePerson, type PersonDataDeps } from './person-data.js';
import type { IssuanceStore } from './ports.js';
import table from './data/retention.json' with { type: 'json' };

export interface RetentionRule {
  readonly kind: string;
  /** Null: nothing happens by itself. */
  readonly days: number | null;
  readonly of: string;
  readonly then: string;
  readonly unless: string;
}

/** What is kept how long (docs/privacy.md). */
export const retentionRules: readonly RetentionRule[] = table.rules;

export interface RetentionPlan {
  /** Files whose time is over. */
  readonly evidence: readonly EvidenceFile[];
  /** Ids of people whose photo is needed no longer. */
  readonly photos: readonly string[];
  /** Ids of people whose time is over. */
  readonly people: readonly string[];
}

export interface RetentionRun {
  readonly actorId: string;
  readonly secondActorId: string;
}

export interface RetentionDone {
  readonly evidence: number;
  readonly photos: number;
  readonly people: number;
  /** People that could not be erased now, with the code why. */
  readonly failed: readonly { readonly personId: string; readonly code: string }[];
}

const DAY_MS = 86_400_000;
const AUDIT_PAGE = 1_000;
const SETTLED_APPLICATIONS = ['draft', 'rejected', 'withdrawn', 'closed', 'decided'];
const OPEN_APPEALS = [
  'lodged',
  'acknowledged',
  'inadmissible',
  'under-review',
  'upheld',
  'dismissed',
  'second-instance',
];

/** What is due today. Changes nothing. */
export async function planRetention(deps: Pick<PersonDataDeps, 'store' | 'clock'>): Promise<RetentionPlan> {
  const { read } = deps.store;
  const lastAbout = await lastMentions(read);
  const isOver = (kind: string, ids: readonly string[]): boolean => {
    const days = retentionRules.find((rule) => rule.kind === kind)?.days ?? null;
    const last = ids
      .flatMap((id) => lastAbout.get(id) ?? [])
      .toSorted()
      .at(-1);
    if (days === null || last === undefined) return false;
    return deps.clock.now().getTime() - Date.parse(last) > days * DAY_MS;
  };
  const appealing = new Set(
    (await read.appeals.find({ state: OPEN_APPEALS as never })).map(({ personId }) => personId),
  );
  const rest = { read, isOver, appealing };
  return { evidence: await dueEvidence(rest), photos: await duePhotos(rest), people: await duePeople(rest) };
}

interface Judging {
  readonly read: IssuanceStore;
  /** The time of this kind has passed since any of these was last written about. */
  readonly isOver: (kind: string, ids: readonly string[]) => boolean;
  /** Ids of people with an open appeal. */
  readonly appealing: ReadonlySet<string | null>;
}

async function dueEvidence({ read, isOver, appealing }: Judging): Promise<readonly EvidenceFile[]> {
  const due: EvidenceFile[] = [];
  for await (const page of eachPage(read.evidenceFiles, { removedAt: null }))
    for (const file of page)
      if (
        !appealing.has(file.personId) &&
        (await isDecided(read, file)) &&
        isOver('evidence', await aboutFile(read, file))
      )
        due.push(file);
  return due;
}

async function duePhotos({ read, isOver, appealing }: Judging): Promise<readonly string[]> {
  const due: string[] = [];
  for await (const page of eachPage(read.portraits, {}))
    for (const { id, jpeg, onPassport } of page) {
      if (jpeg === null || onPassport !== null || appealing.has(id)) continue;
      const about = await aboutPhoto(read, id);
      if (about !== null && isOver('photos', about)) due.push(id);
    }
  return due;
}

async function duePeople({ read, isOver, appealing }: Judging): Promise<readonly string[]> {
  const due: string[] = [];
  for await (const page of eachPage(read.people, {}))
    for (const { id, names } of page) {
      if (names.length === 0 || appealing.has(id)) continue;
      const about = await aboutPerson(read, id);
      if (about !== null && isOver('people-without-award', about)) due.push(id);
    }
  return due;
}

/** Does what is due. Two officers, as for every erasure; repeating it is harmless. */
export async function runRetention(run: RetentionRun, deps: PersonDataDeps): Promise<RetentionDone> {
  const plan = await planRetention(deps);
  for (const file of plan.evidence) {
    await deps.store.transaction(async (store) => {
      const { id: subjectId, sha256 } = file;
      await store.evidenceFiles.update({ ...file, removedAt: deps.clock.now().toISOString() });
      const facts = { reason: 'retention-ended', sha256, second: run.secondActorId };
      await store.audit.append({
        action: 'evidence.remove',
        actorId: run.actorId,
        subjectType: 'evidence',
        subjectId,
        facts,
      });
    });
    await deps.evidence.remove(file.fileId);
  }
  for (const id of plan.photos) await deps.store.transaction((store) => removePhoto(store, id, run));
  const failed: { personId: string; code: string }[] = [];
  for (const personId of plan.people) {
    try {
      await erasePerson({ ...run, personId, reason: 'retention-ended' }, deps);
    } catch (error) {
      const { code } = error as { code?: unknown };
      if (typeof code !== 'string') throw error;
      failed.push({ personId, code });
    }
  }
  const people = plan.people.length - failed.length;
  return { evidence: plan.evidence.length, photos: plan.photos.length, people, failed };
}

async function removePhoto(store: IssuanceStore, subjectId: string, run: RetentionRun): Promise<void> {
  const portrait = await store.portraits.get(subjectId);
  const person = await store.people.get(subjectId);
  if (portrait === null || person === null) return;
  await store.portraits.update({ ...portrait, jpeg: null, sha256: null });
  await store.people.update({ ...person, photoHash: null });
  const facts = { reason: 'retention-ended', second: run.secondActorId };
  await store.audit.append({
    action: 'person.photo-remove',
    actorId: run.actorId,
    subjectType: 'person',
    subjectId,
    facts,
  });
}

/** When each thing was last written about, by its id. */
async function lastMentions(read: IssuanceStore): Promise<ReadonlyMap<string, string>> {
  const last = new Map<string, string>();
  for (let from = 1; ; from += AUDIT_PAGE) {
    const page = await read.auditRows(from, AUDIT_PAGE);
    for (const { subjectId, at } of page) last.set(subjectId, at);
    if (page.length < AUDIT_PAGE) return last;
  }
}

async function isDecided(read: IssuanceStore, { applicationId }: EvidenceFile): Promise<boolean> {
  const records = await read.records.find({ applicationId });
  return records.every(({ state }) => state === 'decided' || state === 'voided');
}

/** Ids of a person and of everything they were assessed in; null while something of it is not decided. */
async function aboutPhoto(read: IssuanceStore, personId: string): Promise<readonly string[] | null> {
  const records = await read.records.find({ personId });
  if (records.some(({ state }) => state !== 'decided' && state !== 'voided')) return null;
  const applications = await read.applications.find({ personId });
  return [personId, ...applications.map(({ id }) => id), ...records.map(({ id }) => id)];
}

async function aboutFile(read: IssuanceStore, { id, applicationId }: EvidenceFile): Promise<readonly string[]> {
  const records = await read.records.find({ applicationId });
  return [id, applicationId, ...records.map((record) => record.id)];
}

/** Ids of everything about somebody without an award; null for everybody else. */
async function aboutPerson(read: IssuanceStore, personId: string): Promise<readonly string[] | null> {
  const counts = await Promise.all([
    read.certificates.count({ personId }),
    read.experience.count({ personId }),
    read.passports.count({ personId }),
    read.accreditations.count({ subjectId: personId }),
    read.sessions.count({ representativeId: personId }),
  ]);
  if (counts.some((count) => count > 0)) return null;
  const applications = await read.applications.find({ personId });
  if (!applications.every(({ state }) => SETTLED_APPLICATIONS.includes(state))) return null;
  const records = await read.records.find({ personId });
  return [personId, ...applications.map(({ id }) => id), ...records.map(({ id }) => id)];
}
