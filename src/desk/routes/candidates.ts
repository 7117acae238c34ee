import { z } from 'zod';
import { matchKey, type CandidateDetails, type Person, type Portrait } from '../../assessment/index.js';
import { refused, ServiceError } from '../../shared/index.js';
import { country, day, id, newId, line, page, sha256, text } from '../fields.js';
import { noSuch } from '../../staff/index.js';
import { hold, isWithinReach } from '../holdings.js';
import type { PortraitBrief } from '../portraits.js';
import { command, reading, type Call, type DeskRoute } from '../route.js';

const name = z.strictObject({
  family: z.string().max(200),
  given: z.string().max(200),
  middle: z.string().max(200).exactOptional(),
  motherMaiden: z.string().max(200).exactOptional(),
  script: z.string().regex(/^[A-Z][a-z]{3}$/),
  asIn: line(60),
});
const birthDate = z.strictObject({ value: day, source: line(60) });

const details = {
  names: z.array(name).min(1).max(6),
  birthDate: birthDate.nullable().exactOptional(),
  sex: line(20).nullable().exactOptional(),
  nationalities: z.array(country).max(5).exactOptional(),
  photoHash: sha256.nullable().exactOptional(),
  schemeIds: z
    .array(z.strictObject({ scheme: line(20), value: line(60) }))
    .max(10)
    .exactOptional(),
  contacts: z
    .array(z.strictObject({ kind: z.enum(['phone', 'email', 'address']), value: text(300) }))
    .max(10)
    .exactOptional(),
  preferredLanguage: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .exactOptional(),
  supportNeeds: z.array(line(200)).max(10).exactOptional(),
};

export const candidateRoutes: readonly DeskRoute[] = [
  reading({
    path: '/candidates',
    action: 'candidates.read',
    summary: 'Persons whose file the organisation keeps or whose application it handles.',
    input: page,
    work: ({ input, view }) => view.people.find({}, input),
  }),
  reading({
    path: '/candidates/:personId',
    action: 'candidates.read',
    summary: 'One person.',
    touches: { people: ['personId'] },
    input: { personId: id },
    work: ({ input, view }) => view.people.get(input.personId),
  }),
  command({
    path: '/candidates',
    action: 'candidate.register',
    summary:
      'Register a candidate. D15 when this looks like somebody on file; answer with duplicateAnswer. With an id of the desk once, however often it is sent.',
    input: {
      ...details,
      id: newId.exactOptional(),
      organizationId: line(60).exactOptional(),
      secondBirthDate: birthDate.exactOptional(),
      duplicateAnswer: z
        .discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('same'), personId: id }),
          z.strictObject({ kind: z.literal('another') }),
        ])
        .exactOptional(),
    },
    work: async (call) => {
      const { duplicateAnswer, organizationId, secondBirthDate, ...candidate } = call.input;
      requireHere(call, organizationId);
      const before = await registeredBefore(call, candidate.id);
      if (before !== null) return before;
      if (duplicateAnswer?.kind === 'same') await call.view.people.cover([duplicateAnswer.personId]);
      const { actorId, services } = call;
      const person =
        duplicateAnswer === undefined
          ? await register(call, candidate)
          : await kept(call, await services.registerCandidate({ ...candidate, duplicateAnswer, actorId }));
      if (secondBirthDate === undefined) return person;
      return services.addBirthDate({ personId: person.id, birthDate: secondBirthDate, actorId });
    },
  }),
  command({
    path: '/candidates/list',
    action: 'candidate.register',
    summary: 'Register many candidates at once; rows that look like somebody on file come back.',
    input: { candidates: z.array(z.strictObject(details)).min(1).max(500) },
    work: async (call) => {
      const { people, duplicates } = await registerList(call, call.input.candidates);
      return { registered: people.map(({ person }) => person), duplicates };
    },
  }),
  command({
    path: '/candidates/:personId/birth-date',
    action: 'candidate.register',
    summary: "A second document's birth date; when it differs, certification waits (R13).",
    touches: { people: ['personId'] },
    input: { personId: id, birthDate },
    work: ({ input, services, actorId }) => services.addBirthDate({ ...input, actorId }),
  }),
  reading({
    path: '/candidates/:personId/photo/facts',
    action: 'candidates.read',
    summary: 'Whether there is a photo, since when, and whether the passport may show it.',
    touches: { people: ['personId'] },
    input: { personId: id },
    work: async ({ input, store }) => {
      const portrait = await store.portraits.get(input.personId);
      return portrait === null || portrait.jpeg === null ? { takenAt: null, onPassport: false } : briefOf(portrait);
    },
  }),
  command({
    path: '/candidates/:personId/photo/consent',
    action: 'candidate.register',
    summary: 'The person agrees that the passport shows the photo, or takes it back.',
    touches: { people: ['personId'] },
    input: { personId: id, agreed: z.boolean() },
    work: async ({ input, services, actorId }) => briefOf(await services.agreeToPortrait({ ...input, actorId })),
  }),
  command({
    path: '/candidates/:personId/photo/remove',
    action: 'candidate.register',
    summary: 'Take the photo off the file.',
    touches: { people: ['personId'] },
    input: { personId: id },
    work: async ({ input, services, actorId }) => briefOf(await services.removePortrait({ ...input, actorId })),
  }),
];

/** Never the picture itself: that has an address of its own. */
const briefOf = ({ id: personId, takenAt, onPassport }: Portrait): PortraitBrief => ({
  personId,
  takenAt,
  onPassport: onPassport !== null,
});

export interface RegisteredList {
  /** In no particular order; `index` is the place in the list given. */
  readonly people: readonly { readonly index: number; readonly person: Person }[];
  readonly duplicates: readonly { readonly index: number; readonly personId: string }[];
}

/** Registers a list and holds the files; who looks like a person of this organisation comes back. */
export async function registerList(
  call: Registering,
  candidates: readonly CandidateDetails[],
): Promise<RegisteredList> {
  const { actorId, services } = call;
  const { registered, duplicates } = await services.registerCandidates({ candidates, actorId });
  await hold(
    call,
    call.tenant.organizationId,
    'person',
    registered.map((person) => person.id),
  );
  const doubled = new Set(duplicates.map(({ index }) => index));
  // Who was registered comes back in the order of the list, without the doubles.
  const kept = candidates.flatMap((_, index) => (doubled.has(index) ? [] : [index]));
  const people = registered.map((person, place) => ({ index: kept[place] ?? -1, person }));
  const own: { index: number; personId: string }[] = [];
  for (const duplicate of duplicates) {
    const row = candidates[duplicate.index];
    const here = row === undefined ? duplicate.personId : await alikeHere(call, row);
    if (here !== null) own.push({ ...duplicate, personId: here });
    else if (row !== undefined) people.push({ index: duplicate.index, person: await separate(call, row) });
  }
  return { people, duplicates: own };
}

/** What was registered without the network may be sent after somebody chose another organisation. */
function requireHere({ tenant }: Pick<Call<unknown>, 'tenant'>, organizationId = tenant.organizationId): void {
  if (organizationId === tenant.organizationId) return;
  throw refused([
    {
      code: 'other-organization',
      severity: 'block',
      message: 'This was registered for another of your organisations.',
      whatToDo: 'Choose that organisation, then send it again.',
    },
  ]);
}

/** The answer to an earlier sending got lost: nothing is done twice. */
async function registeredBefore({ store, view }: Registering, personId: string | undefined): Promise<Person | null> {
  if (personId === undefined) return null;
  const known = await store.people.get(personId);
  if (known !== null) await view.people.cover([known.id]);
  else await assertNobodys(personId, store);
  return known;
}

/**
 * Officers act under the id of their account, and an appeal is sealed with a key under its own: a person with such an id
 * would be taken for that officer, or take the appeal along when erased. @throws ServiceError `not-found`
 */
async function assertNobodys(id: string, { staffAccounts, appeals }: Registering['store']): Promise<void> {
  if ((await staffAccounts.get(id)) !== null || (await appeals.get(id)) !== null) throw noSuch('person');
}

type Registering = Pick<Call<unknown>, 'services' | 'actorId' | 'view' | 'store' | 'deps' | 'tenant'>;

async function kept(call: Registering, person: Person): Promise<Person> {
  await hold(call, call.tenant.organizationId, 'person', [person.id]);
  return person;
}

const separate = async (call: Registering, candidate: CandidateDetails): Promise<Person> =>
  kept(
    call,
    await call.services.registerCandidate({
      ...candidate,
      actorId: call.actorId,
      duplicateAnswer: { kind: 'another' },
    }),
  );

/**
 * A likeness with a file of another organisation says nothing here: whether that person is known elsewhere is not this
 * organisation's business. It gets a file of its own.
 */
async function register(call: Registering, candidate: CandidateDetails): Promise<Person> {
  try {
    return await kept(call, await call.services.registerCandidate({ ...candidate, actorId: call.actorId }));
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== 'D15') throw error;
    const own = await alikeHere(call, candidate);
    if (own === null) return separate(call, candidate);
    if (own === candidate.id) throw sentTwice();
    throw refused(error.refusals.map((refusal) => ({ ...refusal, at: `/people/${own}` })));
  }
}

/** Another sending of the same registration was in work and is done now. */
const sentTwice = (): ServiceError =>
  new ServiceError('conflict', {
    status: 409,
    title: 'This exists already.',
    whatToDo: 'Look up the existing entry instead of adding it again.',
  });

/** The file of this organisation that looks like the same person: same folded name, no birth date that speaks against it. */
export async function alikeHere(call: Registering, candidate: CandidateDetails): Promise<string | null> {
  const [first] = candidate.names;
  if (first === undefined) return null;
  const born = candidate.birthDate?.value ?? null;
  for (const person of await call.store.people.find({ matchKey: matchKey(first) }, { limit: 200 })) {
    const known = [person.birthDate?.value, person.conflictingBirthDate?.value];
    const speaksAgainst = born !== null && person.birthDate !== null && !known.includes(born);
    if (!speaksAgainst && (await isWithinReach(call, person.id))) return person.id;
  }
  return null;
}
