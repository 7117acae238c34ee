import { refused, type ServiceError } from '../../shared/index.js';
import type { AssessmentRecord, Portrait } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { audit, mustGet, nowIso, utc, type AssessmentDeps, type Command } from './context.js';

export interface KeepPortrait extends Command {
  readonly personId: string;
  /** Already cleaned: JPEG, base64. */
  readonly jpeg: string;
  readonly sha256: string;
  readonly takenAt: string;
  /** The person agreed to its use on the passport. */
  readonly onPassport: boolean;
}

interface AboutPortrait extends Command {
  readonly personId: string;
}

/** The photo of a person: taken, agreed to, removed. Neither picture nor hash ever goes into the audit trail. */
export function createPortraitCommands(deps: AssessmentDeps) {
  return {
    /**
     * Keeps a photo, in place of an earlier one. What a device sends again or late changes nothing. ServiceErrors:
     * `not-found` (404), `photo-settled` (409) once an assessment was signed, with or without a photo.
     */
    keepPortrait: (input: KeepPortrait): Promise<Portrait> =>
      deps.store.transaction(async (store) => {
        const { personId, jpeg, sha256, actorId } = input;
        const person = await mustGet(store.people, personId, 'person');
        const before = await store.portraits.get(personId);
        const takenAt = utc(input.takenAt);
        if (before !== null && isSettledBy(before, { ...input, takenAt })) return before;
        if (before?.sha256 !== sha256) await requireChangeable(store, personId);
        const now = nowIso(deps);
        const onPassport = input.onPassport ? { at: now, receivedBy: actorId } : null;
        const facts = { jpeg, sha256, takenAt, storedBy: actorId, storedAt: now, onPassport };
        const kept = await (before === null
          ? store.portraits.insert({ id: personId, version: 1, ...facts })
          : store.portraits.update({ ...before, ...facts }));
        await store.people.update({ ...person, photoHash: sha256 });
        await audit(store, {
          actorId,
          action: 'person.photo',
          subjectId: personId,
          facts: { onPassport: input.onPassport, replaced: before?.jpeg != null },
        });
        return kept;
      }),

    /** The person agrees to the use on the passport, or takes it back. @throws ServiceError `not-found` (404) */
    agreeToPortrait: ({ personId, agreed, actorId }: AboutPortrait & { readonly agreed: boolean }): Promise<Portrait> =>
      deps.store.transaction(async (store) => {
        const portrait = await mustGet(store.portraits, personId, 'photo');
        if ((portrait.onPassport !== null) === agreed) return portrait;
        const onPassport = agreed ? { at: nowIso(deps), receivedBy: actorId } : null;
        await audit(store, { actorId, action: 'person.photo-consent', subjectId: personId, facts: { agreed } });
        return store.portraits.update({ ...portrait, onPassport });
      }),

    /**
     * Takes the photo off the file. Removing it again is harmless. ServiceErrors: `not-found` (404), `photo-settled` (409)
     * between signature and decision, when the officers compare it; the use on the passport can always be withdrawn.
     */
    removePortrait: ({ personId, actorId }: AboutPortrait): Promise<Portrait> =>
      deps.store.transaction(async (store) => {
        const person = await mustGet(store.people, personId, 'person');
        const portrait = await mustGet(store.portraits, personId, 'photo');
        if (portrait.jpeg === null) return portrait;
        if (isUnderWay(await signedRecords(store, personId))) throw settled();
        await store.people.update({ ...person, photoHash: null });
        await audit(store, { actorId, action: 'person.photo-remove', subjectId: personId });
        return store.portraits.update({ ...portrait, jpeg: null, sha256: null, onPassport: null });
      }),
  };
}

/**
 * A device that was away, or a backup file, sends what the office has long been told: it must not bring back a photo that
 * was replaced or removed, nor an agreement that was taken back. Whoever agrees again says so with `agreeToPortrait`.
 */
function isSettledBy(before: Portrait, { takenAt, sha256, onPassport }: KeepPortrait): boolean {
  // A device whose clock is ahead must not shut out every later photo.
  const since = before.takenAt < before.storedAt ? before.takenAt : before.storedAt;
  if (takenAt < since) return true;
  if (before.jpeg === null) return takenAt === before.takenAt;
  return before.sha256 === sha256 && (before.onPassport === null || onPassport);
}

const BEFORE_SIGNING: readonly AssessmentRecord['state'][] = ['open', 'results-entered', 'candidate-acknowledged'];

/**
 * Whoever decides and whoever is shown the passport must see the face that the assessor saw; no single officer puts
 * another one to an award, nor a first one. After a signature a photo is taken only at another assessment: the person
 * was admitted to it, which means that the representative compared face and document, nothing of it is signed yet, and
 * nothing else is under way.
 */
async function requireChangeable(store: AssessmentStore, personId: string): Promise<void> {
  const signed = await signedRecords(store, personId);
  if (signed.length === 0) return;
  const restsOnIt = new Set(signed.map(({ applicationId }) => applicationId));
  const admitted = await store.applications.find({ personId, state: 'attended' });
  if (!isUnderWay(signed) && admitted.some(({ id }) => !restsOnIt.has(id))) return;
  throw settled();
}

async function signedRecords(store: AssessmentStore, personId: string): Promise<readonly AssessmentRecord[]> {
  const records = await store.records.find({ personId });
  return records.filter(({ state }) => state !== 'voided' && !BEFORE_SIGNING.includes(state));
}

const isUnderWay = (signed: readonly AssessmentRecord[]): boolean => signed.some(({ state }) => state !== 'decided');

const settled = (): ServiceError =>
  refused([
    {
      code: 'photo-settled',
      severity: 'block',
      message: 'An assessment of this person is signed: the photo stays as the assessor saw it.',
      whatToDo: 'Take another photo when the person has come to the next assessment.',
    },
  ]);
