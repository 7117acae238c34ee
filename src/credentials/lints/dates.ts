import { parseIso, type Refusal } from '../../shared/index.js';
import { dayAt } from '../claims/fields.js';
import { refusal, type Lint, type LintSubject } from './lint.js';

/** TESDA was founded in 1994 and NVQ came later: no award of either scheme is older. */
const FIRST_DAY = '1994-01-01';

interface NamedDay {
  readonly at: string;
  readonly day: string | null;
}

/** Real calendar days in the order in which things happen: work or assessment, award, today, end of validity. */
export const datesLint: Lint = {
  id: 'dates',
  code: 'L03',
  title: 'Dates are real and in order.',
  run: (subject, { today }) => {
    const { done, awarded, until } = daysOf(subject);
    const all = [...done, ...awarded, ...until];
    const unreal = all.filter(({ day }) => day === null || parseIso(day) === null || day < FIRST_DAY);
    if (unreal.length > 0) {
      return unreal.map(({ at }) => wrong('A date is missing, not in the calendar, or before 1994.', at));
    }
    return [
      ...outOfOrder([...done, ...awarded]),
      ...outOfOrder([...awarded.slice(-1), ...until]),
      ...awarded
        .filter(({ day }) => String(day) > today)
        .map(({ at }) => wrong('The date of the award is in the future.', at)),
      ...sameDay(subject),
    ];
  },
};

function daysOf({ document, subject, kind }: LintSubject): Record<'done' | 'awarded' | 'until', NamedDay[]> {
  const dayOf = (member: string): NamedDay => ({
    at: `/credentialSubject/${member}`,
    day: dayAt(subject, member),
  });
  const experience = kind === 'confirmed-experience' ? [dayOf('activityStartDate')] : [];
  return {
    done: kind === 'passport' ? [] : [...experience, dayOf('activityEndDate')],
    awarded: [{ at: '/awardedDate', day: dayAt(document, 'awardedDate') }],
    until: document['validUntil'] === undefined ? [] : [{ at: '/validUntil', day: dayAt(document, 'validUntil') }],
  };
}

const outOfOrder = (days: readonly NamedDay[]): Refusal[] =>
  days
    .filter(({ day }, index) => index > 0 && String(day) < String(days[index - 1]?.day))
    .map(({ at }) => wrong('This date is before the one that has to come first.', at));

const sameDay = ({ document }: LintSubject): Refusal[] =>
  document['validFrom'] === document['awardedDate']
    ? []
    : [wrong('Validity does not begin on the day of the award.', '/validFrom')];

const wrong = (message: string, at: string): Refusal =>
  refusal('L03', message, 'Correct the date in the assessment record and issue again.', at);
