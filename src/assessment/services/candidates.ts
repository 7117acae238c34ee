import { couldBeBornOn, isoDay, parseIso, refused } from '../../shared/index.js';
import type { Person, PersonName } from '../model/index.js';
import { compareNames, matchKey } from '../names.js';
import type { AssessmentStore } from '../ports.js';
import { audit, mustGet, newRow, requireInput, type AssessmentDeps, type Command } from './context.js';

export interface CandidateDetails {
  /** Chosen by a desk that registered without the network; otherwise the service gives one. */
  readonly id?: string;
  /** First is the name used on awards. */
  readonly names: readonly PersonName[];
  readonly birthDate?: { readonly value: string; readonly source: string } | null;
  readonly sex?: string | null;
  readonly nationalities?: readonly string[];
  readonly photoHash?: string | null;
  readonly schemeIds?: Person['schemeIds'];
  /** May stay empty: no phone or e-mail is needed. */
  readonly contacts?: Person['contacts'];
  readonly preferredLanguage?: string;
  readonly supportNeeds?: readonly string[];
  readonly representative?: Person['representative'];
}

export interface RegisterCandidate extends CandidateDetails, Command {
  /** The answer to D15: the same person (names and a differing birth date are added to that entry), or another one. */
  readonly duplicateAnswer?: { readonly kind: 'same'; readonly personId: string } | { readonly kind: 'another' };
}

export interface RegisterCandidates extends Command {
  readonly candidates: readonly CandidateDetails[];
}

export interface RegisteredCandidates {
  readonly registered: readonly Person[];
  /** Rows that look like a person on file, or like an earlier row; nothing was stored for them. */
  readonly duplicates: readonly { readonly index: number; readonly personId: string }[];
}

export interface AddBirthDate extends Command {
  readonly personId: string;
  readonly birthDate: { readonly value: string; readonly source: string };
}

export function createCandidateCommands(deps: AssessmentDeps) {
  return {
    /** @throws ServiceError `D15` (409) when this looks like a person on file; `at` points to that person */
    registerCandidate: (input: RegisterCandidate): Promise<Person> =>
      deps.store.transaction(async (store) => {
        checkDetails(input, deps);
        const answer = input.duplicateAnswer;
        if (answer?.kind === 'same')
          return mergeInto(store, await mustGet(store.people, answer.personId, 'person'), input);
        const person = newPerson(input, deps);
        const alike = await store.people.find({ matchKey: person.matchKey });
        const double = answer?.kind === 'another' ? undefined : alike.find((known) => maybeSame(known, person));
        if (double) throw looksRegistered(double.id);
        const stored = await store.people.insert(person);
        await auditRegistered(store, stored.id, input.actorId);
        return stored;
      }),

    /** One transaction for a whole list. Rows that look like a known person are handed back, the others are stored. */
    registerCandidates: (input: RegisterCandidates): Promise<RegisteredCandidates> =>
      deps.store.transaction(async (store) => {
        requireInput(input.candidates.length <= 5_000, 'This list is too long.', 'Split it.');
        for (const details of input.candidates) checkDetails(details, deps);
        const people = input.candidates.map((details) => newPerson(details, deps));
        const keys = [...new Set(people.map((person) => person.matchKey))];
        const known = keys.length === 0 ? [] : await store.people.find({ matchKey: keys });
        const byKey = new Map<string, Person[]>();
        for (const person of known) byKey.set(person.matchKey, [...(byKey.get(person.matchKey) ?? []), person]);
        const registered: Person[] = [];
        const duplicates: { index: number; personId: string }[] = [];
        people.forEach((person, index) => {
          const alike = byKey.get(person.matchKey) ?? [];
          const double = alike.find((other) => maybeSame(other, person));
          if (double) duplicates.push({ index, personId: double.id });
          else {
            registered.push(person);
            byKey.set(person.matchKey, [...alike, person]);
          }
        });
        await store.people.insertMany(registered);
        for (const person of registered) await auditRegistered(store, person.id, input.actorId);
        return { registered, duplicates };
      }),

    /** A second document's date. When it differs both are kept, and certification waits (R13). */
    addBirthDate: (input: AddBirthDate): Promise<Person> =>
      deps.store.transaction(async (store) => {
        checkBirthDate(input.birthDate.value, deps);
        const person = await mustGet(store.people, input.personId, 'person');
        return mergeInto(store, person, { ...input, names: [] });
      }),
  };
}

function checkBirthDate(value: string, { clock }: AssessmentDeps): void {
  requireInput(
    parseIso(value) !== null && value.length === 10,
    'The birth date is not a date.',
    'Enter year, month and day.',
  );
  requireInput(
    couldBeBornOn(value, isoDay(clock.now())),
    'Nobody who is assessed today was born on this day.',
    'Check the year of birth.',
  );
}

function checkDetails(details: CandidateDetails, deps: AssessmentDeps): void {
  const name = details.names[0];
  requireInput(
    name !== undefined && /\p{L}/u.test(name.family + name.given),
    'The name is missing.',
    'Enter the name as in the document.',
  );
  requireInput(
    details.names.every((entry) => [entry.family, entry.given, entry.middle ?? ''].every((part) => part.length <= 200)),
    'A name is too long.',
    'Enter at most 200 characters.',
  );
  if (details.birthDate) checkBirthDate(details.birthDate.value, deps);
}

function newPerson(details: CandidateDetails, deps: AssessmentDeps): Person {
  const name = details.names[0];
  return {
    ...newRow(deps, details.id),
    names: details.names.map((entry) => normalizeName(entry)),
    birthDate: details.birthDate ?? null,
    conflictingBirthDate: null,
    sex: details.sex ?? null,
    nationalities: details.nationalities ?? [],
    photoHash: details.photoHash ?? null,
    schemeIds: details.schemeIds ?? [],
    contacts: details.contacts ?? [],
    preferredLanguage: details.preferredLanguage ?? 'en',
    supportNeeds: details.supportNeeds ?? [],
    representative: details.representative ?? null,
    matchKey: name === undefined ? '' : matchKey(name),
  };
}

/** NFC, so the same letters are always the same bytes; otherwise exactly as in the document. */
const normalizeName = (name: PersonName): PersonName => ({
  ...name,
  family: written(name.family),
  given: written(name.given),
  ...(name.middle === undefined ? {} : { middle: written(name.middle) }),
  ...(name.motherMaiden === undefined ? {} : { motherMaiden: written(name.motherMaiden) }),
});

/**
 * Line breaks and marks that turn the direction come along from other documents; on a certificate they would show another
 * name than the one that is signed. Joiners stay: Sinhala, Tamil and Arabic are written with them.
 */
const written = (part: string): string =>
  part
    .normalize('NFC')
    .replaceAll(/[\u202a-\u202e\u2066-\u2069]/gu, '')
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();

/** Same folded name and no birth date that speaks against it. */
function maybeSame(known: Person, person: Person): boolean {
  if (known.birthDate === null || person.birthDate === null) return true;
  return [known.birthDate.value, known.conflictingBirthDate?.value].includes(person.birthDate.value);
}

const looksRegistered = (personId: string) =>
  refused([
    {
      code: 'D15',
      severity: 'block',
      message: 'This looks like a person who is already registered.',
      whatToDo: 'Open that person and say: same person, or another person.',
      at: `/people/${personId}`,
    },
  ]);

async function mergeInto(store: AssessmentStore, person: Person, input: CandidateDetails & Command): Promise<Person> {
  const newNames = input.names
    .map(normalizeName)
    .filter((name) => person.names.every((known) => compareNames(known, name) !== 'exact'));
  const second = input.birthDate ?? null;
  const differs = second !== null && person.birthDate !== null && second.value !== person.birthDate.value;
  const stored = await store.people.update({
    ...person,
    names: [...person.names, ...newNames],
    birthDate: person.birthDate ?? second,
    conflictingBirthDate: differs ? second : person.conflictingBirthDate,
  });
  await audit(store, {
    actorId: input.actorId,
    action: 'person.merge',
    subjectId: person.id,
    facts: { namesAdded: newNames.length, birthDatesDiffer: differs },
  });
  return stored;
}

const auditRegistered = (store: AssessmentStore, personId: string, actorId: string): Promise<void> =>
  audit(store, { actorId, action: 'person.register', subjectId: personId });
