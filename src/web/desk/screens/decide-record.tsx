import { useState } from 'preact/hooks';
import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import { Button, Link, Loading, Notice, Page, ProblemNotice, Reason, reasonOf } from '../parts/index.js';
import { go } from '../router.js';
import type { ScreenProps } from '../screens.js';
import { useAction, useLoad } from '../use-load.js';
import { calendarDay } from '../words.js';
import { useTyped } from '../use-typed.js';
import { DecideDialog } from './decide-dialog.js';
import { RecordSheet } from './decide-sheet.js';
import { factWords } from './decide-facts.js';
import type { DecisionFile, RuleFact, RuleShown } from './decide-shapes.js';
import type { Queue } from './decide-queue.js';
import { wordOf } from './officer-words.js';
import { Registered } from '../../parts/registered.js';

type Outcome = 'approved' | 'returned' | 'refused';

/** One record: what was assessed and the evidence on one side, every rule with reason and facts on the other. */
export default function DecideRecord({ params }: ScreenProps) {
  const { api } = useDesk();
  const recordId = params['recordId'] ?? '';
  const loaded = useLoad(`decide ${recordId}`, () =>
    api.get<DecisionFile>(`/api/assessment/records/${recordId}/decision-file`),
  );
  return <Loading of={loaded}>{(file) => <Opened file={file} again={loaded.again} />}</Loading>;
}

function Opened({ file, again }: { readonly file: DecisionFile; readonly again: () => void }) {
  const { say, me } = useDesk();
  const [done, setDone] = useState<Outcome | null>(null);
  const { record, candidate } = file;
  const isOpen = record.state === 'submitted' || record.state === 'moderated';
  return (
    <Page title={candidate.name} above={<Link to="/desk/decide">{say('decide.to-queue')}</Link>} isWide>
      <p class="quiet">
        <Registered>{file.qualification}</Registered> · {say('decide.record', { number: record.referenceNo })}
      </p>
      {done !== null && <Done outcome={done} recordId={record.id} />}
      <div class="two-sides">
        <RecordSheet file={file} />
        <RuleList rules={file.rules} />
      </div>
      <Before file={file} />
      {isOpen && done === null && may(me, 'record.decide') && (
        <Decide
          file={file}
          onDone={(outcome) => {
            setDone(outcome);
            again();
          }}
        />
      )}
    </Page>
  );
}

/** After a decision: what it means, and the next record, so that the mouse need not travel. */
function Done({ outcome, recordId }: { readonly outcome: Outcome; readonly recordId: string }) {
  const { say, api } = useDesk();
  const next = async (): Promise<void> => {
    const queue = await api.get<Queue>('/api/assessment/decision-queue').catch(() => null);
    const following = queue?.rows.find(
      (row) => row.id !== recordId && !['under-moderation', 'returned'].includes(row.state) && !row.wasReturned,
    );
    go(following === undefined ? '/desk/decide' : `/desk/decide/${following.id}`);
  };
  return (
    <Notice kind="good" title={say(`decide.done.${outcome}`)}>
      <div class="actions">
        <Button kind="primary" onClick={() => void next()}>
          {say('decide.next')}
        </Button>
      </div>
    </Notice>
  );
}

const marks: Readonly<Record<string, string>> = { pass: '✓', warn: '!', block: '✕', info: 'i', 'not-applicable': '–' };
const order = ['block', 'warn', 'info', 'pass', 'not-applicable'];

function RuleList({ rules }: { readonly rules: readonly RuleShown[] }) {
  const { say } = useDesk();
  const sorted = [...rules].sort((left, right) => order.indexOf(left.outcome) - order.indexOf(right.outcome));
  return (
    <section aria-labelledby="rules">
      <h2 id="rules">{say('decide.each-rule')}</h2>
      <ul class="rules">
        {sorted.map((rule, index) => (
          <li key={`${rule.rule} ${index}`} class={`rule ${rule.outcome}`}>
            <span class="rule-mark" aria-hidden="true">
              {marks[rule.outcome] ?? ''}
            </span>
            <div>
              <p class="rule-head">
                <strong>{wordOf(say, 'outcome', rule.outcome)}</strong>{' '}
                <span class="code" dir="ltr">
                  {rule.rule}
                </span>
              </p>
              <RuleWords rule={rule} />
              <Facts rule={rule} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the rule asks, in the reader's language; beneath it what it found in this record. */
function RuleWords({ rule }: { readonly rule: RuleShown }) {
  const { say } = useDesk();
  const words = say.refusal(rule.rule, rule.message, rule.whatToDo);
  const found = say.finding(rule.finding);
  const { message, whatToDo } = found ?? rule;
  const language = found === null ? 'en' : undefined;
  return (
    <>
      {words !== null && <p>{words.title}</p>}
      <p class={words === null ? undefined : 'reason-said'}>
        <bdi lang={language}>{message}</bdi>
        {whatToDo !== '' && <bdi lang={language}> {whatToDo}</bdi>}
      </p>
    </>
  );
}

function Facts({ rule }: { readonly rule: RuleShown }) {
  const { say } = useDesk();
  if (rule.facts.length === 0) return null;
  return (
    <dl class="facts">
      {rule.facts.map((fact, index) => (
        <div key={index}>
          <dt>{wordOf(say, 'fact', fact.kind)}</dt>
          <dd>
            <Fact fact={fact} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Fact({ fact }: { readonly fact: RuleFact }) {
  const { say, language } = useDesk();
  const { then, now } = factWords(fact, say, language);
  // In the direction of the page: these are its own words, and what is not stands apart within them.
  if (now === null) return <>{then}</>;
  return (
    <>
      {say('decide.then')}: {then} · {say('decide.now')}: {now}
    </>
  );
}

function Before({ file }: { readonly file: DecisionFile }) {
  const { say, language } = useDesk();
  if (file.decisions.length === 0) return null;
  return (
    <section>
      <h2>{say('decide.before')}</h2>
      <ul>
        {file.decisions.map((decision) => (
          <li key={decision.decidedAt}>
            {calendarDay(decision.decidedAt.slice(0, 10), language)}: {wordOf(say, 'outcome', decision.outcome)},{' '}
            <bdi>{decision.by}</bdi>
            {decision.reason !== null && (
              <>
                . <bdi>{decision.reason}</bdi>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Decide({ file, onDone }: { readonly file: DecisionFile; readonly onDone: (outcome: Outcome) => void }) {
  const { say, api } = useDesk();
  const action = useAction();
  const [asked, setAsked] = useTyped<'returned' | 'refused' | null>('asked', null);
  const blocking = file.rules.filter((rule) => rule.outcome === 'block');
  const parts = blocking
    .filter((rule) => rule.rule === 'R14')
    .flatMap((rule) => rule.facts.flatMap((fact) => (fact.kind === 'your-part' ? [fact.part] : [])));
  const decide = async (outcome: Outcome, reason?: string): Promise<void> => {
    const path = `/api/assessment/records/${file.record.id}/decide`;
    const body = { outcome, ...(reason === undefined ? {} : { reason }) };
    if (await action.run(() => api.post(path, body))) {
      setAsked(null);
      onDone(outcome);
    }
  };
  return (
    <section class="decide-bar" aria-label={say('decide.title')}>
      {blocking.length > 0 && (
        <Notice kind="stop" title={say('decide.blocked')}>
          {parts.map((part) => (
            <p key={part}>
              {say('decide.your-part', { part: wordOf(say, 'part', part) })} <span class="code">R14</span>
            </p>
          ))}
          <ul>
            {blocking
              .filter((rule) => rule.rule !== 'R14' || parts.length === 0)
              .map((rule, index) => (
                <li key={index}>
                  <Reason {...reasonOf(rule)} />
                </li>
              ))}
          </ul>
        </Notice>
      )}
      {asked === null && <ProblemNotice problem={action.problem} say={say} />}
      <div class="actions">
        <Button kind="primary" isBusy={action.isBusy} onClick={() => void decide('approved')}>
          {say('decide.approve')}
        </Button>
        <Button onClick={() => setAsked('returned')}>{say('decide.return')}</Button>
        <Button onClick={() => setAsked('refused')}>{say('decide.refuse')}</Button>
      </div>
      {asked !== null && (
        <DecideDialog
          kind={asked}
          action={action}
          onClose={() => {
            action.clear();
            setAsked(null);
          }}
          onReason={(reason) => void decide(asked, reason)}
        />
      )}
    </section>
  );
}
