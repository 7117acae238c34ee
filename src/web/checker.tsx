import { useCallback, useEffect, useState } from 'preact/hooks';
import { systemClock, type JsonObject } from '../shared/index.js';
import type { VerificationReport } from '../verification/browser.js';
import type { AppProps } from './app.js';
import type { DeviceData } from './check/device-data.js';
import { readFile } from './check/read-file.js';
import type { Say } from './locales/strings.js';
import { DataAge } from './parts/data-age.js';
import { useLeaveWhenUnattended } from './unattended.js';
import { Landing, type Problem } from './views/landing.js';
import { Result } from './views/result.js';
import { Scanning } from './views/scanning.js';

type Screen =
  | { readonly kind: 'landing'; readonly problem: Problem | null }
  | { readonly kind: 'scanning' }
  | { readonly kind: 'working' }
  | { readonly kind: 'result'; readonly report: VerificationReport; readonly input: string };

interface CheckerProps extends Omit<AppProps, 'takeSecret'> {
  readonly language: string;
  readonly say: Say;
  readonly data: DeviceData;
  /** Says a sentence to people who listen to the page. */
  readonly announce: (text: string) => void;
}

const landing: Screen = { kind: 'landing', problem: null };
const cameraCodes = { 'cam.blocked': 'E20', 'cam.none': 'E21', 'cam.busy': 'E22' } as const;

/** The employer's side: from an input to its answer, and back. */
export function Checker(props: CheckerProps) {
  const { store, frameworks, check, takeFragment, language, say, data, announce } = props;
  const [screen, setScreen] = useState<Screen>(landing);
  const [input, setInput] = useState<string | null>(takeFragment);
  const fail = (problem: Problem): void => setScreen({ kind: 'landing', problem });
  const leave = useCallback(() => {
    setInput(null);
    setScreen(landing);
    announce('');
  }, []);
  useLeaveWhenUnattended(screen.kind === 'result', leave);
  useTitle(screen, say);

  useEffect(() => {
    const onHash = (): void => setInput((old) => takeFragment() ?? old);
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);

  // Fresh lists or another language give the answer anew, without taking the old one away meanwhile.
  useEffect(() => {
    if (input === null || !data.ready) return;
    let current = true;
    setScreen((shown) => (shown.kind === 'result' ? shown : { kind: 'working' }));
    void check(input, language).then((result) => {
      if (!current) return;
      if (!result.ok) return fail(result.problem);
      announce(`${result.report.title}. ${result.report.sentence}`);
      setScreen({ kind: 'result', report: result.report, input });
    });
    return () => {
      current = false;
    };
  }, [input, language, data.ready, data.round]);

  const isResult = screen.kind === 'result';
  useEffect(() => {
    if (!isResult) return;
    document.getElementById('answer')?.focus();
    scrollTo(0, 0);
  }, [isResult]);

  const open = async (file: File): Promise<void> => {
    setScreen({ kind: 'working' });
    announce(say('working'));
    const read = await readFile(file);
    if (read.ok) return again(read.text);
    fail({ code: read.code, message: say(read.message, { max: '20 MB' }), whatToDo: say(read.advice) });
  };
  // The same text again must be checked again: lists may have changed meanwhile.
  const again = (text: string): void => {
    setInput(null);
    setScreen({ kind: 'working' });
    setTimeout(() => setInput(text));
  };

  if (screen.kind === 'result') {
    const credentials = async (): Promise<readonly JsonObject[]> =>
      (await import('./check/credential-of.js')).credentialsOf(screen.input, store.dictionaries);
    const answers = frameworks.state()?.answers ?? null;
    return <Result report={screen.report} {...{ say, answers, credentials }} onNext={leave} />;
  }
  if (screen.kind === 'working') return <Working say={say} isFirstVisit={!data.ready} onStop={leave} />;
  const onFile = (file: File): void => void open(file);
  if (screen.kind === 'scanning') {
    const onProblem = (problem: keyof typeof cameraCodes): void =>
      fail({ code: cameraCodes[problem], message: say(problem), whatToDo: '' });
    return <Scanning {...{ say, onFile, onProblem }} onFound={again} onStop={leave} />;
  }
  return (
    <Landing
      {...{ say, onFile }}
      problem={screen.problem}
      onScan={() => setScreen({ kind: 'scanning' })}
      onText={again}
      footer={<DataAge say={say} state={store.state()} now={systemClock.now()} language={language} />}
    />
  );
}

/** What took long is said, and can be stopped. */
const slowAfterMs = 2_000;

function Working({ say, isFirstVisit, onStop }: { say: Say; isFirstVisit: boolean; onStop: () => void }) {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main id="main" class="working" tabIndex={-1}>
      <p>{say('working')}</p>
      {isSlow ? (
        <>
          {isFirstVisit ? <p class="quiet">{say('working.slow')}</p> : null}
          <button type="button" onClick={onStop}>
            {say('scan.stop')}
          </button>
        </>
      ) : null}
    </main>
  );
}

/** The state first: it is what a row of open tabs shows. */
function useTitle(screen: Screen, say: Say): void {
  useEffect(() => {
    const state =
      screen.kind === 'result'
        ? screen.report.title
        : screen.kind === 'landing' && screen.problem !== null
          ? say('error.title')
          : null;
    document.title = state === null ? say('title') : `${state} - ${say('title')}`;
  }, [screen, say]);
}
