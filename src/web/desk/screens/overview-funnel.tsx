import { useDesk } from '../context.js';
import { Table, type Column } from '../parts/index.js';
import { Figure, PercentAxis, plotOf, useWidth, type Plot } from './overview-plots.js';
import type { FunnelPoint, Limit, OverviewFile } from './overview-shapes.js';

const HEIGHT = 320;

/** Rates of assessors against how many they assessed, with limits instead of a ranking: few candidates scatter widely. */
export function Funnel({ funnel }: { readonly funnel: OverviewFile['funnel'] }) {
  const { say } = useDesk();
  const { box, width } = useWidth();
  const { points, limits, average } = funnel;
  const outside = points.filter((point) => point.band === 'outside-99.8').length;
  const summary = say('view.funnel.summary', { n: points.length, outside, average: average ?? '–' });
  const plot = plotOf(width, HEIGHT);
  const most = Math.max(1, ...limits.map(({ n }) => n));
  return (
    <Figure
      title={say('view.funnel')}
      lead={say('view.funnel.lead')}
      summary={summary}
      table={<PointTable points={points} />}
    >
      <div ref={box} class="drawing">
        {width > 0 && (
          <svg width={width} height={HEIGHT} role="img" aria-label={summary}>
            <PercentAxis plot={plot} />
            <Limits {...{ limits, plot, most }} />
            {average !== null && <Average {...{ average, plot }} />}
            {points.map((point, index) => (
              <Mark key={index} point={point} x={plot.x(point.assessed / most)} y={plot.y(point.rate / 100)} />
            ))}
            {[0.25, 0.5, 0.75, 1].map((share) => (
              <text
                key={share}
                class="axis-text"
                x={plot.x(share)}
                y={HEIGHT - 8}
                text-anchor={share === 1 ? 'end' : 'middle'}
              >
                {Math.round(most * share)}
              </text>
            ))}
          </svg>
        )}
      </div>
      {funnel.leftOut > 0 && <p class="quiet">{say('view.funnel.left-out', { n: funnel.leftOut })}</p>}
    </Figure>
  );
}

interface LimitsProps {
  readonly limits: readonly Limit[];
  readonly plot: Plot;
  readonly most: number;
}

function Limits({ limits, plot, most }: LimitsProps) {
  const curve = (pick: (limit: Limit) => number): string =>
    limits.map((limit) => `${plot.x(limit.n / most)},${plot.y(pick(limit))}`).join(' ');
  const last = limits.at(-1);
  return (
    <>
      <polyline class="limit inner" points={curve((limit) => limit.low95)} />
      <polyline class="limit inner" points={curve((limit) => limit.high95)} />
      <polyline class="limit outer" points={curve((limit) => limit.low998)} />
      <polyline class="limit outer" points={curve((limit) => limit.high998)} />
      {last !== undefined && (
        <>
          <LimitName text="99.8 %" plot={plot} at={last.low998} below />
          <LimitName text="95 %" plot={plot} at={last.low95} />
        </>
      )}
    </>
  );
}

const LimitName = (props: {
  readonly text: string;
  readonly plot: Plot;
  readonly at: number;
  readonly below?: boolean;
}) => (
  <text
    class="limit-name"
    direction="ltr"
    x={props.plot.x(1)}
    y={props.plot.y(props.at) + (props.below === true ? 16 : -4)}
    text-anchor={props.plot.x(0) > props.plot.x(1) ? 'start' : 'end'}
  >
    {props.text}
  </text>
);

function Average({ average, plot }: { readonly average: number; readonly plot: Plot }) {
  const { say } = useDesk();
  const y = plot.y(average / 100);
  return (
    <>
      <line class="average" x1={plot.x(0)} x2={plot.x(1)} y1={y} y2={y} />
      <text class="limit-name" x={plot.x(0.02)} y={average > 85 ? y + 16 : y - 5}>
        {say('view.funnel.average', { n: average.toFixed(1) })}
      </text>
    </>
  );
}

/** Form and colour say the same: a circle inside, a diamond outside 95 %, a triangle outside 99.8 %. */
function Mark({ point, x, y }: { readonly point: FunnelPoint; readonly x: number; readonly y: number }) {
  if (point.band === 'inside') return <circle class="point inside" cx={x} cy={y} r="5" />;
  if (point.band === 'outside-95')
    return <path class="point outside" d={`M${x} ${y - 7}L${x + 7} ${y}L${x} ${y + 7}L${x - 7} ${y}Z`} />;
  return <path class="point far" d={`M${x} ${y - 8}L${x + 8} ${y + 7}L${x - 8} ${y + 7}Z`} />;
}

function PointTable({ points }: { readonly points: readonly FunnelPoint[] }) {
  const { say } = useDesk();
  const columns: readonly Column<FunnelPoint & { readonly place: number }>[] = [
    {
      key: 'who',
      title: say('view.assessor'),
      isHeader: true,
      cell: (point) => <bdi>{point.label ?? String(point.place)}</bdi>,
    },
    { key: 'assessed', title: say('view.assessed'), cell: (point) => point.assessed },
    { key: 'competent', title: say('view.competent'), cell: (point) => point.competent },
    { key: 'rate', title: say('view.rate'), cell: (point) => `${point.rate.toFixed(1)} %` },
    { key: 'band', title: say('word.state'), cell: (point) => say(`view.funnel.${point.band}`) },
  ];
  return (
    <Table
      caption={say('view.funnel')}
      hideCaption
      columns={columns}
      rows={points.map((point, index) => ({ ...point, place: index + 1 }))}
      keyOf={(point) => String(point.place)}
      empty={say('view.empty')}
    />
  );
}
