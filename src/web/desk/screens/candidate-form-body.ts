import { couldBeBornOn, isObject, isoDay, systemClock } from '../../../shared/index.js';
import type { useDesk } from '../context.js';
import { dayFrom, noDate, type DateParts } from '../parts/date-field.js';
import type { FieldErrors } from '../parts/index.js';
import type { PersonName } from '../words.js';

/** What is typed about one candidate. */
export interface Draft {
  readonly family: string;
  readonly given: string;
  readonly own: string;
  readonly script: string;
  readonly born: DateParts;
  readonly differs: boolean;
  readonly second: DateParts;
  readonly sex: string;
  readonly nationality: string;
  readonly phone: string;
  readonly email: string;
  readonly reading: boolean;
}

export const emptyDraft: Draft = {
  family: '',
  given: '',
  own: '',
  script: 'Sinh',
  born: noDate,
  differs: false,
  second: noDate,
  sex: '',
  nationality: '',
  phone: '',
  email: '',
  reading: false,
};

/** As the service has them: a name, a phone number or an address longer than this is refused there. */
const LONGEST_NAME = 200;
const LONGEST_CONTACT = 300;

/** The same the service would refuse: nobody should learn it hours later, when the candidate is gone. */
export function problemsOf(draft: Draft, say: ReturnType<typeof useDesk>['say']): FieldErrors {
  const { family, given, own, nationality } = draft;
  const tooLong = say('candidate.too-long', { max: LONGEST_NAME });
  const birthProblem = (id: 'born' | 'second', parts: DateParts): FieldErrors => {
    const day = dayFrom(parts);
    if (day === null) return { [id]: say('date.wrong') };
    return couldBeBornOn(day, isoDay(systemClock.now())) ? {} : { [id]: say('candidate.birth.wrong') };
  };
  return {
    ...(!/\p{L}/u.test(family + given) ? { family: say('candidate.name.missing') } : {}),
    ...Object.fromEntries(
      Object.entries({ family, given, own }).flatMap(([id, name]) =>
        name.trim().length > LONGEST_NAME ? [[id, tooLong]] : [],
      ),
    ),
    ...birthProblem('born', draft.born),
    ...(draft.differs ? birthProblem('second', draft.second) : {}),
    ...(/^([A-Z]{2})?$/i.test(nationality.trim()) ? {} : { nationality: say('candidate.nationality.wrong') }),
    ...Object.fromEntries(
      (['phone', 'email'] as const).flatMap((kind) =>
        draft[kind].trim().length > LONGEST_CONTACT
          ? [[kind, say('candidate.too-long', { max: LONGEST_CONTACT })]]
          : [],
      ),
    ),
  };
}

/** The body of a registration. */
export function detailsOf(draft: Draft): object {
  const country = draft.nationality.trim().toUpperCase();
  const second = draft.differs ? dayFrom(draft.second) : null;
  const contacts = (['phone', 'email'] as const).flatMap((kind) =>
    draft[kind].trim() === '' ? [] : [{ kind, value: draft[kind].trim() }],
  );
  return {
    names: [
      { family: draft.family.trim(), given: draft.given.trim(), script: 'Latn', asIn: 'passport' },
      ...(draft.own.trim() === ''
        ? []
        : [{ family: draft.own.trim(), given: '', script: draft.script, asIn: 'birth certificate' }]),
    ],
    birthDate: { value: dayFrom(draft.born) ?? '', source: 'passport' },
    ...(second === null ? {} : { secondBirthDate: { value: second, source: 'second document' } }),
    sex: draft.sex === '' ? null : draft.sex,
    ...(country === '' ? {} : { nationalities: [country] }),
    contacts,
    ...(draft.reading ? { supportNeeds: ['reading-aloud'] } : {}),
  };
}

/** What was typed, from a registration that waits. */
export function draftOf(details: Readonly<Record<string, unknown>>): Draft {
  const [latin, own] = listIn(details, 'names');
  const contacts = listIn(details, 'contacts');
  const contact = (kind: string): string =>
    textIn(
      contacts.find((row) => row['kind'] === kind),
      'value',
    );
  const dayIn = (key: string): DateParts => partsOf(textIn(details[key], 'value'));
  return {
    family: textIn(latin, 'family'),
    given: textIn(latin, 'given'),
    own: textIn(own, 'family'),
    script: textIn(own, 'script') || emptyDraft.script,
    born: dayIn('birthDate'),
    differs: isObject(details['secondBirthDate']),
    second: dayIn('secondBirthDate'),
    sex: textIn(details, 'sex'),
    nationality: Array.isArray(details['nationalities']) ? details['nationalities'].join() : '',
    phone: contact('phone'),
    email: contact('email'),
    reading: details['supportNeeds'] !== undefined,
  };
}

/** The names of a registration that waits. */
export const namesOf = (details: Readonly<Record<string, unknown>>): readonly PersonName[] =>
  listIn(details, 'names').map((row) => ({
    family: textIn(row, 'family'),
    given: textIn(row, 'given'),
    script: textIn(row, 'script'),
  }));

const textIn = (row: unknown, key: string): string => {
  const value: unknown = isObject(row) ? row[key] : null;
  return typeof value === 'string' ? value : '';
};
const listIn = (row: Readonly<Record<string, unknown>>, key: string): readonly Readonly<Record<string, unknown>>[] => {
  const list = row[key];
  return Array.isArray(list) ? list.filter(isObject) : [];
};

function partsOf(day: string): DateParts {
  const [year = '', month = '', date = ''] = day.split('-');
  return { day: date, month, year };
}
