import { useState } from 'preact/hooks';
import { systemClock } from '../shared/index.js';
import { useDeviceData } from './check/device-data.js';
import type { FrameworkStore } from './check/framework-store.js';
import type { Check } from './check/page-verifier.js';
import type { TrustStore } from './check/trust-store.js';
import { Checker } from './checker.js';
import { useLanguage } from './locales/use-language.js';
import { DataPage } from './views/data-page.js';
import { Footer, Header } from './views/frame.js';
import { Help } from './views/help.js';
import { WorkerPassport } from './views/worker-passport.js';

export interface AppProps {
  readonly store: TrustStore;
  readonly frameworks: FrameworkStore;
  readonly check: Check;
  readonly takeFragment: () => string | null;
}

export function App({ store, frameworks, check, takeFragment }: AppProps) {
  const { language, say, choose } = useLanguage();
  const data = useDeviceData(store, frameworks);
  const [spoken, announce] = useState('');
  const shortCode = /^\/c\/([a-z2-7]{26})\/?$/.exec(location.pathname)?.[1];
  const shared = { say, language };
  return (
    <>
      <Header {...shared} onChoose={choose} />
      {/* Always in the document, or readers would not hear the first answer put into it. */}
      <p class="visually-hidden" role="status">
        {spoken}
      </p>
      {shortCode !== undefined ? (
        <WorkerPassport {...shared} code={shortCode} check={check} ready={data.ready} />
      ) : location.pathname === '/help' ? (
        <Help say={say} />
      ) : location.pathname === '/data' ? (
        <DataPage
          {...shared}
          trust={store.state()}
          frameworks={frameworks.state()}
          now={systemClock.now()}
          onRefresh={data.refresh}
        />
      ) : (
        <Checker {...shared} {...{ store, frameworks, check, takeFragment, data, announce }} />
      )}
      <Footer say={say} />
    </>
  );
}
