import { useCallback, useEffect, useState } from 'preact/hooks';
import { systemClock } from '../shared/index.js';
import type { VerificationReport } from '../verification/browser.js';
import type { Check } from './check/page-verifier.js';
import { readFile } from './check/read-file.js';
import type { TrustStore } from './check/trust-store.js';
import { directionOf, english, languageNames, loadStrings, type Say } from './locales/strings.js';
import { Help } from './views/help.js';
import { DataAge, Landing, type Problem } from './views/landing.js';
import { Result } from './views/result.js';
import { Scanning } from './views/scanning.js';
import { WorkerPassport } from './views/worker-passport.js';

/** An answer left on an unattended screen is cleared after this long. */
const clearAfterMs = 600_000;
const refreshEveryMs = 900_000;

type Screen =
  | { readonly kind: 'landing'; readonly problem: Problem | null }
  | { readonly kind: 'scanning' }
  | { readonly kind: 'working' }
  | { readonly kind: 'result'; readonly report: VerificationReport };

export interface AppProps {
  readonly store: TrustStore;
  readonly check: Check;
  readonly takeFragment: () => string | null;
}

const landing: Screen = { kind: 'landing', problem: null };

export function App({ store, check, takeFragment }: AppProps) {
  const { language, say, choose } = useLanguage();
  const trust = useTrustData(store);
  const shortCode = /^\/c\/([a-z2-7]{26})\/?$/.exec(location.pathname)?.[1];
  const page =
    shortCode !== undefined ? (
      <WorkerPassport code={shortCode} check={check} say={say} language={language} ready={trust.ready} />
    ) : location.pathname === '/help' ? (
      <Help say={say} />
    ) : (
      <Checker {...{ store, check, takeFragment, language, say, trust }} />
    );
  return (
    <>
      <header class="top">
        <a href="/" class="brand">
          {say('title')}
        </a>
        <nav>
          <a href="/help">{say('help')}</a>
          <label>
            <span class="visually-hidden">{say('language')}</span>
            <select value={language} onChange={(event) => choose(event.currentTarget.value)}>
              {languageNames.map(([code, name]) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        </nav>
      </header>
      {page}
    </>
  );
}

interface CheckerProps extends AppProps {
  readonly language: string;
  readonly say: Say;
  readonly trust: ReturnType<typeof useTrustData>;
}

function Checker({ store, check, takeFragment, language, say, trust }: CheckerProps) {
  const [screen, setScreen] = useState<Screen>(landing);
  const [input, setInput] = useState<string | null>(takeFragment);
  const fail = (problem: Problem): void => setScreen({ kind: 'landing', problem });

  useEffect(() => {
    const onHash = (): void => setInput((old) => takeFragment() ?? old);
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);

  useEffect(() => {
    if (input === null || !trust.ready) return;
    let current = true;
    setScreen({ kind: 'working' });
    void check(input, language).then((result) => {
      if (!current) return;
      setScreen(result.ok ? { kind: 'result', report: result.report } : { kind: 'landing', problem: result.problem });
    });
    return () => {
      current = false;
    };
  }, [input, language, trust.ready]);

  const leave = useCallback(() => {
    setInput(null);
    setScreen(landing);
  }, []);
  useEffect(() => {
    if (screen.kind !== 'result') return;
    document.getElementById('answer')?.focus();
    const timer = setTimeout(leave, clearAfterMs);
    return () => clearTimeout(timer);
  }, [screen]);

  const open = async (file: File): Promise<void> => {
    setScreen({ kind: 'working' });
    const read = await readFile(file);
    if (read.ok) return again(read.text);
    fail({ code: read.code, message: say(read.message, { max: '20 MB' }), whatToDo: say(read.advice) });
  };
  // The same text again must be checked again: lists may have changed meanwhile.
  const again = (text: string): void => {
    setInput(null);
    setTimeout(() => setInput(text));
  };

  switch (screen.kind) {
    case 'landing':
      return (
        <Landing
          say={say}
          problem={screen.problem}
          onScan={() => setScreen({ kind: 'scanning' })}
          onFile={(file) => void open(file)}
          onText={again}
          footer={
            <DataAge
              say={say}
              state={store.state()}
              now={systemClock.now()}
              language={language}
              onRefresh={trust.refresh}
            />
          }
        />
      );
    case 'scanning':
      return (
        <Scanning
          say={say}
          onFound={again}
          onStop={leave}
          onProblem={(problem) => fail({ code: cameraCodes[problem], message: say(problem), whatToDo: '' })}
        />
      );
    case 'working':
      return (
        <main>
          <p role="status">{say('working')}</p>
        </main>
      );
    case 'result':
      return <Result report={screen.report} say={say} onNext={leave} />;
  }
}

const cameraCodes = { 'cam.blocked': 'E20', 'cam.none': 'E21', 'cam.busy': 'E22' } as const;

/** Kept data first, so that a check never waits for the network; fresh data in the background. */
function useTrustData(store: TrustStore) {
  const [ready, setReady] = useState(false);
  const [, redraw] = useState(0);
  const refresh = useCallback(() => {
    void store.refresh().then(() => {
      setReady(true);
      redraw((count) => count + 1);
    });
  }, []);
  useEffect(() => {
    void store.load().then(() => {
      // Only a first visit waits: without any list every answer would be "cannot confirm".
      if (store.state().trustList !== null) setReady(true);
      refresh();
    });
    const timer = setInterval(refresh, refreshEveryMs);
    addEventListener('online', refresh);
    return () => {
      clearInterval(timer);
      removeEventListener('online', refresh);
    };
  }, []);
  return { ready, refresh };
}

function useLanguage() {
  const known = (code: string | undefined): string => languageNames.find(([name]) => name === code)?.[0] ?? 'en';
  const [language, choose] = useState(() => known(navigator.language.split('-')[0]));
  const [say, setSay] = useState<Say>(() => english);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
    void loadStrings(language).then((loaded) => setSay(() => loaded));
  }, [language]);
  return { language, say, choose };
}
