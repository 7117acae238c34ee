import type { Say, StringKey } from '../locales/strings.js';
import type { LevelAnswer, PictureOptions } from './framework-answers.js';

type Comparison = LevelAnswer['comparison'];
type Statement = LevelAnswer['statements'][number];

/**
 * What the reference data says, in the reader's language. English readers get the sentences of the data themselves, word
 * for word as the API gives them; the others get templates filled with the same levels, years and names.
 */
export function frameworkSentences(answer: LevelAnswer, say: Say, language: string): readonly string[] {
  const { comparison, ladder } = answer;
  const { here, standing } = comparison;
  if (language === 'en' || here === null) return ladder.sentences;
  const own = say('fw.own', { level: here.level, of: here.of, framework: here.acronym });
  return standing === 'same-framework' ? [own] : [own, say(`fw.${standing}`, factsOf(answer))];
}

function factsOf({ acronym, comparison }: LevelAnswer): Readonly<Record<string, string>> {
  const { here, level, path, sources } = comparison;
  const year = path.find((step) => step.year !== null)?.year ?? sources[0]?.year ?? null;
  return {
    from: here?.acronym ?? '',
    to: acronym,
    here: `${here?.acronym ?? ''} ${here?.level ?? ''}`,
    there: `${acronym} ${level ?? ''}`,
    year: year === null ? '?' : String(year),
  };
}

/** What an employer can do next, most useful first: the same order as in English. */
export function questionsToAsk(answer: LevelAnswer, say: Say, language: string): readonly string[] {
  const { comparison, acronym } = answer;
  if (language === 'en') return comparison.whatToAsk;
  const authority = answer.authority ?? say('fw.ask.authority', { to: acronym });
  const { here } = comparison;
  const told = { authority, level: here?.level ?? '', from: here?.acronym ?? '' };
  return asked(comparison.standing).map((key) => say(key, told));
}

function asked(standing: Comparison['standing']): readonly StringKey[] {
  switch (standing) {
    case 'same-framework':
      return ['fw.ask.units'];
    case 'official':
      return ['fw.ask.regulated', 'fw.ask.units'];
    case 'compared':
    case 'historical':
    case 'indicative':
      return ['fw.ask.recognition', 'fw.ask.units'];
    case 'table-not-loaded':
      return ['fw.ask.table', 'fw.ask.recognition', 'fw.ask.units'];
    default:
      return ['fw.ask.units', 'fw.ask.recognition', 'fw.ask.compare'];
  }
}

const gapKeys: Readonly<Record<string, StringKey>> = {
  'mapping not endorsed': 'fw.gap.not-endorsed',
  'only indicative': 'fw.gap.indicative',
  'related, table not loaded': 'fw.gap.related',
};

export const gapWords = (gap: string | null, say: Say): string | null =>
  gap === null ? null : say(gapKeys[gap] ?? 'fw.gap.none');

/** Everything the drawing says. */
export function pictureWords(answer: LevelAnswer, say: Say, language: string): Omit<PictureOptions, 'width'> {
  return {
    language,
    told: {
      sentences: frameworkSentences(answer, say, language).map(isolated),
      gaps: answer.ladder.gaps.map((gap) => gapWords(gap, say)),
      caution: isolated(say('fw.caution')),
    },
    words: {
      title: say('fw.word.title'),
      certificate: say('fw.word.certificate'),
      counterpart: say('fw.word.counterpart'),
      solid: isolated(say('fw.word.solid')),
      dashed: isolated(say('fw.word.dashed')),
      dotted: isolated(say('fw.word.dotted')),
      dataVersion: isolated(say('fw.word.data')),
    },
  };
}

/** A drawing has no paragraphs: a right-to-left sentence carries its direction itself. */
const isolated = (text: string): string => (/\p{Script=Arabic}/u.test(text) ? `\u2067${text}\u2069` : text);

const statusKeys: Readonly<Record<string, StringKey>> = {
  current: 'fw.status.current',
  historical: 'fw.status.historical',
  draft: 'fw.status.draft',
  'official-referenced': 'fw.status.official',
  'official-aligned': 'fw.status.official',
  'national-correspondence': 'fw.status.official',
  'official-compared': 'fw.status.compared',
  'official-referenced-historical': 'fw.status.historical',
  'national-classification': 'fw.status.indicative',
  indicative: 'fw.status.indicative',
  'not-endorsed': 'fw.status.not-endorsed',
  'report-published': 'fw.status.report',
  'none-found': 'fw.status.none',
};
const confidenceKeys: Readonly<Record<string, StringKey>> = {
  high: 'fw.confidence.high',
  medium: 'fw.confidence.medium',
  low: 'fw.confidence.low',
};

/** Year, status, confidence and who supplied it, in words. */
export const standingWords = ({ year, status, confidence, suppliedBy }: Statement, say: Say): readonly string[] => [
  ...(year === null ? [] : [String(year)]),
  say('fw.status', { word: say(statusKeys[status] ?? 'fw.status.unknown') }),
  say('fw.confidence', { word: say(confidenceKeys[confidence] ?? 'fw.confidence.none') }),
  ...(suppliedBy === 'operator-supplied' ? [say('fw.source.operator')] : []),
];
