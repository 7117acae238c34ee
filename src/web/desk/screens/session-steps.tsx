import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { may } from '../api/me.js';
import type { SessionSheet } from '../api/shapes.js';
import { useDesk } from '../context.js';
import { ActDialog, Button, Link, Notice, ProblemNotice, TextField } from '../parts/index.js';
import { isFingerprint, PackageField } from '../parts/package-field.js';
import { Reasons, type GivenReason } from '../parts/reasons.js';
import { useAction } from '../use-load.js';
import { useTyped } from '../use-typed.js';
import { ReasonField } from './reason-fields.js';
import { Appoint } from './session-appoint.js';

export interface SessionStepProps {
  readonly sheet: SessionSheet;
  readonly onDone: () => void;
}

interface Step {
  readonly states: readonly string[];
  readonly needs: string;
  readonly view: (props: SessionStepProps) => JSX.Element | null;
}

/** Which step stands open in which state, for whom. */
const steps: readonly Step[] = [
  { states: ['draft'], needs: 'session.plan', view: AskApproval },
  { states: ['requested'], needs: 'session.approve', view: Approve },
  { states: ['approved'], needs: 'session.approve', view: Appoint },
  { states: ['ready'], needs: 'session.run', view: OpenPackage },
  { states: ['in-progress'], needs: 'record.countersign', view: Countersign },
  { states: ['in-progress'], needs: 'session.run', view: CloseDay },
  { states: ['closed', 'in-progress'], needs: 'record.moderate', view: Moderate },
  { states: ['draft', 'requested', 'approved', 'ready'], needs: 'session.cancel', view: Cancel },
];

/** What this role can do with the session now. */
export function SessionSteps({ sheet, onDone }: SessionStepProps) {
  const { me } = useDesk();
  const open = steps.filter(({ states, needs }) => states.includes(sheet.session.state) && may(me, needs));
  return (
    <section class="next-steps">
      {open.map(({ view: View, needs, states }) => (
        <View key={`${needs} ${states.join()}`} sheet={sheet} onDone={onDone} />
      ))}
    </section>
  );
}

function Cancel(props: SessionStepProps) {
  const { say } = useDesk();
  return <WithReason {...props} path="cancel" title={say('session.cancel')} />;
}

function AskApproval({ sheet, onDone }: SessionStepProps) {
  const { say } = useDesk();
  const { action, send } = useSessionAct(sheet, onDone, 'request');
  return (
    <>
      <Reasons action={action} onGoOn={(reasons) => send({ reasons })} />
      <Button kind="primary" isBusy={action.isBusy} onClick={() => send({})}>
        {say('plan.ask')}
      </Button>
    </>
  );
}

function Approve({ sheet, onDone }: SessionStepProps) {
  const { say } = useDesk();
  const { action, send } = useSessionAct(sheet, onDone, 'approve');
  return (
    <>
      <Reasons action={action} onGoOn={(reasons) => send({ reasons })} />
      <div class="actions">
        <Button kind="primary" isBusy={action.isBusy} onClick={() => send({})}>
          {say('session.approve')}
        </Button>
        <WithReason sheet={sheet} onDone={onDone} path="refuse" title={say('session.refuse')} />
      </div>
    </>
  );
}

/** One command of the session, then the sheet anew. */
function useSessionAct(sheet: SessionSheet, onDone: () => void, path: string) {
  const { api } = useDesk();
  const action = useAction();
  const send = (body: { readonly reasons?: readonly GivenReason[] } & Readonly<Record<string, unknown>>): void =>
    void action
      .run(() => api.post(`/api/assessment/sessions/${sheet.session.id}/${path}`, body))
      .then((isDone) => isDone && onDone());
  return { action, send };
}

/** Refuse or cancel: the reason is kept with the session for ever. */
function WithReason({
  sheet,
  onDone,
  path,
  title,
}: SessionStepProps & { readonly path: string; readonly title: string }) {
  const [isOpen, setIsOpen] = useTyped(`open ${path}`, false);
  const [reason, setReason] = useTyped(`reason ${path}`, '');
  const { action, send } = useSessionAct(sheet, onDone, path);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{title}</Button>
      {isOpen && (
        <ActDialog
          title={title}
          action={action}
          doing={title}
          onDo={() => send({ reason: reason.trim() })}
          onClose={() => setIsOpen(false)}
        >
          <ReasonField id={`${path}-reason`} value={reason} onChange={setReason} />
        </ActDialog>
      )}
    </>
  );
}

function OpenPackage({ sheet, onDone }: SessionStepProps) {
  const { say } = useDesk();
  const [hash, setHash] = useTyped('opened', '');
  const [error, setError] = useState<string>();
  const { action, send } = useSessionAct(sheet, onDone, 'open-package');
  return (
    <>
      <h2>{say('session.open-package')}</h2>
      <p>{say('session.open-package.text')}</p>
      <ProblemNotice problem={action.problem} say={say} />
      <PackageField value={hash} onInput={setHash} error={error} />
      <Button
        kind="primary"
        isBusy={action.isBusy}
        onClick={() => {
          setError(isFingerprint(hash) ? undefined : say('package.wrong'));
          if (isFingerprint(hash)) send({ openedHash: hash });
        }}
      >
        {say('session.open-package')}
      </Button>
    </>
  );
}

const waitingIn = (sheet: SessionSheet, state: string): readonly string[] =>
  sheet.candidates.flatMap(({ record }) => (record?.state === state ? [record.id] : []));

/** The representative countersigns what assessors signed, then sends it to the office. */
function Countersign({ sheet, onDone }: SessionStepProps) {
  const { say } = useDesk();
  const signed = waitingIn(sheet, 'assessor-signed');
  const ready = waitingIn(sheet, 'representative-countersigned');
  const { action, act } = useRecordsAct(onDone);
  if (signed.length === 0 && ready.length === 0) return null;
  return (
    <>
      <ProblemNotice problem={action.problem} say={say} />
      <div class="actions">
        {signed.length > 0 && (
          <Button kind="primary" isBusy={action.isBusy} onClick={() => act('countersign', signed)}>
            {say('session.countersign', { n: signed.length })}
          </Button>
        )}
        {ready.length > 0 && (
          <Button kind="primary" isBusy={action.isBusy} onClick={() => act('submit', ready)}>
            {say('session.submit', { n: ready.length })}
          </Button>
        )}
      </div>
    </>
  );
}

function useRecordsAct(onDone: () => void) {
  const { api } = useDesk();
  const action = useAction();
  const act = (path: string, recordIds: readonly string[]): void =>
    void action
      .run(() => api.post(`/api/assessment/records/${path}`, { recordIds }))
      .then((isDone) => isDone && onDone());
  return { action, act };
}

function CloseDay({ sheet, onDone }: SessionStepProps) {
  const { say } = useDesk();
  const [isOpen, setIsOpen] = useTyped('closing', false);
  const [incidents, setIncidents] = useTyped('incidents', '');
  const { action, send } = useSessionAct(sheet, onDone, 'close');
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{say('session.close-day')}</Button>
      {isOpen && (
        <ActDialog
          title={say('session.close-day')}
          about={<p>{say('session.close-day.text')}</p>}
          action={action}
          doing={say('session.close-day')}
          onDo={() => send({ incidents: incidents.split('\n').flatMap((line) => line.trim() || []) })}
          onClose={() => setIsOpen(false)}
        >
          <TextField
            id="incidents"
            label={say('optional', { label: say('session.incidents') })}
            hint={say('session.incidents.hint')}
            lines={4}
            value={incidents}
            onInput={setIncidents}
          />
        </ActDialog>
      )}
    </>
  );
}

/** Records that are held are looked at one by one; then the session is done. */
function Moderate({ sheet, onDone }: SessionStepProps) {
  const { say } = useDesk();
  const held = waitingIn(sheet, 'under-moderation');
  const finish = useSessionAct(sheet, onDone, 'finish-moderation');
  return (
    <>
      <ProblemNotice problem={finish.action.problem} say={say} />
      {held.length > 0 ? (
        <Notice kind="caution">
          <p>{say('session.flagged', { n: held.length })}</p>
          <Link to="/desk/moderation">{say('mod.to-list')}</Link>
        </Notice>
      ) : (
        sheet.session.state === 'closed' && (
          <Button kind="primary" isBusy={finish.action.isBusy} onClick={() => finish.send({})}>
            {say('session.finish-moderation')}
          </Button>
        )
      )}
    </>
  );
}
