import { useState } from 'preact/hooks';
import type { SessionSheet, SheetCandidate } from '../api/shapes.js';
import { useOutbox } from '../chip.js';
import { useDesk } from '../context.js';
import { Link, Loading, Notice, Page } from '../parts/index.js';
import type { ScreenProps } from '../screens.js';
import { calendarDay, nameOf, period } from '../words.js';
import { ArrivalsPresence } from './attendance-arrivals.js';
import { Face } from './candidate-face.js';
import { IdentityCheck } from './identity-check.js';
import { Arrivals, useSheet } from './session.js';
import { Registered } from '../../parts/registered.js';

/** Who came, and is it them: a person looks at the face and the document. Works without the network. */
export default function Attendance({ params }: ScreenProps) {
  const { say, language } = useDesk();
  const sessionId = params['sessionId'] ?? '';
  const loaded = useSheet(sessionId);
  return (
    <Page
      title={say('attendance.title')}
      above={
        <p class="above">
          <Link to={`/desk/sessions/${sessionId}`}>{say('session.title')}</Link>
        </p>
      }
    >
      <Loading of={loaded}>
        {(sheet) => (
          <>
            <p>
              <Registered>{sheet.qualification?.title ?? ''}</Registered> ·{' '}
              {period(sheet.session.startsAt, sheet.session.endsAt, language)} · <bdi>{sheet.siteName}</bdi>
            </p>
            <List sheet={sheet} />
            <ArrivalsPresence sheet={sheet} />
            <Arrivals sheet={sheet} />
          </>
        )}
      </Loading>
    </Page>
  );
}

type Mark = 'here' | 'absent';

function List({ sheet }: { readonly sheet: SessionSheet }) {
  const { say } = useDesk();
  const { waiting } = useOutbox();
  const [marks, setMarks] = useState<Readonly<Record<string, Mark>>>({});
  const markOf = (row: SheetCandidate): Mark | null => {
    const kept = waiting.find(({ about }) => about.recordId === row.applicationId)?.about.kind;
    if (kept === 'admit') return 'here';
    if (kept === 'absent') return 'absent';
    return row.state === 'scheduled' ? (marks[row.applicationId] ?? null) : 'here';
  };
  const here = sheet.candidates.filter((row) => markOf(row) === 'here').length;
  return (
    <>
      <p role="status">{say('attendance.count', { n: here, total: sheet.candidates.length })}</p>
      <ul class="attendance">
        {sheet.candidates.map((row) => (
          <li key={row.applicationId}>
            <Candidate
              row={row}
              mark={markOf(row)}
              onMark={(mark) => setMarks((now) => ({ ...now, [row.applicationId]: mark }))}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

interface CandidateProps {
  readonly row: SheetCandidate;
  readonly mark: Mark | null;
  readonly onMark: (mark: Mark) => void;
}

function Candidate({ row, mark, onMark }: CandidateProps) {
  const { say, language, outbox, announce } = useDesk();
  const record = (kind: 'admit' | 'absent', path: string, body: object): void => {
    void outbox.add({
      lane: row.applicationId,
      path: `/api/assessment/applications/${path}`,
      body: { applicationIds: [row.applicationId], ...body },
      about: { kind, recordId: row.applicationId },
    });
    onMark(kind === 'admit' ? 'here' : 'absent');
    announce(say(kind === 'admit' ? 'attendance.is-here' : 'attendance.is-absent', { name: nameOf(row.names) }));
  };
  return (
    <article class={`attend ${mark ?? 'open'}`}>
      <div class="face-and-facts">
        <Face {...row} />
        <div>
          <h2>
            <bdi>{nameOf(row.names)}</bdi>
          </h2>
          <p>
            {row.names.slice(1).map((name) => (
              <bdi key={name.script}>{nameOf([name])} · </bdi>
            ))}
            {row.birthDate !== null && say('candidate.born', { date: calendarDay(row.birthDate, language) })}
          </p>
          {mark !== null && <p class="attend-mark">{say(mark === 'here' ? 'attendance.here' : 'attendance.absent')}</p>}
        </div>
        <p class="sign-here">{say('cars.signature')}</p>
      </div>
      {row.conflictingBirthDate !== null && (
        <Notice kind="caution">
          <p>{say('attendance.documents-differ')} R13</p>
        </Notice>
      )}
      {row.supportNeeds.length > 0 && <p>{say('candidate.needs', { needs: row.supportNeeds.join(', ') })}</p>}
      {mark === null && (
        <IdentityCheck
          applicationId={row.applicationId}
          onPresent={(identityCheck) => record('admit', 'admit', { identityCheck })}
          onAbsent={() => record('absent', 'mark-absent', {})}
        />
      )}
    </article>
  );
}
