import type { LevelAnswer } from '../check/framework-answers.js';
import { gapWords } from '../check/framework-words.js';
import type { Say, StringKey } from '../locales/strings.js';

type Ladder = LevelAnswer['ladder'];
type Column = Ladder['columns'][number];

interface LadderTableProps {
  readonly ladder: Ladder;
  readonly say: Say;
  readonly language: string;
}

/** The ladder in words, for readers who listen and for those who want to copy it. Names of awards are data. */
export function LadderTable({ ladder, say, language }: LadderTableProps) {
  const [left, right] = ladder.columns;
  if (left === undefined) return null;
  const [gap = null] = ladder.gaps;
  const none = gapWords(gap, say) ?? say('fw.gap.none');
  return (
    <div class="table-room" tabIndex={0} role="region" aria-label={say('lvl.table')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{left.acronym}</th>
            <th scope="col">{say('fw.awards')}</th>
            {right === undefined ? null : <th scope="col">{right.acronym}</th>}
          </tr>
        </thead>
        <tbody>
          {left.levels.map((level) => (
            <tr key={level.code} class={level.mark === null ? undefined : 'marked'}>
              <th scope="row">
                {level.code}
                {level.mark === 'certificate' ? ` (${say('fw.word.certificate')})` : ''}
              </th>
              <td lang="en">{level.awards.join(', ')}</td>
              {right === undefined ? null : <td>{linkWords(ladder, level.code, { say, language }) ?? none}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {right === undefined || gap === null ? null : <p>{ownLevels(right, say)}</p>}
    </div>
  );
}

const lineKeys = { solid: 'fw.word.solid', dashed: 'fw.word.dashed', dotted: 'fw.word.dotted' } as const;

function linkWords(
  ladder: Ladder,
  code: string,
  { say, language }: Pick<LadderTableProps, 'say' | 'language'>,
): string | null {
  const links = ladder.links.filter(({ column, from }) => column === 0 && from === code);
  if (links.length === 0) return null;
  const key = (line: (typeof links)[number]['line']): StringKey => lineKeys[line];
  return links
    .map(({ to, line, wording }) => (language === 'en' ? `${wording} ${to}` : `${to} (${say(key(line))})`))
    .join('; ');
}

function ownLevels({ acronym, levels }: Column, say: Say): string {
  const codes = levels.map(({ code }) => code).reverse();
  return codes.length === 0
    ? say('fw.levels.none', { framework: acronym })
    : say('fw.levels', { framework: acronym, levels: codes.join(', ') });
}
