import type { DeskKey } from '../../locales/desk/strings.js';
import { useDesk } from '../context.js';
import { Table, type Column } from '../parts/index.js';
import { Figure, PercentAxis, plotOf, useWidth } from './overview-plots.js';
import type { Dimension, Group, OverviewFile } from './overview-shapes.js';

const HEIGHT = 240;

interface GroupsProps {
  readonly dimension: Dimension;
  readonly groups: readonly Group[];
  readonly labelOf: (group: Group) => string;
}

const known = (groups: readonly Group[]) =>
  groups.filter((group): group is Group & { assessed: number; competent: number; rate: number } => group.rate !== null);

function GroupTable({ dimension, groups, labelOf }: GroupsProps) {
  const { say } = useDesk();
  const number = (value: number | null) => (value === null ? say('word.hidden') : value);
  const columns: readonly Column<Group>[] = [
    { key: 'group', title: say(`word.${dimension}`), isHeader: true, cell: (group) => <bdi>{labelOf(group)}</bdi> },
    { key: 'assessed', title: say('view.assessed'), cell: (group) => number(group.assessed) },
    { key: 'competent', title: say('view.competent'), cell: (group) => number(group.competent) },
    {
      key: 'rate',
      title: say('view.rate'),
      cell: (group) => (group.rate === null ? '–' : `${group.rate.toFixed(1)} %`),
    },
  ];
  return (
    <Table
      caption={say(`view.by.${dimension}`)}
      hideCaption
      columns={columns}
      rows={groups}
      keyOf={(group) => group.key}
      empty={say('view.empty')}
    />
  );
}

/** Competent of assessed: one bar per group, its length the number assessed, with the numbers as text beside it. */
export function GroupBars(props: GroupsProps) {
  const { say } = useDesk();
  const { dimension, groups, labelOf } = props;
  const shown = known(groups);
  const most = Math.max(1, ...shown.map((group) => group.assessed));
  const [first] = shown;
  const summary =
    first === undefined
      ? say('view.small')
      : say('view.bars.summary', { n: groups.length, first: labelOf(first), rate: first.rate });
  return (
    <Figure title={say(`view.by.${dimension}`)} summary={summary} table={<GroupTable {...props} />}>
      <ul class="bars">
        {groups.map((group) => (
          <li key={group.key}>
            <span class="bar-name">
              <bdi>{labelOf(group)}</bdi>
            </span>
            {group.assessed === null || group.competent === null || group.rate === null ? (
              <span class="quiet bar-hidden">{say('word.hidden')}</span>
            ) : (
              <>
                <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect class="part-other" x="0" y="0" width={(group.assessed / most) * 100} height="10" />
                  <rect class="part-competent" x="0" y="0" width={(group.competent / most) * 100} height="10" />
                </svg>
                <span class="bar-text">
                  {say('view.of', { n: group.competent, total: group.assessed })} ·{' '}
                  <bdi dir="ltr">{group.rate.toFixed(1)} %</bdi>
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
    </Figure>
  );
}

/** Rates over time from zero to all; a month that is hidden or without assessments leaves a gap. */
export function MonthLine(props: GroupsProps) {
  const { say } = useDesk();
  const { box, width } = useWidth();
  const { groups, labelOf } = props;
  const shown = known(groups);
  const rates = shown.map((group) => group.rate);
  const plot = plotOf(width, HEIGHT);
  const at = (index: number): number => plot.x(groups.length === 1 ? 0.5 : index / (groups.length - 1));
  const pieces: { x: number; y: number; group: Group & { rate: number } }[][] = [[]];
  groups.forEach((group, index) => {
    if (group.rate === null) pieces.push([]);
    else pieces.at(-1)?.push({ x: at(index), y: plot.y(group.rate / 100), group: { ...group, rate: group.rate } });
  });
  const every = Math.max(1, Math.ceil((groups.length * 84) / Math.max(width, 1)));
  const summary =
    shown.length === 0
      ? say('view.small')
      : say('view.line.summary', { n: shown.length, low: Math.min(...rates), high: Math.max(...rates) });
  return (
    <Figure
      title={say('view.by.month')}
      {...(shown.length === 0 ? { lead: summary } : {})}
      summary={summary}
      table={<GroupTable {...props} />}
    >
      <div ref={box} class="drawing">
        {width > 0 && shown.length > 0 && (
          <svg width={width} height={HEIGHT} role="img" aria-label={summary}>
            <PercentAxis plot={plot} />
            {pieces.map((piece, index) => (
              <polyline key={index} class="rate-line" points={piece.map(({ x, y }) => `${x},${y}`).join(' ')} />
            ))}
            {pieces.flat().map(({ x, y, group }) => (
              <circle key={group.key} class="rate-point" cx={x} cy={y} r="4" />
            ))}
            {groups.map(
              (group, index) =>
                index % every === 0 && (
                  <text
                    key={group.key}
                    class="axis-text"
                    x={at(index)}
                    y={HEIGHT - 8}
                    // Under the end of the axis a name in its middle would be cut.
                    text-anchor={index > 0 && index === groups.length - 1 ? 'end' : 'middle'}
                  >
                    {labelOf(group)}
                  </text>
                ),
            )}
          </svg>
        )}
      </div>
    </Figure>
  );
}

interface EndingProps {
  readonly ending: OverviewFile['ending'];
  readonly labelOf: (month: string) => string;
}

export function EndingBars({ ending, labelOf }: EndingProps) {
  const { say } = useDesk();
  const most = Math.max(1, ...ending.map(({ count }) => count ?? 0));
  const columns: readonly Column<OverviewFile['ending'][number]>[] = [
    { key: 'month', title: say('word.month'), isHeader: true, cell: ({ month }) => labelOf(month) },
    { key: 'count', title: say('view.count'), cell: ({ count }) => count ?? say('word.hidden') },
  ];
  const title: DeskKey = 'view.by.ending';
  const summary = ending.map(({ month, count }) => `${labelOf(month)}: ${count ?? say('word.hidden')}`).join('; ');
  return (
    <Figure
      title={say(title)}
      summary={summary}
      table={
        <Table
          caption={say(title)}
          hideCaption
          columns={columns}
          rows={ending}
          keyOf={({ month }) => month}
          empty={say('view.empty')}
        />
      }
    >
      <ul class="bars">
        {ending.map(({ month, count }) => (
          <li key={month}>
            <span class="bar-name">{labelOf(month)}</span>
            {count === null ? (
              <span class="quiet bar-hidden">{say('word.hidden')}</span>
            ) : (
              <>
                <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect class="part-ending" x="0" y="0" width={(count / most) * 100} height="10" />
                </svg>
                <span class="bar-text">{count}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </Figure>
  );
}
