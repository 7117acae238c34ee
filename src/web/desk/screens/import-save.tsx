import { useEffect, useState } from 'preact/hooks';
import type { QualificationBrief } from '../api/shapes.js';
import { useDesk } from '../context.js';
import type { FileTable } from '../local/read-table.js';
import { Button, Link, Notice, ProblemNotice, Progress } from '../parts/index.js';
import { useAction } from '../use-load.js';
import { applicationOf, type ApplyChoice } from './apply-for.js';
import { bodyOf, FIRST_ROW, type Answers, type ReadyRow } from './import-table.js';

interface SaveProps {
  readonly table: FileTable;
  readonly ready: readonly ReadyRow[];
  readonly answers: Answers;
  readonly apply: ApplyChoice;
}

interface Saved {
  readonly registered: readonly {
    readonly row: number;
    readonly personId: string;
    readonly qualification: ReadyRow['qualification'];
  }[];
}

/** Rows at a time: progress is seen, and a lost network loses at most this many. */
const AT_ONCE = 20;

/** Saves the ready rows piece by piece. After a failure it goes on where it stopped; rows saved before are not saved twice. */
export function ImportSave({ table, ready, answers, apply }: SaveProps) {
  const { say, api } = useDesk();
  const [done, setDone] = useState(0);
  const [saved, setSaved] = useState(0);
  const action = useAction();
  const save = async (from: number): Promise<void> => {
    const qualifications =
      apply.hasConsent || apply.hasGuide || ready.some(({ qualification }) => qualification !== null)
        ? await api.get<readonly QualificationBrief[]>('/api/assessment/qualifications')
        : [];
    for (let at = from; at < ready.length; at += AT_ONCE) {
      const some = ready.slice(at, at + AT_ONCE);
      const registered = await saveRows(some);
      const applications = registered.flatMap(({ personId, qualification }) => {
        const own = qualifications.find(
          ({ id, revision }) => id === qualification?.qualificationId && revision === qualification.revision,
        );
        const application = applicationOf(own === undefined ? apply : { ...apply, qualification: own });
        return application === null ? [] : { ...application, personId };
      });
      if (applications.length > 0) await api.post('/api/assessment/applications', { applications });
      setSaved((count) => count + registered.length);
      setDone(Math.min(at + AT_ONCE, ready.length));
    }
  };
  /** Rows keep their numbers, so each run of rows that follow one another is sent by itself. */
  const saveRows = async (rows: readonly ReadyRow[]): Promise<Saved['registered']> => {
    const registered: Saved['registered'][number][] = [];
    for (const [first, count] of runsOf(rows.map(({ row }) => row))) {
      const cells = table.rows.slice(first - FIRST_ROW, first - FIRST_ROW + count);
      const answer = await api.post<Saved>('/api/assessment/candidates/import', bodyOf(table, cells, answers, first));
      registered.push(...answer.registered);
    }
    return registered;
  };
  useEffect(() => void action.run(() => save(0)), []);
  const isOver = done >= ready.length;
  return (
    <>
      <ProblemNotice problem={action.problem} say={say} />
      <Progress
        label={say('import.saving')}
        done={done}
        total={ready.length}
        text={say('import.progress', { done, total: ready.length })}
      />
      {action.problem !== null && <Button onClick={() => void action.run(() => save(done))}>{say('again')}</Button>}
      {isOver && (
        <Notice kind="good">
          <p>{say('import.done', { n: saved })}</p>
        </Notice>
      )}
      {isOver && (
        <p>
          <Link to="/desk/applications">{say('applications.title')}</Link>{' '}
          <Link to="/desk/candidates">{say('candidates.title')}</Link>
        </p>
      )}
    </>
  );
}

/** `[2, 3, 4, 7]` as `[2, 3]` (three from 2 on) and `[7, 1]`. */
function runsOf(rows: readonly number[]): readonly (readonly [first: number, count: number])[] {
  const runs: [number, number][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[1] === row) last[1]++;
    else runs.push([row, 1]);
  }
  return runs;
}
