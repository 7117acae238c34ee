import type { Waiting, WaitingKind } from '../local/outbox.js';
import { ELSEWHERE, NOT_ENROLLED, type HeldReason } from '../local/tell-office.js';
import { useState } from 'preact/hooks';
import { useOutbox } from '../chip.js';
import { useDesk } from '../context.js';
import { Button, Dialog, Link, Notice, Page, Patience, Reason, Table } from '../parts/index.js';
import { clockTime, dayOf, nameOf } from '../words.js';
import { isObject } from '../../../shared/index.js';
import { PresenceWaits } from './attendance-arrivals.js';
import { namesOf } from './candidate-form-body.js';
import { correctionOf } from './candidates-waiting.js';
import { BackupFiles } from './sync-backup.js';

/** What belongs to a rating sheet that can be opened. */
const HAS_SHEET: readonly WaitingKind[] = ['results', 'evidence', 'acknowledge', 'sign'];

/** What is only on this device, in the order in which it will be sent, and why it is still here. */
export default function Sync() {
  const { say, outbox } = useDesk();
  const state = useOutbox();
  if (!state.isRead)
    return (
      <Page title={say('sync.title')}>
        <Patience />
      </Page>
    );
  const isAtRisk = state.isPersistent === false && state.waiting.length > 0;
  return (
    <Page title={say('sync.title')}>
      <Notice kind={isAtRisk ? 'caution' : 'info'}>
        <p>
          {state.isPersistent === null
            ? say('sync.unknown')
            : say(state.isPersistent ? 'sync.persistent' : 'sync.not-persistent')}{' '}
          {isAtRisk && say('sync.insist')}
        </p>
        {state.isPersistent === false && <Button onClick={() => void outbox.askToPersist()}>{say('sync.keep')}</Button>}
      </Notice>
      {state.unkept > 0 && (
        <Notice kind="stop">
          <p>{say('sync.unkept', { n: state.unkept })}</p>
        </Notice>
      )}
      <WaitingTable waiting={state.waiting} />
      {state.waiting.length > 0 && (
        <Button kind="primary" isBusy={state.isSending} onClick={() => void outbox.send({ again: true })}>
          {say('sync.send')}
        </Button>
      )}
      <BackupFiles waiting={state.waiting} />
    </Page>
  );
}

function WaitingTable({ waiting }: { readonly waiting: readonly Waiting[] }) {
  const { say, language } = useDesk();
  const isFirst = (item: Waiting): boolean => waiting.find(({ lane }) => lane === item.lane)?.id === item.id;
  return (
    <Table
      caption={say('work.to-send', { n: waiting.length })}
      rows={waiting}
      keyOf={({ id }) => String(id)}
      empty={say('sync.none')}
      columns={[
        {
          key: 'what',
          title: say('sync.what'),
          isHeader: true,
          cell: ({ about, body }) => (
            <>
              {say(`sync.${about.kind}`)}{' '}
              {about.kind === 'register' && isObject(body) && <bdi>{nameOf(namesOf(body))}</bdi>}
              {HAS_SHEET.includes(about.kind) && <Link to={`/desk/records/${about.recordId}`}>{say('sync.open')}</Link>}
            </>
          ),
        },
        {
          key: 'when',
          title: say('sync.when'),
          cell: ({ doneAt }) => `${dayOf(doneAt, language)}, ${clockTime(doneAt, language)}`,
        },
        {
          key: 'why',
          title: say('sync.why'),
          cell: (item) =>
            item.stuck !== null ? (
              <>
                {item.stuck.code === ELSEWHERE ? (
                  <PresenceWaits row={item} />
                ) : (
                  <Reason message={item.stuck.title} {...item.stuck} />
                )}
                {isRegistration(item) && <Link to={correctionOf(item.lane)}>{say('arrival.correct')}</Link>}
                <GiveUp item={item} />
              </>
            ) : item.held?.code === NOT_ENROLLED ? (
              <PresenceWaits row={item} />
            ) : item.held ? (
              <Held reason={item.held} />
            ) : (
              say(isFirst(item) ? 'sync.network' : 'sync.before')
            ),
        },
      ]}
    />
  );
}

const isRegistration = ({ about }: Waiting): boolean => about.kind === 'register' || about.kind === 'apply';

/** Of a registration the paper may be gone with the candidate: it is asked first. */
function GiveUp({ item }: { readonly item: Waiting }) {
  const { say, outbox } = useDesk();
  const [isAsking, setAsking] = useState(false);
  const giveUp = (): void => void outbox.discard(item.id);
  return (
    <>
      <Button kind="plain" onClick={() => (item.about.kind === 'register' ? setAsking(true) : giveUp())}>
        {say('sync.discard')}
      </Button>
      {isAsking && (
        <Dialog title={say('arrival.give-up')} onClose={() => setAsking(false)}>
          <p>{say('arrival.give-up.text')}</p>
          <div class="actions">
            <Button kind="danger" onClick={giveUp}>
              {say('sync.discard')}
            </Button>
            <Button onClick={() => setAsking(false)}>{say('cancel')}</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** Not the network: whoever looks after the service finds it by the reference. */
function Held({ reason }: { readonly reason: HeldReason }) {
  const { say } = useDesk();
  return (
    <>
      {say('sync.service')} <span class="code">{reason.code}</span>
      {reason.reference !== null && (
        <span class="quiet block">{say('problem.reference', { reference: reason.reference })}</span>
      )}
    </>
  );
}
