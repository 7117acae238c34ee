import { useState } from 'preact/hooks';
import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import {
  Button,
  CheckField,
  Dialog,
  ErrorSummary,
  Notice,
  ProblemNotice,
  TextField,
  type FieldErrors,
} from '../parts/index.js';
import { useAction } from '../use-load.js';
import type { MissionFile } from './mission-shapes.js';
import { Team } from './mission-team.js';
import { wordOf } from './officer-words.js';

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
  const [asked, setAsked] = useState<string | null>(null);
  const isHere = (event: string): boolean => event !== 'staff' || may(me, 'mission.plan');
  const events = file.next
    .filter(isHere)
    .toSorted((left, right) => Number(endings.includes(left)) - Number(endings.includes(right)));
  if (!may(me, 'mission.advance') || events.length === 0) return null;
  return (
    <section aria-labelledby="next">
      <h2 id="next">{say('session.next')}</h2>
      <div class="actions">
        {events.map((event) => (
          <Button key={event} kind={endings.includes(event) ? 'danger' : 'primary'} onClick={() => setAsked(event)}>
            {wordOf(say, 'mission.event', event)}
          </Button>
        ))}
      </div>
      {asked !== null && (
        <StepDialog
          key={asked}
          event={asked}
          file={file}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null);
            onDone();
          }}
        />
      )}
    </section>
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
  const action = useAction();
  const [errors, setErrors] = useState<FieldErrors>({});
  const [given, setGiven] = useState<Given>({
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
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    const body = { event, ...bodies[event]?.(given) };
    if (await action.run(() => api.post(`/api/assessment/missions/${file.mission.id}/events`, body))) onDone();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <ErrorSummary errors={errors} say={say} />
      <ProblemNotice problem={action.problem} say={say} />
      <Fields {...{ event, file, given, change, errors }} />
      <div class="actions">
        <Button
          kind={endings.includes(event) ? 'danger' : 'primary'}
          isBusy={action.isBusy}
          onClick={() => void send()}
        >
          {title}
        </Button>
        <Button onClick={onClose}>{say(event === 'cancel' ? 'mission.cancel.keep' : 'back')}</Button>
      </div>
    </Dialog>
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
          <TextField
            id="reason"
            label={say('reason.plain')}
            lines={3}
            value={given.reason}
            onInput={(reason) => change({ reason })}
            error={errors['reason']}
          />
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
