import { useState } from 'preact/hooks';
import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import {
  Above,
  Button,
  ErrorSummary,
  Link,
  Loading,
  Notice,
  Page,
  ProblemNotice,
  SelectField,
  Tiles,
  toggled,
  useCheckedAction,
} from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { useTyped } from '../use-typed.js';
import { RegisterPlace } from './accreditation-place.js';
import { BasisField, GrantTerms, linesOf, noTerms, wrongBasis, wrongTerms } from './accreditation-terms.js';
import { optionsOf } from './officer-words.js';

interface Choice {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

interface Choices {
  readonly qualifications: readonly {
    readonly qualificationId: string;
    readonly revision: string;
    readonly title: string;
    readonly status: string;
  }[];
  readonly sites: readonly Choice[];
  readonly people: readonly Choice[];
  readonly missions: readonly Choice[];
  readonly centres: readonly Choice[];
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
      <Loading of={loaded}>{(choices) => <Form choices={choices} again={loaded.again} />}</Loading>
    </Page>
  );
}

const empty = {
  kind: 'site' as Kind,
  subjectId: '',
  role: 'assessment-centre',
  qualifications: [] as readonly string[],
  basis: '',
  terms: noTerms,
};
type Draft = typeof empty;

function Form({ choices, again }: { readonly choices: Choices; readonly again: () => void }) {
  const { say, api, me } = useDesk();
  const action = useCheckedAction();
  const [draft, setDraft] = useTyped<Draft>('grant', empty);
  const [isProposed, setProposed] = useState(false);
  const [isRegistered, setRegistered] = useState(false);
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const wrong = {
    ...(draft.subjectId === '' ? { subject: say('accr.whom.missing') } : {}),
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
      <Whom draft={draft} change={change} choices={choices} error={action.errors['subject']} />
      {draft.kind === 'site' && may(me, 'site.register') && (
        <RegisterPlace
          centres={choices.centres}
          onRegistered={(subjectId) => {
            change({ subjectId });
            setRegistered(true);
            again();
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

const bodyOf = ({ kind, subjectId, role, qualifications, basis, terms }: Draft, choices: Choices): object => ({
  ...{ subjectType: kind, subjectId, role, ...terms, number: terms.number.trim(), basis: linesOf(basis) },
  qualifications: choices.qualifications
    .filter((entry) => qualifications.includes(keyOf(entry)))
    .map(({ qualificationId, revision }) => ({ qualificationId, revision })),
});

const keyOf = ({ qualificationId, revision }: Choices['qualifications'][number]): string =>
  `${qualificationId} ${revision}`;

interface PartProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly choices: Choices;
  readonly error: string | undefined;
}

function Whom({ draft, change, choices, error }: PartProps) {
  const { say } = useDesk();
  const offered = { site: choices.sites, person: choices.people, mission: choices.missions }[draft.kind];
  const roles = rolesOf[draft.kind];
  return (
    <>
      <SelectField
        id="kind"
        label={say('accr.kind')}
        value={draft.kind}
        onChange={(value) => change({ kind: value as Kind, subjectId: '', role: rolesOf[value as Kind][0] ?? '' })}
        options={(['site', 'person', 'mission'] as const).map((kind) => [kind, say(`accr.kind.${kind}`)] as const)}
      />
      {offered.length === 0 && <p class="empty">{say('accr.whom.none')}</p>}
      <SelectField
        id="subject"
        label={say('accr.whom')}
        {...(draft.kind === 'person' ? { hint: say('accr.whom.person') } : {})}
        value={draft.subjectId}
        onChange={(subjectId) => change({ subjectId })}
        options={[
          ['', say('choose')],
          ...offered.map(({ id, name, detail }) => [id, detail === '' ? name : `${name} · ${detail}`] as const),
        ]}
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

/** Current revisions first; older ones are needed for what was assessed against them. */
function Scope({ draft, change, choices, error }: PartProps) {
  const { say } = useDesk();
  const tilesOf = (isCurrent: boolean) =>
    choices.qualifications
      .filter(({ status }) => (status === 'current') === isCurrent)
      .map((entry) => ({ value: keyOf(entry), title: entry.title, detail: entry.revision }));
  const older = tilesOf(false);
  const onChoose = (value: string, isChosen: boolean): void =>
    change({ qualifications: toggled(draft.qualifications, value, isChosen) });
  const common = { chosen: draft.qualifications, onChoose, isMany: true };
  return (
    <>
      <Tiles
        {...common}
        name="qualifications"
        legend={say('accr.qualifications')}
        tiles={tilesOf(true)}
        error={error}
      />
      {older.length > 0 && (
        <details>
          <summary>{say('accr.qualifications.more')}</summary>
          <Tiles {...common} name="older" legend={say('accr.qualifications.more')} tiles={older} />
        </details>
      )}
    </>
  );
}
