import { useEffect, useState } from 'preact/hooks';
import type { QualificationBrief, SessionSheet } from '../api/shapes.js';
import { useOutbox } from '../chip.js';
import { useDesk } from '../context.js';
import type { Waiting } from '../local/outbox.js';
import { keptAs, type Kept } from '../local/registration.js';
import { Above, Loading, Notice, Page, Patience } from '../parts/index.js';
import type { ScreenProps } from '../screens.js';
import { useLoad } from '../use-load.js';
import { useTyped } from '../use-typed.js';
import { choiceOf, noApplication, type ApplyChoice } from './apply-for.js';
import { draftOf, emptyDraft } from './candidate-form-body.js';
import { Form, type Saved, type Start } from './candidate-form-entry.js';
import { noPhoto } from './candidate-form-photo.js';
import { useSheet } from './session.js';

/** Register one candidate, with or without the network; the next one can follow at once. */
export default function CandidateForm({ query }: ScreenProps) {
  const { say } = useDesk();
  const lane = query.get('waiting');
  const sessionId = query.get('session');
  return (
    <Page
      title={say('candidates.new')}
      above={
        sessionId === null ? (
          <Above to="/desk/candidates">{say('candidates.title')}</Above>
        ) : (
          <Above to={`/desk/sessions/${sessionId}`}>{say('session.title')}</Above>
        )
      }
    >
      {lane !== null && <Correction key={lane} lane={lane} />}
      {lane === null && sessionId !== null && <InHall key={sessionId} sessionId={sessionId} />}
      {lane === null && sessionId === null && <Entries start={fresh(null)} apply={noApplication} />}
    </Page>
  );
}

const fresh = (sessionId: string | null): Start => ({
  ...{ lane: null, applicationId: null, sessionId, stuck: null, isOnFile: false },
  ...{ draft: emptyDraft, photo: noPhoto },
});

/** For a session: what it assesses is what the candidate applies for, unless another one is chosen. */
function InHall({ sessionId }: { readonly sessionId: string }) {
  const loaded = useSheet(sessionId);
  return (
    <Loading of={loaded}>
      {({ qualification }: SessionSheet) => (
        <Entries start={fresh(sessionId)} apply={{ ...noApplication, qualification }} />
      )}
    </Loading>
  );
}

/** What the office refused, as it was typed. */
function Correction({ lane }: { readonly lane: string }) {
  const { waiting, isRead } = useOutbox();
  return isRead ? <Refused lane={lane} waiting={waiting} /> : <Patience />;
}

function Refused({ lane, waiting }: { readonly lane: string; readonly waiting: readonly Waiting[] }) {
  const { say, api } = useDesk();
  const [kept] = useState(() => keptAs(lane, waiting));
  const loaded = useLoad('qualifications', () =>
    api.get<readonly QualificationBrief[]>('/api/assessment/qualifications'),
  );
  if (kept === null) return <Notice>{say('arrival.gone')}</Notice>;
  return (
    <Loading of={loaded}>
      {(known) => <Entries start={asTyped(kept)} apply={choiceOf(kept.application, known)} />}
    </Loading>
  );
}

const asTyped = ({ lane, sessionId, stuck, details, application, photo }: Kept): Start => ({
  ...{ lane, sessionId, stuck },
  applicationId: application === null ? null : String(application['id']),
  isOnFile: details === null,
  draft: details === null ? emptyDraft : draftOf(details),
  photo: photo === null ? noPhoto : { picture: photo, agrees: photo.agrees },
});

/** One form after the other; the qualification stays as it was chosen. */
function Entries({ start, apply: first }: { readonly start: Start; readonly apply: ApplyChoice }) {
  const { say } = useDesk();
  const [saved, setSaved] = useState<Saved & { readonly count: number }>({ name: '', kind: 'received', count: 0 });
  const [apply, setApply] = useTyped('apply', first);
  useEffect(() => {
    if (saved.count === 0) return;
    // What was said about the last one stands above the empty form.
    scrollTo(0, 0);
    document.getElementById('family')?.focus({ preventScroll: true });
  }, [saved.count]);
  const next = (one: Saved): void => {
    setSaved({ ...one, count: saved.count + 1 });
    // Each candidate agrees and answers for themselves.
    setApply({ ...apply, hasConsent: false, hasGuide: false });
  };
  return (
    <>
      <div role="status">
        {saved.count > 0 && (
          <Notice kind={saved.kind === 'received' ? 'good' : 'info'}>
            {say(saved.kind === 'received' ? 'candidate.saved' : 'arrival.kept', { name: saved.name })}
          </Notice>
        )}
      </div>
      <Form
        key={saved.count}
        start={saved.count === 0 ? start : fresh(start.sessionId)}
        apply={apply}
        onApply={setApply}
        onSaved={next}
      />
    </>
  );
}
