import { useState } from 'preact/hooks';
import type { DeskSay } from '../../locales/desk/strings.js';
import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import {
  Button,
  CheckField,
  Link,
  Loading,
  Notice,
  Page,
  ProblemNotice,
  OwnReason,
  Table,
  type Column,
} from '../parts/index.js';
import { go } from '../router.js';
import { useAction, useLoad } from '../use-load.js';
import { clockTime, dayOf } from '../words.js';
import { useTyped } from '../use-typed.js';
import { ClockNotice } from './release-clock.js';
import type { ReleaseGroup, RunBrief } from './release-shapes.js';
import { Registered } from '../../parts/registered.js';

/** What waits for the second officer, by session; all of it can be released at once. */
export default function ReleaseList() {
  const { say, api, me } = useDesk();
  const loaded = useLoad('release-list', async () => ({
    groups: await api.get<readonly ReleaseGroup[]>('/api/assessment/release-groups'),
    runs: await api.get<readonly RunBrief[]>('/api/assessment/release-runs'),
  }));
  return (
    <Page title={say('release.title')} isWide>
      <ClockNotice />
      <Loading of={loaded}>
        {({ groups, runs }) => (
          <>
            {may(me, 'certificate.release') && <p>{say('release.lead')}</p>}
            {groups.length === 0 ? <p class="empty">{say('release.empty')}</p> : <Waiting groups={groups} />}
            <Runs runs={runs} />
          </>
        )}
      </Loading>
    </Page>
  );
}

const keyOf = (group: ReleaseGroup): string => group.session?.id ?? 'none';

function groupTitle(group: ReleaseGroup, say: DeskSay, language: string): string {
  if (group.session === null) return say('release.replacement');
  const { startsAt, site, mission } = group.session;
  return [`${dayOf(startsAt, language)}, ${clockTime(startsAt, language)}`, site, mission].filter(Boolean).join(' · ');
}

function Waiting({ groups }: { readonly groups: readonly ReleaseGroup[] }) {
  const { say, api, me, language } = useDesk();
  const action = useAction();
  const [chosen, setChosen] = useTyped<ReadonlySet<string>>('chosen', new Set());
  const [isEmpty, setEmpty] = useState(false);
  const all = groups.flatMap((group) => group.certificates);
  const set = (ids: readonly string[], isOn: boolean): void => {
    const next = new Set(chosen);
    for (const id of ids) {
      if (isOn) next.add(id);
      else next.delete(id);
    }
    setEmpty(false);
    setChosen(next);
  };
  const release = async (): Promise<void> => {
    if (chosen.size === 0) {
      setEmpty(true);
      return;
    }
    const touched = groups.filter((group) => group.certificates.some(({ id }) => chosen.has(id)));
    const [only] = touched;
    const sessionId = touched.length === 1 ? only?.session?.id : undefined;
    // In the order of the lists: the cards are printed in the same order.
    const certificateIds = all.map(({ id }) => id).filter((id) => chosen.has(id));
    const body = { certificateIds, ...(sessionId === undefined ? {} : { sessionId }) };
    await action.run(async () => {
      const run = await api.post<RunBrief>('/api/assessment/release-runs', body);
      go(`/desk/release/${run.id}`);
    });
  };
  const canRelease = may(me, 'certificate.release');
  return (
    <section>
      <h2>{say('release.waiting')}</h2>
      <ProblemNotice problem={action.problem} say={say} />
      {canRelease && (
        <div class="release-bar">
          <CheckField
            id="all"
            label={say('release.choose-all', { n: all.length })}
            checked={chosen.size === all.length}
            onChange={(isOn) =>
              set(
                all.map(({ id }) => id),
                isOn,
              )
            }
          />
          <Button kind="primary" isBusy={action.isBusy} onClick={() => void release()}>
            {say('release.do', { n: chosen.size })}
          </Button>
          {isEmpty && (
            <p class="field-error" role="alert">
              {say('release.choose')}
            </p>
          )}
        </div>
      )}
      {groups.map((group) => (
        <GroupBox
          key={keyOf(group)}
          group={group}
          title={groupTitle(group, say, language)}
          chosen={chosen}
          set={set}
          canRelease={canRelease}
        />
      ))}
    </section>
  );
}

interface GroupBoxProps {
  readonly group: ReleaseGroup;
  readonly title: string;
  readonly chosen: ReadonlySet<string>;
  readonly set: (ids: readonly string[], isOn: boolean) => void;
  readonly canRelease: boolean;
}

function GroupBox({ group, title, chosen, set, canRelease }: GroupBoxProps) {
  const { say } = useDesk();
  const ids = group.certificates.map(({ id }) => id);
  const count = ids.filter((id) => chosen.has(id)).length;
  return (
    <fieldset class="release-group">
      <legend>
        <bdi>{title}</bdi>
      </legend>
      <p class="quiet">{say('release.approved-by', { names: group.approvedBy.join(', ') })}</p>
      {canRelease && (
        <CheckField
          id={`group-${keyOf(group)}`}
          label={say('release.choose-all', { n: ids.length })}
          checked={count === ids.length}
          onChange={(isOn) => set(ids, isOn)}
        />
      )}
      <details open={ids.length <= 12}>
        <summary>{say('release.progress', { done: count, total: ids.length })}</summary>
        <ul class="plain-list">
          {group.certificates.map((certificate) => (
            <li key={certificate.id}>
              {canRelease ? (
                <CheckField
                  id={certificate.id}
                  label={
                    <>
                      <bdi>{certificate.name}</bdi> · <Registered>{certificate.title}</Registered>
                      {certificate.isReplacement && <span class="quiet block">{say('release.replacement')}</span>}
                    </>
                  }
                  checked={chosen.has(certificate.id)}
                  onChange={(isOn) => set([certificate.id], isOn)}
                />
              ) : (
                <p>
                  <bdi>{certificate.name}</bdi> · <Registered>{certificate.title}</Registered>
                </p>
              )}
              {certificate.isYours && canRelease && <OwnReason code="R14" message={say('release.yours')} />}
            </li>
          ))}
        </ul>
      </details>
    </fieldset>
  );
}

function Runs({ runs }: { readonly runs: readonly RunBrief[] }) {
  const { say, language } = useDesk();
  if (runs.length === 0) return null;
  const columns: readonly Column<RunBrief>[] = [
    {
      key: 'run',
      title: say('word.when'),
      isHeader: true,
      cell: (run) => (
        <Link to={`/desk/release/${run.id}`}>
          {say('release.run', { date: `${dayOf(run.startedAt, language)}, ${clockTime(run.startedAt, language)}` })}
        </Link>
      ),
    },
    { key: 'where', title: say('word.session'), cell: (run) => <bdi>{run.session?.site ?? ''}</bdi> },
    {
      key: 'done',
      title: say('release.bar'),
      cell: (run) => say('release.progress', { done: run.released, total: run.total }),
    },
    { key: 'state', title: say('word.state'), cell: (run) => runState(say, run) },
  ];
  return (
    <section>
      <Table caption={say('release.runs')} columns={columns} rows={runs} keyOf={(run) => run.id} empty="" />
      {runs.some((run) => run.state === 'held') && <Notice kind="caution">{say('release.held')}</Notice>}
    </section>
  );
}

export const runState = (say: DeskSay, run: Pick<RunBrief, 'state' | 'heldBy'>): string =>
  say(`release.state.${run.state}`, { code: run.heldBy ?? '' });
