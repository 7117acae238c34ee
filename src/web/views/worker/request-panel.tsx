import { useEffect, useId, useState } from 'preact/hooks';
import { workerRequestKinds, type WorkerRequestKind } from '../../../sharing/browser.js';
import type { VerifiedClaims } from '../../../verification/browser.js';
import { listRequests, sendRequest, type Holder, type SentRequest } from '../../check/share-desk.js';
import { dayText } from '../../dates.js';
import type { Say, StringKey } from '../../locales/strings.js';
import { ProblemBox, type Problem } from '../landing.js';

interface PanelProps {
  readonly holder: Holder;
  readonly claims: VerifiedClaims | null;
  readonly say: Say;
  readonly language: string;
}

const kindKeys: Readonly<Record<WorkerRequestKind, StringKey>> = {
  name: 'fix.name',
  'birth-date': 'fix.birth',
  award: 'fix.award',
  other: 'fix.other',
  renewal: 'renew.ask',
};
const corrections = workerRequestKinds.filter((kind) => kind !== 'renewal');

/** Fix it, keep it current: what is asked goes to the office, and the page says when it answers. */
export function RequestPanel({ holder, claims, say, language }: PanelProps) {
  const id = useId();
  const [kind, setKind] = useState<WorkerRequestKind>('name');
  const [sent, setSent] = useState<readonly SentRequest[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const refresh = async (): Promise<void> => {
    const answer = await listRequests(holder, say);
    if (answer.ok) setSent(answer.value);
  };
  useEffect(() => void refresh(), []);
  const send = async (asked: WorkerRequestKind): Promise<void> => {
    const answer = await sendRequest(holder, asked, say);
    setProblem(answer.ok ? null : answer.problem);
    await refresh();
  };
  return (
    <section class="worker-part">
      {problem === null ? null : <ProblemBox problem={problem} say={say} />}
      <div role="status">
        <ul class="sent">
          {sent.map(({ kind: asked, receivedAt, answerBy, answeredAt }) => (
            <li key={`${asked}${receivedAt}`}>
              <strong>{say(kindKeys[asked])}</strong>:{' '}
              {answeredAt === null
                ? say('fix.received', { date: dayText(receivedAt, language), until: dayText(answerBy, language) })
                : say('fix.answered', { date: dayText(answeredAt, language) })}
            </li>
          ))}
        </ul>
      </div>
      <details class="more">
        <summary>{say('renew.title')}</summary>
        <Renewal claims={claims} say={say} language={language} onAsk={() => void send('renewal')} />
      </details>
      <details class="more">
        <summary>{say('fix.title')}</summary>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void send(kind);
          }}
        >
          <fieldset>
            <legend>{say('fix.what')}</legend>
            {corrections.map((one) => (
              <label key={one} class="choice">
                <input type="radio" name={`${id}-kind`} checked={kind === one} onChange={() => setKind(one)} />
                <span>{say(kindKeys[one])}</span>
              </label>
            ))}
          </fieldset>
          <button type="submit">{say('fix.send')}</button>
        </form>
      </details>
    </section>
  );
}

/** Half a year before the end, as the schemes take renewals. */
const renewMonthsBefore = 6;

interface RenewalProps {
  readonly claims: VerifiedClaims | null;
  readonly say: Say;
  readonly language: string;
  readonly onAsk: () => void;
}

function Renewal({ claims, say, language, onAsk }: RenewalProps) {
  const until = claims?.validUntil ?? null;
  return (
    <>
      <p>
        {until === null ? say('renew.none') : say('renew.from', { date: dayText(monthsBefore(until), language) })}{' '}
        {until === null ? null : say('renew.how')}
      </p>
      {until === null ? null : (
        <button type="button" onClick={onAsk}>
          {say('renew.ask')}
        </button>
      )}
    </>
  );
}

function monthsBefore(iso: string): string {
  const date = new Date(iso);
  date.setUTCMonth(date.getUTCMonth() - renewMonthsBefore);
  return date.toISOString();
}
