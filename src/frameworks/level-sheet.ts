import type { Drawing } from '../shared/index.js';
import type { ComparisonClaim } from './compare.js';
import { answersForEmployer } from './employer.js';
import type { Knowledge } from './knowledge.js';
import { ladder } from './ladder.js';
import { ladderDrawing } from './ladder-drawing.js';

/** A sheet of paper that sets one level beside frameworks elsewhere: drawings, meanings and everything they rest on. */
export interface LevelSheetContent {
  readonly title: string;
  readonly parts: readonly LevelSheetPart[];
  readonly foot: string;
}

export interface LevelSheetPart {
  readonly heading: string;
  readonly drawing: Drawing;
  readonly notes: readonly LevelSheetNote[];
}

export interface LevelSheetNote {
  readonly heading: string;
  readonly lines: readonly { readonly text: string; readonly link: string | null }[];
}

/** Width of the drawing in CSS pixels: 180 mm at 96 per inch, the text area of A4. */
const WIDTH = 680;

/** Null when the choice names no framework, or the claim's framework or level is not known. */
export function levelSheet(knowledge: Knowledge, claim: ComparisonClaim, choice: string): LevelSheetContent | null {
  const answers = answersForEmployer(knowledge, claim, choice);
  const [first] = answers;
  if (first === undefined || first.comparison.here === null) return null;
  const { here } = first.comparison;
  return {
    title: `${here.acronym} level ${here.level} beside ${answers.map(({ acronym }) => acronym).join(', ')}`,
    parts: answers.map(({ framework, name, comparison, statements }) => {
      const own = { framework: here.framework, level: here.level };
      const sides = framework === here.framework ? [own] : [own, { framework }];
      return {
        heading: name,
        drawing: ladderDrawing(ladder(knowledge, sides), WIDTH),
        notes: [
          {
            heading: 'What these levels mean',
            lines: meaningsOf(comparison).map((meaning) => ({ text: meaningLine(meaning), link: null })),
          },
          { heading: 'What to ask', lines: comparison.whatToAsk.map((text) => ({ text, link: null })) },
          {
            heading: 'Who says so',
            lines: statements.map(({ about, source, year, status, confidence, suppliedBy }) => ({
              text: [
                about,
                ...(year === null ? [] : [String(year)]),
                status,
                `${confidence} confidence`,
                ...(suppliedBy === 'operator-supplied' ? ['supplied by the operator'] : []),
                source ?? 'no source',
              ].join(' · '),
              link: source,
            })),
          },
        ],
      };
    }),
    foot: `Reference data ${knowledge.version}, compared with its sources on ${knowledge.checkedOn}. Not a recognition decision.`,
  };
}

/** Inside one framework both sides are the same level: it is described once. */
const meaningsOf = ({ standing, here, there }: Answer) =>
  [here, ...(standing === 'same-framework' ? [] : there)].filter((meaning) => meaning !== null);

const meaningLine = ({ acronym, level, of, meaning, awards }: NonNullable<Answer['here']>): string =>
  `${acronym} ${level} of ${of}: ${meaning ?? 'We have no description of this level.'}${
    awards.length === 0 ? '' : ` Awards: ${awards.join(', ')}.`
  }`;

type Answer = ReturnType<typeof answersForEmployer>[number]['comparison'];
