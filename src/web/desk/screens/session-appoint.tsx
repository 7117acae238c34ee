import { useDesk } from '../context.js';
import {
  Button,
  CheckField,
  ErrorSummary,
  Loading,
  ProblemNotice,
  SelectField,
  TextField,
  toggled,
  useCheckedAction,
  type FieldErrors,
} from '../parts/index.js';
import { isFingerprint, PackageField } from '../parts/package-field.js';
import { useLoad } from '../use-load.js';
import { nameOf } from '../words.js';
import { useTyped } from '../use-typed.js';
import type { SessionStepProps } from './session-steps.js';

interface Representative {
  readonly id: string;
  readonly displayName: string;
}

/** Name the representative, note who accepted, and fix the assessment package by its fingerprint. */
export function Appoint({ sheet, onDone }: SessionStepProps) {
  const { say, api } = useDesk();
  const { session } = sheet;
  const loaded = useLoad(`representatives ${session.id}`, () =>
    api.get<readonly Representative[]>(`/api/assessment/sessions/${session.id}/representatives`),
  );
  return (
    <>
      <h2>{say('appoint.title')}</h2>
      <Loading of={loaded}>{(people) => <Form {...{ sheet, onDone, people }} />}</Loading>
    </>
  );
}

function Form({ sheet, onDone, people }: SessionStepProps & { readonly people: readonly Representative[] }) {
  const { say, api } = useDesk();
  const { session, assessors } = sheet;
  const action = useCheckedAction();
  const { errors } = action;
  const [representativeId, setRepresentative] = useTyped('representative', '');
  const [acceptedBy, setAccepted] = useTyped<readonly string[]>('accepted', []);
  const [toolVersion, setVersion] = useTyped('version', '');
  const [hash, setHash] = useTyped('package', '');
  const submit = (): void => {
    const wrong: FieldErrors = {
      ...(representativeId === '' ? { representative: say('appoint.choose-representative') } : {}),
      ...(toolVersion.trim() === '' ? { version: say('appoint.enter-version') } : {}),
      ...(isFingerprint(hash) ? {} : { 'package-hash': say('package.wrong') }),
    };
    void action
      .runUnless(wrong, () =>
        api.post(`/api/assessment/sessions/${session.id}/appoint`, {
          representativeId,
          acceptedBy,
          assessmentPackage: { toolVersion: toolVersion.trim(), hash },
        }),
      )
      .then((isDone) => isDone && onDone());
  };
  return (
    <>
      <ErrorSummary errors={errors} say={say} />
      <ProblemNotice problem={action.problem} say={say} />
      <SelectField
        id="representative"
        label={say('role.representative')}
        value={representativeId}
        onChange={setRepresentative}
        options={[['', say('choose')], ...people.map(({ id, displayName }) => [id, displayName] as const)]}
        error={errors['representative']}
      />
      <fieldset class="group">
        <legend>{say('appoint.accepted')}</legend>
        {assessors.map(({ personId, names }) => (
          <CheckField
            key={personId}
            id={`accepted-${personId}`}
            label={<bdi>{nameOf(names)}</bdi>}
            checked={acceptedBy.includes(personId)}
            onChange={(checked) => setAccepted(toggled(acceptedBy, personId, checked))}
          />
        ))}
      </fieldset>
      <TextField
        id="version"
        size="short"
        label={say('appoint.version')}
        value={toolVersion}
        onInput={setVersion}
        error={errors['version']}
      />
      <PackageField value={hash} onInput={setHash} error={errors['package-hash']} />
      <Button kind="primary" isBusy={action.isBusy} onClick={submit}>
        {say('appoint.title')}
      </Button>
    </>
  );
}
