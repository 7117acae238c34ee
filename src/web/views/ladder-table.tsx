import type { LevelAnswer } from '../check/framework-answers.js';

type Ladder = LevelAnswer['ladder'];
type Column = Ladder['columns'][number];

/** The ladder in words, for readers who listen and for those who want to copy it. English, like the data. */
export function LadderTable({ ladder }: { ladder: Ladder }) {
  const [left, right] = ladder.columns;
  if (left === undefined) return null;
  const [gap = null] = ladder.gaps;
  return (
    <div class="table-room">
      <table>
        <thead>
          <tr>
            <th scope="col">{left.acronym}</th>
            <th scope="col">Awards</th>
            {right === undefined ? null : <th scope="col">{right.acronym}</th>}
          </tr>
        </thead>
        <tbody>
          {left.levels.map((level) => (
            <tr key={level.code} class={level.mark === null ? undefined : 'marked'}>
              <th scope="row">
                {level.code}
                {level.mark === 'certificate' ? ' (this certificate)' : ''}
              </th>
              <td>{level.awards.join(', ')}</td>
              {right === undefined ? null : (
                <td>{linkWords(ladder, level.code) ?? gap ?? 'No official relation known'}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {right === undefined || gap === null ? null : <p>{ownLevels(right)}</p>}
    </div>
  );
}

function linkWords(ladder: Ladder, code: string): string | null {
  const links = ladder.links.filter(({ column, from }) => column === 0 && from === code);
  return links.length === 0 ? null : links.map(({ to, wording }) => `${wording} ${to}`).join('; ');
}

function ownLevels(column: Column): string {
  const codes = column.levels.map(({ code }) => code);
  return codes.length === 0
    ? `${column.acronym}: ${column.empty ?? 'We have no table'}.`
    : `${column.acronym} has the levels ${[...codes].reverse().join(', ')}.`;
}
