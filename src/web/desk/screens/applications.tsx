import { useState } from 'preact/hooks';
import type { DeskKey } from '../../locales/desk/strings.js';
import { may } from '../api/me.js';
import type { Application, Person, QualificationBrief } from '../api/shapes.js';
import { useDesk } from '../context.js';
import {
  Button,
  CheckField,
  ErrorSummary,
  Loading,
  Notice,
  Page,
  SelectField,
  Table,
  toggled,
  useCheckedAction,
  type FieldErrors,
} from '../parts/index.js';
import { Reasons, type GivenReason } from '../parts/reasons.js';
import { go } from '../router.js';
import type { ScreenProps } from '../screens.js';
import { useLoad } from '../use-load.js';
import { nameOf, period } from '../words.js';
import { useTyped } from '../use-typed.js';
import { briefSessions } from './session-list.js';
import { Registered } from '../../parts/registered.js';

const states = ['draft', 'submitted', 'documents-requested', 'eligible', 'fee-cleared', 'scheduled'] as const;

interface Step {
  readonly key: DeskKey;
  readonly needs: string;
  readonly path: string;
  readonly body?: object;
}

/** What moves an application on from each state. */
const steps: Readonly<Record<string, readonly Step[]>> = {
  draft: [{ key: 'applications.submit', needs: 'application.fill', path: 'submit' }],
  submitted: [
    { key: 'applications.accept', needs: 'application.accept', path: 'accept' },
    { key: 'applications.request-documents', needs: 'application.check', path: 'request-documents' },
  ],
  'documents-requested': [{ key: 'applications.submit', needs: 'application.fill', path: 'resubmit' }],
  eligible: [
    {
      key: 'applications.waive',
      needs: 'application.fee',
      path: 'clear-fee',
      body: { amount: 0, currency: 'USD', waivedReason: 'Free of charge.' },
    },
  ],
  'fee-cleared': [{ key: 'applications.enrol', needs: 'application.enrol', path: 'enrol' }],
};

/** Applications by state; many move on at once, all of them or none. */
export default function Applications({ query }: ScreenProps) {
  const { say, api, me } = useDesk();
  const asked = query.get('state') ?? 'draft';
  const state = states.find((name) => name === asked) ?? 'draft';
  const loaded = useLoad(`applications ${me.organizationId} ${state}`, async () => {
    const [applications, people, qualifications] = await Promise.all([
      api.all<Application>('/api/assessment/applications', { state }),
      may(me, 'candidates.read') ? api.all<Person>('/api/assessment/candidates') : [],
      api.get<readonly QualificationBrief[]>('/api/assessment/qualifications'),
    ]);
    return { applications, people, qualifications };
  });
  return (
    <Page title={say('applications.title')}>
      <SelectField
        id="state"
        label={say('session.state')}
        value={state}
        onChange={(next) => go(`/desk/applications?state=${next}`)}
        options={states.map((name) => [name, say(`application.${name}`)] as const)}
      />
      <Loading of={loaded}>{(known) => <List key={state} {...known} state={state} onDone={loaded.again} />}</Loading>
    </Page>
  );
}

interface ListProps {
  readonly applications: readonly Application[];
  readonly people: readonly Person[];
  readonly qualifications: readonly QualificationBrief[];
  readonly state: string;
  readonly onDone: () => void;
}

function List({ applications, people, qualifications, state, onDone }: ListProps) {
  const { say, api, me } = useDesk();
  const [chosen, setChosen] = useTyped<readonly string[]>(`chosen ${state}`, []);
  const [sessionId, setSession] = useTyped('session', '');
  const [moved, setMoved] = useState(0);
  const [last, setLast] = useState<Step | null>(null);
  const action = useCheckedAction();
  const { errors } = action;
  const open = (steps[state] ?? []).filter(({ needs }) => may(me, needs));
  const present = chosen.filter((id) => applications.some((application) => application.id === id));
  const move = (step: Step, reasons: readonly GivenReason[] = []): void => {
    const wrong: FieldErrors = {
      ...(present.length === 0 ? { 'choose-all': say('applications.choose-some') } : {}),
      ...(step.path === 'enrol' && sessionId === '' ? { session: say('applications.choose-session') } : {}),
    };
    setLast(step);
    void action
      .runUnless(wrong, () =>
        api.post(`/api/assessment/applications/${step.path}`, {
          applicationIds: present,
          ...step.body,
          ...(step.path === 'enrol' ? { sessionId } : {}),
          ...(reasons.length === 0 ? {} : { reasons }),
        }),
      )
      .then((isDone) => {
        if (!isDone) return;
        setMoved(present.length);
        setChosen([]);
        onDone();
      });
  };
  return (
    <>
      <div role="status">{moved > 0 && <Notice kind="good">{say('applications.done', { n: moved })}</Notice>}</div>
      <ErrorSummary errors={errors} say={say} />
      <Reasons action={action} onGoOn={(reasons) => last !== null && move(last, reasons)} />
      <Rows
        {...{ applications, people, qualifications }}
        canChoose={open.length > 0}
        chosen={present}
        onChoose={setChosen}
      />
      {state === 'fee-cleared' && open.length > 0 && applications.length > 0 && (
        <SessionChoice value={sessionId} onChange={setSession} error={errors['session']} />
      )}
      {applications.length > 0 && (
        <div class="actions">
          {open.map((step, index) => (
            <Button
              key={step.path}
              kind={index === 0 ? 'primary' : 'normal'}
              isBusy={action.isBusy}
              onClick={() => move(step)}
            >
              {say(step.key)}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

interface RowsProps extends Pick<ListProps, 'applications' | 'people' | 'qualifications'> {
  readonly canChoose: boolean;
  readonly chosen: readonly string[];
  readonly onChoose: (ids: readonly string[]) => void;
}

function Rows({ applications, people, qualifications, canChoose, chosen, onChoose }: RowsProps) {
  const { say } = useDesk();
  const nameFor = (application: Application): string =>
    nameOf(people.find(({ id }) => id === application.personId)?.names ?? []) || application.personId.slice(0, 8);
  const titleFor = ({ qualificationId, revision }: Application): string =>
    qualifications.find((entry) => entry.id === qualificationId && entry.revision === revision)?.title ??
    qualificationId;
  return (
    <>
      {applications.length > 0 && canChoose && (
        <CheckField
          id="choose-all"
          label={`${say('applications.all')} · ${say('applications.chosen', { n: chosen.length })}`}
          checked={chosen.length === applications.length}
          onChange={(checked) => onChoose(checked ? applications.map(({ id }) => id) : [])}
        />
      )}
      <Table
        caption={say('applications.title')}
        hideCaption
        rows={applications}
        keyOf={({ id }) => id}
        empty={say('applications.none')}
        columns={[
          {
            key: 'name',
            title: say('candidate.name'),
            isHeader: true,
            cell: (application) =>
              canChoose ? (
                <CheckField
                  id={`choose-${application.id}`}
                  label={<bdi>{nameFor(application)}</bdi>}
                  checked={chosen.includes(application.id)}
                  onChange={(checked) => onChoose(toggled(chosen, application.id, checked))}
                />
              ) : (
                <bdi>{nameFor(application)}</bdi>
              ),
          },
          {
            key: 'qualification',
            title: say('session.qualification'),
            cell: (row) => <Registered>{titleFor(row)}</Registered>,
          },
        ]}
      />
    </>
  );
}

function SessionChoice(props: {
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly error: string | undefined;
}) {
  const { say, api, language } = useDesk();
  const loaded = useLoad('open sessions', () => briefSessions(api, ['approved', 'ready', 'in-progress']));
  return (
    <Loading of={loaded}>
      {(sessions) => (
        <SelectField
          id="session"
          label={say('session.title')}
          value={props.value}
          onChange={props.onChange}
          error={props.error}
          options={[
            ['', say('choose')],
            ...sessions.map(
              ({ session, title }) =>
                [session.id, `${title}, ${period(session.startsAt, session.endsAt, language)}`] as const,
            ),
          ]}
        />
      )}
    </Loading>
  );
}
