import { useState } from 'preact/hooks';
import type { Person, PhotoFacts } from '../api/shapes.js';
import { useDesk } from '../context.js';
import { Button, CheckField, Dialog, Link, Loading, Page, ProblemNotice } from '../parts/index.js';
import { go } from '../router.js';
import type { ScreenProps } from '../screens.js';
import { useAction, useLoad } from '../use-load.js';
import { dayOf, nameOf } from '../words.js';
import { photoToSend } from '../local/registration.js';
import { CandidatePhoto, noPhoto } from './candidate-form-photo.js';

interface PhotoFile {
  readonly person: Person;
  readonly facts: PhotoFacts;
}

/** The photo of somebody on file: whoever came with a list has none yet, and consent can be given and taken back. */
export default function CandidatePhotoScreen({ params }: ScreenProps) {
  const { api } = useDesk();
  const personId = params['personId'] ?? '';
  const loaded = useLoad(`photo ${personId}`, async (): Promise<PhotoFile> => {
    const path = `/api/assessment/candidates/${personId}`;
    const [person, facts] = await Promise.all([api.get<Person>(path), api.get<PhotoFacts>(`${path}/photo/facts`)]);
    return { person, facts };
  });
  return <Loading of={loaded}>{(file) => <Opened {...file} again={loaded.again} />}</Loading>;
}

function Opened({ person, facts, again }: PhotoFile & { readonly again: () => void }) {
  const { say, outbox, announce } = useDesk();
  const [draft, setDraft] = useState(noPhoto);
  const name = nameOf(person.names);
  const keep = async (): Promise<void> => {
    const { picture } = draft;
    if (picture === null) return;
    await outbox.add(photoToSend(person.id, { ...picture, agrees: draft.agrees }));
    announce(say('candidate.photo.kept'));
    go('/desk/candidates');
  };
  return (
    <Page
      title={say('candidate.photo.of', { name })}
      above={
        <p class="above">
          <Link to="/desk/candidates">{say('candidates.title')}</Link>
        </p>
      }
    >
      {facts.takenAt !== null && <OnFile {...{ person, name, again }} facts={{ ...facts, takenAt: facts.takenAt }} />}
      <CandidatePhoto photo={draft} onPhoto={setDraft} />
      {draft.picture !== null && (
        <Button kind="primary" onClick={() => void keep()}>
          {say('candidate.photo.keep')}
        </Button>
      )}
    </Page>
  );
}

interface OnFileProps {
  readonly person: Person;
  readonly name: string;
  readonly facts: PhotoFacts & { readonly takenAt: string };
  readonly again: () => void;
}

/** What is kept, whether the passport may show it, and the way to have it removed. */
function OnFile({ person, name, facts, again }: OnFileProps) {
  const { say, api, language } = useDesk();
  const action = useAction();
  const [isRemoving, setRemoving] = useState(false);
  const path = `/api/assessment/candidates/${person.id}/photo`;
  const change = async (what: 'consent' | 'remove', body: object): Promise<void> => {
    if (await action.run(() => api.post(`${path}/${what}`, body))) {
      setRemoving(false);
      again();
    }
  };
  return (
    <section class="photo-field">
      <img
        class="portrait"
        src={`${path}?of=${encodeURIComponent(facts.takenAt)}`}
        alt={say('candidate.photo.of', { name })}
      />
      <p>{say('candidate.photo.taken', { date: dayOf(facts.takenAt, language) })}</p>
      {!isRemoving && <ProblemNotice problem={action.problem} say={say} />}
      <CheckField
        id="photo-on-passport"
        label={say('candidate.photo.agree')}
        checked={facts.onPassport}
        onChange={(agreed) => void change('consent', { agreed })}
      />
      <Button onClick={() => setRemoving(true)}>{say('candidate.photo.remove')}</Button>
      {isRemoving && (
        <Dialog title={say('candidate.photo.remove')} onClose={() => setRemoving(false)}>
          <ProblemNotice problem={action.problem} say={say} />
          <p>{say('candidate.photo.remove.text')}</p>
          <div class="actions">
            <Button kind="danger" isBusy={action.isBusy} onClick={() => void change('remove', {})}>
              {say('candidate.photo.remove')}
            </Button>
            <Button onClick={() => setRemoving(false)}>{say('cancel')}</Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}
