import { isObject, type JsonValue } from '../../shared/index.js';
import { refusal, type Lint } from './lint.js';

/** Two things with one id would be one thing to every reader of the meaning (RDF merges them). */
export const uniqueIdsLint: Lint = {
  id: 'unique-ids',
  code: 'L08',
  title: 'Every id names one thing.',
  run: ({ document }) => {
    const seen = new Set<string>();
    return idsOf(document, '').flatMap(({ id, at }) => {
      if (!seen.has(id)) {
        seen.add(id);
        return [];
      }
      const whatToDo = 'This is a fault of the service, not of the record. Report it with the code.';
      return [refusal('L08', 'Two parts of the credential have the same id.', whatToDo, at)];
    });
  },
};

/** Of an embedded credential only its own id: issuers, places and qualifications recur in a passport, and should. */
function idsOf(value: JsonValue | undefined, at: string): { id: string; at: string }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => idsOf(item, `${at}/${index}`));
  if (!isObject(value)) return [];
  const own = typeof value['id'] === 'string' ? [{ id: value['id'], at: `${at}/id` }] : [];
  const isEmbedded = at !== '' && value['@context'] !== undefined;
  return isEmbedded ? own : [...own, ...Object.entries(value).flatMap(([key, inner]) => idsOf(inner, `${at}/${key}`))];
}
