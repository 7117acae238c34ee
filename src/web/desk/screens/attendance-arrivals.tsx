import { isObject } from '../../../shared/index.js';
import { may } from '../api/me.js';
import type { Person, SessionSheet } from '../api/shapes.js';
import { useOutbox } from '../chip.js';
import { useDesk } from '../context.js';
import type { Waiting } from '../local/outbox.js';
import { presenceToSend, presentHere, registeredHere, type Kept } from '../local/registration.js';
import { ELSEWHERE, NOT_ENROLLED } from '../local/tell-office.js';
import { Notice } from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { calendarDay, nameOf } from '../words.js';
import { namesOf } from './candidate-form-body.js';
import { IdentityCheck } from './identity-check.js';

/**
 * Whoever was registered in this hall is looked at while they stand here, also without the network: kept at once, sent
 * after the registration, when the office has enrolled them. Whom the sheet lists by then is shown there.
 */
export function ArrivalsPresence({ sheet: { session, candidates } }: { readonly sheet: SessionSheet }) {
  const { say, me } = useDesk();
  const { waiting } = useOutbox();
  if (!may(me, 'application.attend')) return null;
  const isListed = (applicationId: string): boolean => candidates.some((row) => row.applicationId === applicationId);
  const present = presentHere(waiting, session.id).filter(({ about }) => !isListed(about.recordId));
  const registered = registeredHere(waiting, session.id).filter(({ application }) => application !== null);
  const open = registered.filter(({ lane }) => present.every((row) => row.lane !== lane));
  if (present.length + open.length === 0) return null;
  return (
    <section>
      <h2>{say('presence.title')}</h2>
      <Notice>{say('presence.next')}</Notice>
      <ul class="attendance">
        {open.map((kept) => (
          <li key={kept.lane}>
            <Arrived kept={kept} />
          </li>
        ))}
        {present.map((row) => (
          <li key={row.id}>
            <Noted row={row} kept={registered.find(({ lane }) => lane === row.lane) ?? null} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Registered here and not looked at yet. */
function Arrived({ kept }: { readonly kept: Kept }) {
  const { say, outbox, announce } = useDesk();
  const names = namesOf(kept.details ?? {});
  return (
    <article class="attend open">
      <Who kept={kept} />
      <IdentityCheck
        applicationId={String(kept.application?.['id'])}
        onPresent={(identityCheck) => {
          const row = presenceToSend(kept, identityCheck);
          if (row === null) return;
          void outbox.add(row);
          announce(say('attendance.is-here', { name: nameOf(names) }));
        }}
      />
    </article>
  );
}

/** Looked at; waits for the network, for the registration, or for the office. */
function Noted({ row, kept }: { readonly row: Waiting; readonly kept: Kept | null }) {
  const { say } = useDesk();
  return (
    <article class="attend here">
      {kept === null ? <WhoAtOffice applicationId={row.about.recordId} /> : <Who kept={kept} />}
      <p class="attend-mark">{say('attendance.here')}</p>
      <p>
        <PresenceWaits row={row} />
      </p>
    </article>
  );
}

/** Why a presence that was noted in a hall is still here; null where it is as with everything else. */
export function PresenceWaits({ row: { stuck, held } }: { readonly row: Waiting }) {
  const { say } = useDesk();
  if (stuck?.code === ELSEWHERE) return <>{say('presence.elsewhere')}</>;
  if (held?.code === NOT_ENROLLED) return <>{say('presence.not-enrolled')}</>;
  return <>{say(stuck === null ? 'presence.after' : 'arrival.refused')}</>;
}

function Who({ kept: { details } }: { readonly kept: Kept }) {
  const { say, language } = useDesk();
  const born = isObject(details?.['birthDate']) ? details['birthDate']['value'] : null;
  return (
    <>
      <h3>
        <bdi>{nameOf(namesOf(details ?? {}))}</bdi>
      </h3>
      {typeof born === 'string' && <p>{say('candidate.born', { date: calendarDay(born, language) })}</p>}
    </>
  );
}

/** The registration is with the office by now, and no name of it on this device. */
function WhoAtOffice({ applicationId }: { readonly applicationId: string }) {
  const { say, api } = useDesk();
  const loaded = useLoad(applicationId, async () => {
    const { personId } = await api.get<{ readonly personId: string }>(`/api/assessment/applications/${applicationId}`);
    return api.get<Person>(`/api/assessment/candidates/${personId}`);
  });
  return <h3>{loaded.kind === 'ready' ? <bdi>{nameOf(loaded.value.names)}</bdi> : say('presence.somebody')}</h3>;
}
