import { useState } from 'preact/hooks';
import { roleName } from '../../locales/desk/strings.js';
import { useDesk } from '../context.js';
import { ActDialog, Button, Link, Loading, Notice, OwnReason, Page, ProblemNotice, TextField } from '../parts/index.js';
import { useAction, useLoad } from '../use-load.js';
import { calendarDay, dayOf } from '../words.js';
import { ScopeSheet, type ProposedScope } from './accreditation-scope.js';
import { wordOf } from './officer-words.js';
import { actEffect, actName } from './status-acts.js';
import { Registered } from '../../parts/registered.js';

interface Approval {
  readonly id: string;
  readonly action: string;
  readonly by: string;
  readonly isYours: boolean;
  readonly endsAt: string;
  readonly event: string | null;
  readonly reasonClass: string | null;
  readonly reason: string | null;
  readonly nothingCountsFrom: string | null;
  readonly mission: string;
  readonly about: readonly string[];
  readonly roles: readonly string[];
  readonly scope: ProposedScope | null;
  readonly count: number;
  readonly certificates: readonly {
    readonly id: string;
    readonly number: string | null;
    readonly name: string;
    readonly title: string;
  }[];
}

/** What waits for the second of two officers: what it does, whom it touches, who asked for it. */
export default function StatusApprovals() {
  const { say, api } = useDesk();
  const [told, setTold] = useState<'second.done' | 'second.withdrawn' | null>(null);
  const loaded = useLoad('approvals', () => api.get<readonly Approval[]>('/api/assessment/second-approvals'));
  return (
    <Page title={say('second.title')}>
      <p>{say('second.lead')}</p>
      {told !== null && <Notice kind="good" title={say(told)} />}
      <Loading of={loaded}>
        {(approvals) =>
          approvals.length === 0 ? (
            <p class="empty">{say('second.empty')}</p>
          ) : (
            <ul class="approvals">
              {approvals.map((approval) => (
                <li key={approval.id}>
                  <One
                    approval={approval}
                    onSettled={(text) => {
                      setTold(text);
                      loaded.again();
                    }}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </Loading>
    </Page>
  );
}

interface OneProps {
  readonly approval: Approval;
  readonly onSettled: (told: 'second.done' | 'second.withdrawn') => void;
}

function One({ approval, onSettled }: OneProps) {
  const { say, api, language } = useDesk();
  const action = useAction();
  const [isAsked, setAsked] = useState(false);
  const settle = async (how: 'confirm' | 'withdraw'): Promise<void> => {
    if (!(await action.run(() => api.post(`/api/assessment/proposals/${approval.id}/${how}`)))) return;
    setAsked(false);
    onSettled(how === 'confirm' ? 'second.done' : 'second.withdrawn');
  };
  return (
    <article>
      <h2>{actName(say, approval.action)}</h2>
      <p class="quiet">{say('second.by', { name: approval.by, date: dayOf(approval.endsAt, language) })}</p>
      <Why approval={approval} />
      {approval.about.map((text) => (
        <p key={text}>
          <bdi>{text}</bdi>
          {approval.roles.length > 0 && `: ${approval.roles.map((role) => roleName(say, role)).join(', ')}`}
        </p>
      ))}
      {approval.scope !== null && <ScopeSheet scope={approval.scope} />}
      {approval.count > 1 && <p>{say('second.touches', { n: approval.count })}</p>}
      <ul class="plain-list">
        {approval.certificates.map((certificate) => (
          <li key={certificate.id}>
            <Link to={`/desk/certificates/${certificate.id}`}>
              <bdi>{certificate.name}</bdi>
            </Link>{' '}
            · <Registered>{certificate.title}</Registered> · <bdi dir="ltr">{certificate.number}</bdi>
          </li>
        ))}
      </ul>
      {approval.isYours && <OwnReason code="R27" message={say('second.yours')} />}
      {!isAsked && <ProblemNotice problem={action.problem} say={say} />}
      <div class="actions">
        <Button
          kind="primary"
          isBusy={action.isBusy}
          onClick={() => (approval.count > 1 ? setAsked(true) : void settle('confirm'))}
        >
          {say('second.confirm')}
        </Button>
        <Button isBusy={action.isBusy} onClick={() => void settle('withdraw')}>
          {say('second.withdraw')}
        </Button>
      </div>
      {isAsked && (
        <CountDialog
          title={say('second.sure', { what: actName(say, approval.action), n: approval.count })}
          confirm={actName(say, approval.action)}
          count={approval.count}
          action={action}
          onClose={() => setAsked(false)}
          onSure={() => void settle('confirm')}
        />
      )}
    </article>
  );
}

/** What it does and the reason given for it. */
function Why({ approval }: { readonly approval: Approval }) {
  const { say, language } = useDesk();
  const effect = actEffect(say, approval.action);
  return (
    <>
      {effect !== null && <p>{effect}</p>}
      {approval.event !== null && (
        <p>
          <strong>{wordOf(say, 'cert', approval.event)}</strong>. {wordOf(say, 'cert', `${approval.event}.effect`)}
        </p>
      )}
      {approval.reasonClass !== null && (
        <p>
          {say('word.reason')}: {wordOf(say, 'reason', approval.reasonClass)}
        </p>
      )}
      {approval.reason !== null && (
        <p>
          <bdi>{approval.reason}</bdi>
        </p>
      )}
      {approval.nothingCountsFrom !== null && (
        <p>{say('follow.from', { date: calendarDay(approval.nothingCountsFrom, language) })}</p>
      )}
      {approval.mission !== '' && (
        <p>
          {say('word.mission')}: <bdi>{approval.mission}</bdi>
        </p>
      )}
    </>
  );
}

interface CountDialogProps {
  readonly title: string;
  readonly confirm: string;
  readonly count: number;
  readonly action: ReturnType<typeof useAction>;
  readonly onClose: () => void;
  readonly onSure: () => void;
}

/** For what touches many: the number is typed by hand, so that nobody confirms a mission by habit. */
export function CountDialog({ title, confirm, count, action, onClose, onSure }: CountDialogProps) {
  const { say } = useDesk();
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const error = isWrong && typed.trim() !== String(count) ? say('cert.count.wrong', { n: count }) : undefined;
  return (
    <ActDialog
      title={title}
      action={action}
      doing={confirm}
      isHard
      onDo={() => (typed.trim() === String(count) ? onSure() : setWrong(true))}
      leaving={say('second.keep')}
      onClose={onClose}
    >
      <TextField
        id="count"
        label={say('cert.count', { n: count })}
        value={typed}
        onInput={setTyped}
        size="short"
        error={error}
      />
    </ActDialog>
  );
}
