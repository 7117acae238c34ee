import type { RecordSheet, SessionSheet } from '../api/shapes.js';
import { useDesk } from '../context.js';
import { Link } from '../parts/index.js';
import { useLoad } from '../use-load.js';

/** To the records before and after this one in the session, in the order of the list. */
export function Neighbours({ sheet }: { readonly sheet: RecordSheet }) {
  const { say, api } = useDesk();
  const { record } = sheet;
  const loaded = useLoad(`sheet ${record.sessionId}`, () =>
    api.get<SessionSheet>(`/api/assessment/sessions/${record.sessionId}/sheet`),
  );
  if (loaded.kind !== 'ready') return null;
  const ids = loaded.value.candidates.flatMap((candidate) => candidate.record?.id ?? []);
  const at = ids.indexOf(record.id);
  const [before, after] = [ids[at - 1], ids[at + 1]];
  return (
    <nav class="neighbours" aria-label={say('session.candidates', { n: ids.length })}>
      {before !== undefined && <Link to={`/desk/records/${before}`}>{say('cars.previous')}</Link>}
      {/* In words: '1 / 2' is drawn as '2 / 1' where one writes from right to left. */}
      <span>{say('release.progress', { done: at + 1, total: ids.length })}</span>
      {after !== undefined && <Link to={`/desk/records/${after}`}>{say('cars.next')}</Link>}
    </nav>
  );
}
