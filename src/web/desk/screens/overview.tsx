import { useState } from 'preact/hooks';
import { writtenDate } from '../../../shared/index.js';
import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import { Loading, Page, SelectField } from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { EndingBars, GroupBars, MonthLine } from './overview-charts.js';
import { Funnel } from './overview-funnel.js';
import type { Dimension, Group, OverviewFile } from './overview-shapes.js';

type Filter = Readonly<Partial<Record<Dimension, string>>>;
const filtered = ['mission', 'qualification', 'site', 'month'] as const;

/** Counts, not names: how many, how well, how fast, what ends. All numbers are computed by the service. */
export default function Overview() {
  const { say, api, me } = useDesk();
  const [filter, setFilter] = useState<Filter>({});
  const path = may(me, 'overview.names') ? '/api/assessment/overview/assessors' : '/api/assessment/overview';
  const loaded = useLoad(`overview ${JSON.stringify(filter)}`, () => api.get<OverviewFile>(path, filter));
  const query = new URLSearchParams(filter).toString();
  const month = useMonths();
  return (
    <Page title={say('view.title')} isWide>
      <p>{say('view.lead')}</p>
      <Loading of={loaded}>
        {(overview) => (
          <>
            <div class="row">
              {filtered.map((dimension) => (
                <SelectField
                  key={dimension}
                  id={dimension}
                  label={say(`word.${dimension}`)}
                  value={filter[dimension] ?? ''}
                  onChange={(value) => {
                    const { [dimension]: _before, ...rest } = filter;
                    setFilter(value === '' ? rest : { ...rest, [dimension]: value });
                  }}
                  options={[
                    ['', say('word.all')],
                    ...overview.choices[dimension].map(
                      ({ key, label }) => [key, dimension === 'month' ? month(key) : label] as const,
                    ),
                  ]}
                />
              ))}
              <a class="button" href={`/api/assessment/overview/table${query === '' ? '' : `?${query}`}`} download>
                {say('view.csv')}
              </a>
            </div>
            <Shown overview={overview} month={month} />
          </>
        )}
      </Loading>
    </Page>
  );
}

/** Months in words of the chosen language. */
function useMonths(): (month: string) => string {
  const { language } = useDesk();
  return (month) => {
    const date = new Date(`${month}-01T00:00:00Z`);
    return Number.isNaN(date.getTime())
      ? month
      : writtenDate(date, language, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  };
}

interface ShownProps {
  readonly overview: OverviewFile;
  readonly month: (month: string) => string;
}

function Shown({ overview, month }: ShownProps) {
  const { say } = useDesk();
  const { total, groups } = overview;
  if (total.assessed === null) return <p class="empty">{say('view.small')}</p>;
  if (total.assessed === 0) return <p class="empty">{say('view.empty')}</p>;
  const label = (group: Group): string => (group.label === '' ? say('word.no-mission') : group.label);
  return (
    <>
      <Numbers overview={overview} />
      <div class="charts">
        <GroupBars dimension="mission" groups={groups.mission} labelOf={label} />
        <Funnel funnel={overview.funnel} />
        <GroupBars dimension="qualification" groups={groups.qualification} labelOf={label} />
        <MonthLine dimension="month" groups={groups.month} labelOf={(group) => month(group.key)} />
        <GroupBars dimension="site" groups={groups.site} labelOf={label} />
        {overview.ending.length > 0 && <EndingBars ending={overview.ending} labelOf={month} />}
      </div>
    </>
  );
}

function Numbers({ overview }: { readonly overview: OverviewFile }) {
  const { say } = useDesk();
  const { total, days, endingSoon } = overview;
  const tiles: readonly (readonly [string, string, string])[] = [
    [say('view.assessed'), String(total.assessed), ''],
    [say('view.competent'), String(total.competent), ''],
    [
      say('view.rate'),
      total.rate === null ? '–' : `${total.rate.toFixed(1)} %`,
      say('view.of', { n: total.competent ?? 0, total: total.assessed ?? 0 }),
    ],
    [
      say('view.days'),
      days === null ? '–' : String(days.median),
      days === null ? say('word.hidden') : say('view.days.p90', { n: days.p90 }),
    ],
    [say('view.ending'), endingSoon === null ? '–' : String(endingSoon), endingSoon === null ? say('word.hidden') : ''],
  ];
  return (
    <dl class="numbers">
      {tiles.map(([label, value, detail]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <strong dir="ltr">{value}</strong>
            {detail !== '' && <span class="quiet block">{detail}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
