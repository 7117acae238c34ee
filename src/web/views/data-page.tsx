import type { FrameworkState } from '../check/framework-store.js';
import type { TrustState } from '../check/trust-store.js';
import { countryName } from '../countries.js';
import { ageText, dayText, momentText } from '../dates.js';
import type { Say } from '../locales/strings.js';

interface DataPageProps {
  readonly say: Say;
  readonly language: string;
  readonly trust: TrustState;
  readonly frameworks: FrameworkState | null;
  readonly now: Date;
  readonly onRefresh: () => void;
}

/** Who is known here, and how old each part of that knowledge is. */
export function DataPage({ say, language, trust, frameworks, now, onRefresh }: DataPageProps) {
  const { trustList, fetchedAt } = trust;
  return (
    <main id="main" class="data-page" tabIndex={-1}>
      <h1>{say('data.title')}</h1>
      <p>{say('data.lead')}</p>
      {trustList === null || fetchedAt === null ? (
        <p class="notice">{say('data.none')}</p>
      ) : (
        <>
          {trust.online ? null : <p class="notice">{say('data.offline', { date: dayText(fetchedAt, language) })}</p>}
          <dl class="data-parts">
            <div>
              <dt>{say('data.part.offices')}</dt>
              <dd>
                {say('data.version', { n: trustList.version, date: dayText(trustList.issuedAt, language) })}{' '}
                {say('data.fetched', {
                  time: momentText(fetchedAt, language),
                  age: ageText(ageOf(fetchedAt, now), say),
                })}
              </dd>
            </div>
            <div>
              <dt>{say('data.part.status')}</dt>
              <dd>{say('data.lists', { n: trust.statusLists })}</dd>
            </div>
            <div>
              <dt>{say('data.part.frameworks')}</dt>
              <dd>
                {frameworks === null ? (
                  say('data.none.frameworks')
                ) : (
                  <FrameworkAge {...{ say, language, now }} state={frameworks} />
                )}
              </dd>
            </div>
          </dl>
          <h2>{say('data.offices', { n: trustList.issuers.length })}</h2>
          <ul class="offices">
            {trustList.issuers.map((issuer) => (
              <li key={issuer.did}>
                <strong>{issuer.name}</strong>
                <span class="quiet">
                  {countryName(issuer.country, language)}
                  <span class="did">{issuer.did}</span>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <button type="button" onClick={onRefresh}>
        {say('data.refresh')}
      </button>
    </main>
  );
}

function FrameworkAge({ say, language, state, now }: { say: Say; language: string; state: FrameworkState; now: Date }) {
  const { answers, fetchedAt } = state;
  return (
    <>
      {say('data.frameworks', { version: answers.version, date: dayText(answers.checkedOn, language) })}{' '}
      {say('data.fetched', { time: momentText(fetchedAt, language), age: ageText(ageOf(fetchedAt, now), say) })}
    </>
  );
}

const ageOf = (iso: string, now: Date): number => now.getTime() - Date.parse(iso);
