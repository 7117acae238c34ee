import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import {
  ActChoice,
  ActDialog,
  CheckField,
  Notice,
  TextField,
  useCheckedAction,
  type FieldErrors,
} from '../parts/index.js';
import { useTyped } from '../use-typed.js';
import type { MissionFile } from './mission-shapes.js';
import { Team } from './mission-team.js';
import { wordOf } from './officer-words.js';
import { ReasonField } from './reason-fields.js';

interface StepsProps {
  readonly file: MissionFile;
  readonly onDone: () => void;
}

/** Sessions that still take place, as far as is known. */
const ahead = ['draft', 'requested', 'approved', 'ready', 'in-progress'];
/** Steps that end a mission; they stand apart. */
const endings = ['cancel', 'report-kit-lost'];

/** What can follow: the next step first, then the ways to end it. */
export function MissionSteps({ file, onDone }: StepsProps) {
  const { say, me } = useDesk();
  const isHere = (event: string): boolean => event !== 'staff' || may(me, 'mission.plan');
  const events = file.next
    .filter(isHere)
    .toSorted((left, right) => Number(endings.includes(left)) - Number(endings.includes(right)));
  if (!may(me, 'mission.advance') || events.length === 0) return null;
  return (
    <ActChoice
      id="next"
      title={say('session.next')}
      acts={events}
      nameOf={(event) => wordOf(say, 'mission.event', event)}
      kindOf={(event) => (endings.includes(event) ? 'danger' : 'primary')}
      dialog={(event, close) => (
        <StepDialog
          event={event}
          file={file}
          onClose={close}
          onDone={() => {
            close();
            onDone();
          }}
        />
      )}
    />
  );
}

interface Given {
  readonly profiles: string;
  readonly team: readonly string[];
  readonly deviceKeysUntil: string;
  readonly isChainIntact: boolean;
  readonly areKeysRevoked: boolean;
  readonly areRecordsVoided: boolean;
  readonly reason: string;
}

/** What is sent with each step. The service asks for more where it must. */
const bodies: Readonly<Record<string, (given: Given) => object>> = {
  profile: ({ profiles }) => ({ profiles: Number(profiles) }),
  staff: ({ team }) => ({ assessorAccreditationIds: team }),
  'issue-kit': ({ deviceKeysUntil }) => ({ deviceKeysUntil }),
  sync: ({ isChainIntact }) => ({ chainIntact: isChainIntact }),
  'report-kit-lost': ({ areKeysRevoked, areRecordsVoided }) => ({
    deviceKeysRevoked: areKeysRevoked,
    unsyncedRecordsVoided: areRecordsVoided,
  }),
  cancel: ({ reason }) => ({ reason: reason.trim() }),
};

function StepDialog({
  event,
  file,
  onClose,
  onDone,
}: StepsProps & { readonly event: string; readonly onClose: () => void }) {
  const { say, api } = useDesk();
  const action = useCheckedAction();
  const { errors } = action;
  const [given, setGiven] = useTyped<Given>(event, {
    ...{ profiles: '', deviceKeysUntil: file.mission.endsOn, reason: '' },
    ...{ isChainIntact: false, areKeysRevoked: false, areRecordsVoided: false },
    team: file.team.map(({ accreditationId }) => accreditationId),
  });
  const change = (part: Partial<Given>): void => setGiven({ ...given, ...part });
  const title = wordOf(say, 'mission.event', event);
  const send = async (): Promise<void> => {
    const wrong: FieldErrors = {
      ...(event === 'profile' && !/^[1-9]\d{0,4}$/.test(given.profiles)
        ? { profiles: say('plan.enter-candidates') }
        : {}),
      ...(event === 'cancel' && given.reason.trim() === '' ? { reason: say('decide.reason.missing') } : {}),
      ...(event === 'issue-kit' && given.deviceKeysUntil === '' ? { 'keys-until': say('plan.choose-day') } : {}),
      ...(event === 'staff' && given.team.length === 0 ? { team: say('plan.choose-assessor') } : {}),
    };
    const body = { event, ...bodies[event]?.(given) };
    const path = `/api/assessment/missions/${file.mission.id}/events`;
    if (await action.runUnless(wrong, () => api.post(path, body))) onDone();
  };
  return (
    <ActDialog
      title={title}
      action={action}
      errors={errors}
      doing={title}
      isHard={endings.includes(event)}
      onDo={() => void send()}
      leaving={say(event === 'cancel' ? 'mission.cancel.keep' : 'back')}
      onClose={onClose}
    >
      <Fields {...{ event, file, given, change, errors }} />
    </ActDialog>
  );
}

interface FieldsProps {
  readonly event: string;
  readonly file: MissionFile;
  readonly given: Given;
  readonly change: (part: Partial<Given>) => void;
  readonly errors: FieldErrors;
}

function Fields({ event, file: { mission, sessions }, given, change, errors }: FieldsProps) {
  const { say } = useDesk();
  const check = (id: 'isChainIntact' | 'areKeysRevoked' | 'areRecordsVoided', label: string) => (
    <CheckField id={id} label={label} checked={given[id]} onChange={(value) => change({ [id]: value })} />
  );
  switch (event) {
    case 'profile':
      return (
        <TextField
          id="profiles"
          type="number"
          size="short"
          label={say('mission.profiles')}
          value={given.profiles}
          onInput={(profiles) => change({ profiles })}
          error={errors['profiles']}
        />
      );
    case 'staff':
      return (
        <Team
          asked={{
            ...{ missionId: mission.id, siteIds: mission.siteIds, startsOn: mission.startsOn, endsOn: mission.endsOn },
            ...{ qualifications: mission.refs, quota: mission.quota, assessorAccreditationIds: given.team },
          }}
          onChange={(team) => change({ team })}
        />
      );
    case 'issue-kit':
      return (
        <TextField
          id="keys-until"
          type="date"
          label={say('mission.keys-until')}
          hint={say('mission.keys-until.hint')}
          value={given.deviceKeysUntil}
          onInput={(deviceKeysUntil) => change({ deviceKeysUntil })}
          error={errors['keys-until']}
        />
      );
    case 'sync':
      return check('isChainIntact', say('mission.chain'));
    case 'report-kit-lost':
      return (
        <>
          {check('areKeysRevoked', say('mission.keys-revoked'))}
          {check('areRecordsVoided', say('mission.unsynced'))}
        </>
      );
    case 'cancel':
      return (
        <>
          <StillPlanned count={sessions.filter(({ state }) => ahead.includes(state)).length} />
          <ReasonField value={given.reason} onChange={(reason) => change({ reason })} error={errors['reason']} />
        </>
      );
    default:
      return null;
  }
}

/** Cancelling a mission cancels none of its sessions: candidates have to be told of each. */
function StillPlanned({ count }: { readonly count: number }) {
  const { say } = useDesk();
  return count === 0 ? null : <Notice kind="caution" title={say('mission.cancel.sessions', { n: count })} />;
}
