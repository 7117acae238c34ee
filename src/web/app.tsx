import { useState } from 'preact/hooks';
import { systemClock } from '../shared/index.js';
import { useDeviceData } from './check/device-data.js';
import type { FrameworkStore } from './check/framework-store.js';
import type { Check } from './check/page-verifier.js';
import type { TrustStore } from './check/trust-store.js';
import { Checker } from './checker.js';
import type { Say } from './locales/strings.js';
import { useLanguage } from './locales/use-language.js';
import { Footer, Header } from './views/frame.js';
import { Later } from './views/later.js';

export interface AppProps {
  readonly store: TrustStore;
  readonly frameworks: FrameworkStore;
  readonly check: Check;
  readonly takeFragment: () => string | null;
  /** Secret of a share link, out of the address at once. */
  readonly takeSecret: () => string | null;
}

const pages = {
  passport: async () => (await import('./views/worker-passport.js')).WorkerPassport,
  number: async () => (await import('./views/worker/number-page.js')).NumberPage,
  shared: async () => (await import('./views/worker/shared-page.js')).SharedPage,
  batch: async () => (await import('./views/batch.js')).Batch,
  receipt: async () => (await import('./views/receipt-page.js')).ReceiptPage,
  help: async () => (await import('./views/help.js')).Help,
  data: async () => (await import('./views/data-page.js')).DataPage,
  lost: async () => (await import('./views/lost.js')).Lost,
};

export function App(props: AppProps) {
  const { language, say, choose } = useLanguage();
  return (
    <>
      <Header {...{ say, language }} onChoose={choose} />
      <Page {...props} {...{ say, language }} />
      <Footer say={say} />
    </>
  );
}

interface PageProps extends AppProps {
  readonly say: Say;
  readonly language: string;
}

/** One document, many addresses. */
function Page({ store, frameworks, check, takeFragment, takeSecret, say, language }: PageProps) {
  const data = useDeviceData(store, frameworks);
  const [spoken, announce] = useState('');
  const [secret] = useState(takeSecret);
  const shared = { say, language };
  const checking = { ...shared, check, ready: data.ready };
  const answers = frameworks.state()?.answers ?? null;
  const code = /^\/c\/([a-z2-7]{26})\/?$/.exec(location.pathname)?.[1];
  if (code !== undefined) return <Later load={pages.passport} props={{ ...checking, code }} />;
  switch (location.pathname) {
    case '/number':
      return <Later load={pages.number} props={checking} />;
    case '/s':
      return <Later load={pages.shared} props={{ ...checking, secret, answers }} />;
    case '/batch':
      return <Later load={pages.batch} props={checking} />;
    case '/receipt':
      return <Later load={pages.receipt} props={shared} />;
    case '/help':
      return <Later load={pages.help} props={{ say }} />;
    case '/data': {
      const ages = { trust: store.state(), frameworks: frameworks.state(), now: systemClock.now() };
      return <Later load={pages.data} props={{ ...shared, ...ages, onRefresh: data.refresh }} />;
    }
    case '/':
      return (
        <>
          {/* Always in the document, or readers would not hear the first answer put into it. */}
          <p class="visually-hidden" role="status">
            {spoken}
          </p>
          <Checker {...shared} {...{ store, frameworks, check, takeFragment, data, announce }} />
        </>
      );
    default:
      return <Later load={pages.lost} props={{ say }} />;
  }
}
