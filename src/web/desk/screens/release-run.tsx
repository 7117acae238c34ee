import { useEffect, useRef, useState } from 'preact/hooks';
import { may } from '../api/me.js';
import { asProblem, type DeskProblem } from '../api/problem.js';
import { useDesk } from '../context.js';
import { Button, Link, Notice, Page, Patience, ProblemNotice, Progress, Reason } from '../parts/index.js';
import type { ScreenProps } from '../screens.js';
import { useAction } from '../use-load.js';
import { clockTime, dayOf } from '../words.js';
import { runState } from './release-list.js';
import { PrintCards } from './release-print.js';
import type { RunFile } from './release-shapes.js';

const LOOK_EVERY_MS = 1_000;

/** How far a release is, looked at each second; it goes on whether or not somebody looks. */
export default function ReleaseRun({ params }: ScreenProps) {
  const { say, language, me } = useDesk();
  const { run, problem, look } = useRun(params['runId'] ?? '');
  if (run === null)
    return (
      <Page title={say('release.title')} key="waiting">
        {problem === null ? <Patience /> : <ProblemNotice problem={problem} say={say} />}
      </Page>
    );
  const date = `${dayOf(run.startedAt, language)}, ${clockTime(run.startedAt, language)}`;
  return (
    <Page title={say('release.run', { date })} above={<Link to="/desk/release">{say('release.title')}</Link>} key="run">
      <p class="quiet">
        <bdi>{[run.session?.site ?? '', run.session?.mission ?? '', run.startedBy].filter(Boolean).join(' · ')}</bdi>
      </p>
      <Work run={run} look={look} />
      {problem !== null && <ProblemNotice problem={problem} say={say} />}
      {run.problems.length > 0 && <Stopped run={run} />}
      {run.released > 0 && run.state !== 'running' && may(me, 'certificate.print') && <PrintCards run={run} />}
    </Page>
  );
}

function useRun(runId: string) {
  const { api } = useDesk();
  const [run, setRun] = useState<RunFile | null>(null);
  const [problem, setProblem] = useState<DeskProblem | null>(null);
  const [round, setRound] = useState(0);
  const state = run?.state;
  useEffect(() => {
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      try {
        const answer = await api.get<RunFile>(`/api/assessment/release-runs/${runId}`);
        if (isCurrent) {
          setRun(answer);
          setProblem(null);
        }
      } catch (error) {
        if (isCurrent) setProblem(asProblem(error));
      }
    };
    void ask();
    const timer = state === undefined || state === 'running' ? setInterval(() => void ask(), LOOK_EVERY_MS) : undefined;
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [runId, state, round]);
  return { run, problem, look: () => setRound((value) => value + 1) };
}

function Work({ run, look }: { readonly run: RunFile; readonly look: () => void }) {
  const { say, api, me } = useDesk();
  const action = useAction();
  const done = run.released + run.stopped;
  const left = useSecondsLeft(run.state === 'running' ? done : null, run.total);
  const turn = async (event: 'pause' | 'resume'): Promise<void> => {
    await action.run(() => api.post(`/api/assessment/release-runs/${run.id}/${event}`));
    look();
  };
  const canTurn = may(me, 'certificate.release');
  const text = [
    say('release.progress', { done, total: run.total }),
    say('release.released', { n: run.released }),
    run.stopped > 0 ? say('release.stopped', { n: run.stopped }) : '',
    left === null ? '' : say('release.left', { n: left }),
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <section>
      <Progress label={runState(say, run)} done={done} total={run.total} text={text} />
      {run.state === 'running' && <p>{say('release.stays')}</p>}
      {run.state === 'held' && <Notice kind="caution">{say('release.held')}</Notice>}
      <ProblemNotice problem={action.problem} say={say} />
      {canTurn && (
        <div class="actions">
          {run.state === 'running' && (
            <Button isBusy={action.isBusy} onClick={() => void turn('pause')}>
              {say('release.pause')}
            </Button>
          )}
          {(run.state === 'paused' || run.state === 'held') && (
            <Button kind="primary" isBusy={action.isBusy} onClick={() => void turn('resume')}>
              {say('release.resume')}
            </Button>
          )}
          {run.state === 'done' && run.stopped > 0 && (
            <Button isBusy={action.isBusy} onClick={() => void turn('resume')}>
              {say('release.again')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

/** From the speed since this page was opened; null until there is one. */
function useSecondsLeft(done: number | null, total: number): number | null {
  const start = useRef<{ readonly at: number; readonly done: number } | null>(null);
  if (done === null) {
    start.current = null;
    return null;
  }
  const now = performance.now();
  start.current ??= { at: now, done };
  const made = done - start.current.done;
  if (made <= 0) return null;
  return Math.max(1, Math.round(((total - done) * (now - start.current.at)) / made / 1_000));
}

function Stopped({ run }: { readonly run: RunFile }) {
  const { say } = useDesk();
  return (
    <section>
      <h2>{say('release.problems')}</h2>
      <ul class="stopped">
        {run.problems.map((problem) => (
          <li key={problem.certificateId}>
            <Link to={`/desk/certificates/${problem.certificateId}`}>
              <bdi>{problem.name}</bdi>
            </Link>
            {problem.refusals.map((refusal) => (
              <Reason key={refusal.code + refusal.message} {...refusal} />
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
