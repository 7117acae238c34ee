import { useEffect, useState } from 'preact/hooks';
import { may } from '../api/me.js';
import type { Person } from '../api/shapes.js';
import { useOutbox } from '../chip.js';
import { useDesk } from '../context.js';
import { Link, Loading, Page, Table, TextField } from '../parts/index.js';
import { useLoad, type Loaded } from '../use-load.js';
import { calendarDay, nameOf } from '../words.js';
import { CandidatesWaiting } from './candidates-waiting.js';

/** Rows on the screen at once; the search finds the others. */
const SHOWN = 100;

/** Read again when the office received what was registered here. */
function useCandidates(): Loaded<readonly Person[]> {
  const { api, me } = useDesk();
  const { receivedAt } = useOutbox();
  const loaded = useLoad(`candidates ${me.organizationId}`, () => api.all<Person>('/api/assessment/candidates'));
  useEffect(() => {
    if (receivedAt !== null) loaded.again();
  }, [receivedAt]);
  return loaded;
}

/** The candidates whose files this organisation keeps. */
export default function CandidateList() {
  const { say, me, language } = useDesk();
  const [search, setSearch] = useState('');
  const loaded = useCandidates();
  const fits = (person: Person): boolean =>
    person.names.some((name) => nameOf([name]).toLocaleLowerCase().includes(search.trim().toLocaleLowerCase()));
  return (
    <Page title={say('candidates.title')}>
      {may(me, 'candidate.register') && (
        <div class="actions">
          <Link to="/desk/candidates/new" class="button primary">
            {say('candidates.new')}
          </Link>
          <Link to="/desk/candidates/import" class="button">
            {say('candidates.import')}
          </Link>
        </div>
      )}
      <CandidatesWaiting />
      <Loading of={loaded}>
        {(people) => (
          <>
            {people.length > 0 && (
              <TextField id="search" type="search" label={say('search')} value={search} onInput={setSearch} />
            )}
            <Table
              caption={say('session.candidates', { n: people.filter(fits).length })}
              rows={people
                .filter(fits)
                .toSorted((left, right) => nameOf(left.names).localeCompare(nameOf(right.names)))
                .slice(0, SHOWN)}
              keyOf={({ id }) => id}
              empty={say('candidates.none')}
              columns={[
                {
                  key: 'name',
                  title: say('candidate.name'),
                  isHeader: true,
                  cell: ({ names }) =>
                    names.map((name, index) => (
                      <bdi key={`${name.script} ${index}`} class="name-line">
                        {nameOf([name])}
                      </bdi>
                    )),
                },
                {
                  key: 'born',
                  title: say('candidate.birth-date'),
                  cell: (person) => (
                    <>
                      {person.birthDate === null ? '–' : calendarDay(person.birthDate.value, language)}
                      {person.conflictingBirthDate !== null &&
                        ` / ${calendarDay(person.conflictingBirthDate.value, language)} R13`}
                    </>
                  ),
                },
                ...(may(me, 'candidate.register')
                  ? [
                      {
                        key: 'photo',
                        title: say('candidate.photo'),
                        cell: (person: Person) => (
                          <Link to={`/desk/candidates/${person.id}/photo`}>
                            {person.photoHash === null
                              ? say('candidate.photo.add')
                              : say('candidate.photo.of', { name: nameOf(person.names) })}
                          </Link>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
            {people.filter(fits).length > SHOWN && <p class="quiet">{say('candidates.more', { n: SHOWN })}</p>}
          </>
        )}
      </Loading>
    </Page>
  );
}
