import type { DeskSay } from '../../locales/desk/strings.js';
import { apart, calendarDay, dayOf } from '../words.js';
import type { RuleFact } from './decide-shapes.js';
import { wordOf } from './officer-words.js';

export interface FactWords {
  /** What it was when the record was made. */
  readonly then: string;
  /** What it is today, where that can differ. */
  readonly now: string | null;
}

/** What a rule was judged on, in the reader's language: words for codes, days as that language writes them. */
export function factWords(fact: RuleFact, say: DeskSay, language: string): FactWords {
  switch (fact.kind) {
    case 'accreditation': {
      const day = (value: string): string => calendarDay(value, language);
      const { number, validFrom, validUntil, assessedOn } = fact;
      const days = { from: day(validFrom), until: day(validUntil), on: day(assessedOn) };
      return {
        then: say('fact.accreditation.was', { number: apart(number), ...days }),
        now: wordOf(say, 'state', fact.state),
      };
    }
    case 'identity':
      return {
        then: say('fact.identity.was', {
          document: apart(wordOf(say, 'document', fact.document)),
          name: wordOf(say, 'match', fact.name),
          birthDate: wordOf(say, 'match', fact.birthDate),
          on: dayOf(fact.at, language),
        }),
        now: fact.resolution === null ? null : wordOf(say, 'resolved', fact.resolution),
      };
    case 'acknowledgement':
      return only(`${wordOf(say, 'acknowledged', fact.by)} · ${dayOf(fact.at, language)}`);
    case 'results':
      return only(say('fact.results.are', { rated: fact.rated, units: fact.units }));
    case 'overall':
      return only(wordOf(say, 'outcome', fact.outcome));
    case 'route':
      return only(wordOf(say, 'route', fact.route));
    case 'your-part':
      return only(wordOf(say, 'part', fact.part));
    case 'clusters':
    case 'records-before':
      return only(String(fact.count));
  }
}

const only = (then: string): FactWords => ({ then, now: null });
