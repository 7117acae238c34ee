import { useState } from 'preact/hooks';
import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import {
  Above,
  Button,
  ErrorSummary,
  Finder,
  Link,
  Loading,
  Notice,
  Page,
  ProblemNotice,
  SelectField,
  TextField,
  Tiles,
  toggled,
  useCheckedAction,
  type Choice,
} from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { useTyped } from '../use-typed.js';
import { CHOICES, RegisterPlace } from './accreditation-place.js';
import { BasisField, GrantTerms, linesOf, noTerms, wrongBasis, wrongTerms } from './accreditation-terms.js';
import { optionsOf } from './officer-words.js';

interface Qualification {
  readonly qualificationId: string;
  readonly revision: string;
  readonly title: string;
  readonly status: string;
}

interface Choices {
  readonly qualifications: readonly Qualification[];
}

type Kind = 'site' | 'person' | 'mission';
const rolesOf: Readonly<Record<Kind, readonly string[]>> = {
  site: ['assessment-centre'],
  person: ['assessor', 'lead-assessor', 'portfolio-assessor', 'issuing-officer', 'representative'],
  mission: ['mission'],
};

/** Proposes to accredit a place, a person or a mission for named qualification revisions between two days. */
export default function GrantAccreditation() {
  const { say, api } = useDesk();
  const loaded = useLoad('accreditation-choices', () => api.get<Choices>('/api/assessment/accreditation-choices'));
  return (
    <Page title={say('accr.grant')} above={<Above to="/desk/accreditations">{say('accr.title')}</Above>}>
      <p>{say('accr.grant.lead')}</p>
      <Loading of={loaded}>{(choices) => <Form choices={choices} />}</Loading>
    </Page>
  );
}

const empty = {
  kind: 'site' as Kind,
  subject: null as Choice | null,
  role: 'assessment-centre',
  qualifications: [] as readonly string[],
  basis: '',
  terms: noTerms,
};
type Draft = typeof empty;

function Form({ choices }: { readonly choices: Choices }) {
  const { say, api, me } = useDesk();
  const action = useCheckedAction();
  const [draft, setDraft] = useTyped<Draft>('grant', empty);
  const [isProposed, setProposed] = useState(false);
  const [isRegistered, setRegistered] = useState(false);
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const wrong = {
    ...(draft.subject === null ? { subject: say('accr.whom.missing') } : {}),
    ...(draft.qualifications.length === 0 ? { qualifications: say('accr.qualifications.missing') } : {}),
    ...wrongTerms(draft.terms, say),
    ...wrongBasis(draft.basis, say),
  };
  const send = async (): Promise<void> => {
    if (!(await action.runUnless(wrong, () => api.post('/api/assessment/accreditations', bodyOf(draft, choices)))))
      return;
    setDraft(empty);
    setRegistered(false);
    setProposed(true);
  };
  return (
    <>
      <div role="status">
        {isProposed && (
          <Notice kind="good" title={say('cert.proposed')}>
            <p>
              <Link to="/desk/approvals">{say('second.title')}</Link>
            </p>
          </Notice>
        )}
      </div>
      <ErrorSummary errors={action.errors} say={say} />
      <ProblemNotice problem={action.problem} say={say} />
      <Whom draft={draft} change={change} error={action.errors['subject']} />
      {draft.kind === 'site' && may(me, 'site.register') && (
        <RegisterPlace
          onRegistered={(subject) => {
            change({ subject });
            setRegistered(true);
          }}
        />
      )}
      <div role="status">{isRegistered && <Notice kind="good" title={say('place.done')} />}</div>
      <Scope draft={draft} change={change} choices={choices} error={action.errors['qualifications']} />
      <GrantTerms terms={draft.terms} onChange={(terms) => change({ terms })} errors={action.errors} />
      <BasisField value={draft.basis} onInput={(basis) => change({ basis })} errors={action.errors} />
      <div class="actions">
        <Button kind="primary" isBusy={action.isBusy} onClick={() => void send()}>
          {say('cert.propose')}
        </Button>
      </div>
    </>
  );
}

const bodyOf = ({ kind, subject, role, qualifications, basis, terms }: Draft, choices: Choices): object => ({
  ...{ subjectType: kind, subjectId: subject?.id, role, ...terms, number: terms.number.trim(), basis: linesOf(basis) },
  qualifications: choices.qualifications
    .filter((entry) => qualifications.includes(keyOf(entry)))
    .map(({ qualificationId, revision }) => ({ qualificationId, revision })),
});

const keyOf = ({ qualificationId, revision }: Qualification): string => `${qualificationId} ${revision}`;

interface PartProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly error: string | undefined;
}

function Whom({ draft, change, error }: PartProps) {
  const { say } = useDesk();
  const roles = rolesOf[draft.kind];
  return (
    <>
      <SelectField
        id="kind"
        label={say('accr.kind')}
        value={draft.kind}
        onChange={(value) => change({ kind: value as Kind, subject: null, role: rolesOf[value as Kind][0] ?? '' })}
        options={(['site', 'person', 'mission'] as const).map((kind) => [kind, say(`accr.kind.${kind}`)] as const)}
      />
      <Finder
        key={draft.kind}
        id="subject"
        label={say('accr.whom')}
        {...(draft.kind === 'person' ? { hint: say('accr.whom.person') } : {})}
        path={CHOICES}
        kind={draft.kind}
        chosen={draft.subject}
        onChoose={(subject) => change({ subject })}
        none={say('accr.whom.none')}
        error={error}
      />
      {roles.length > 1 && (
        <SelectField
          id="role"
          label={say('accr.role')}
          value={draft.role}
          onChange={(role) => change({ role })}
          options={optionsOf(say, 'accr.role', roles)}
        />
      )}
    </>
  );
}

/** More than these are narrowed by typing; the whole list is here. */
const MANY = 12;

/** Current revisions first; older ones are needed for what was assessed against them. What is chosen is never hidden. */
function Scope({ draft, change, choices, error }: PartProps & { readonly choices: Choices }) {
  const { say } = useDesk();
  const [words, setWords] = useState('');
  const wanted = words.trim().toLocaleLowerCase();
  const isShown = (entry: Qualification): boolean =>
    draft.qualifications.includes(keyOf(entry)) ||
    `${entry.title} ${entry.qualificationId} ${entry.revision}`.toLocaleLowerCase().includes(wanted);
  const tilesOf = (isCurrent: boolean) =>
    choices.qualifications
      .filter((entry) => (entry.status === 'current') === isCurrent && isShown(entry))
      .map((entry) => ({ value: keyOf(entry), title: entry.title, detail: entry.revision }));
  const older = tilesOf(false);
  const onChoose = (value: string, isChosen: boolean): void =>
    change({ qualifications: toggled(draft.qualifications, value, isChosen) });
  const common = { chosen: draft.qualifications, onChoose, isMany: true, isRegistered: true };
  return (
    <>
      {choices.qualifications.length > MANY && (
        <TextField
          id="find-qualification"
          type="search"
          label={say('accr.qualifications.find')}
          value={words}
          onInput={setWords}
        />
      )}
      <Tiles
        {...common}
        name="qualifications"
        legend={say('accr.qualifications')}
        tiles={tilesOf(true)}
        error={error}
      />
      {older.length > 0 && (
        <details {...(wanted === '' ? {} : { open: true })}>
          <summary>{say('accr.qualifications.more')}</summary>
          <Tiles {...common} name="older" legend={say('accr.qualifications.more')} tiles={older} />
        </details>
      )}
    </>
  );
}
