import { useOutbox } from '../chip.js';
import { useDesk } from '../context.js';
import { registeredHere, type Kept } from '../local/registration.js';
import { Link, Notice, Reason, Table } from '../parts/index.js';
import { nameOf } from '../words.js';
import { namesOf } from './candidate-form-body.js';

/** Whom this device registered and the office does not have yet; of one session when it is named. */
export function CandidatesWaiting({ sessionId = null }: { readonly sessionId?: string | null }) {
  const { say } = useDesk();
  const { waiting } = useOutbox();
  const rows = registeredHere(waiting, sessionId);
  if (rows.length === 0) return null;
  return (
    <section class="arrivals">
      <h2>{say('arrival.title', { n: rows.length })}</h2>
      <Table
        caption={say('arrival.title', { n: rows.length })}
        hideCaption
        rows={rows}
        keyOf={({ lane }) => lane}
        empty=""
        columns={[
          {
            key: 'name',
            title: say('candidate.name'),
            isHeader: true,
            cell: ({ details }) => <bdi>{nameOf(namesOf(details ?? {}))}</bdi>,
          },
          { key: 'state', title: say('session.state'), cell: (row) => <State row={row} /> },
        ]}
      />
      <Notice>{say(sessionId === null ? 'arrival.next' : 'arrival.next.hall')}</Notice>
    </section>
  );
}

function State({ row: { stuck, lane } }: { readonly row: Kept }) {
  const { say } = useDesk();
  if (stuck === null) return <>{say('arrival.waiting')}</>;
  return (
    <>
      <strong>{say('arrival.refused')}</strong>
      <Reason message={stuck.title} {...stuck} />
      <Link to={correctionOf(lane)}>{say('arrival.correct')}</Link>
    </>
  );
}

/** Where a refused registration is corrected. */
export const correctionOf = (lane: string): string => `/desk/candidates/new?waiting=${lane}`;
