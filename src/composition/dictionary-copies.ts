import { findAudited, retryClash } from '../issuance/index.js';
import { dictionaryFile, readDictionaryFile, type Dictionary } from '../passport/index.js';
import { base64urlDecode, base64urlEncode } from '../shared/index.js';
import type { Instance } from './instance.js';

/**
 * Our own dictionaries a second time, in the database. Without them no printed code can be read, and they cannot be made
 * again: they hold the names of places and keys as these were on the day. So a backup of the database brings them back.
 */
const SETTING = 'code-dictionaries';

/** Stands in the audit trail for each copy, in the transaction that makes it. */
const KEPT = 'dictionary.keep';

/**
 * What the database holds and this process does not (`isKnown`, by SHA-256). A text that is not what its name says is left
 * out, and so is what the audit trail does not know: a copy put in beside the service would come into the signed trust list,
 * and with enough of them no verifier would read that list any more. A row added to the trail as well is found for good.
 */
export async function copiedDictionaries(
  { storage }: Instance,
  isKnown: (sha256: string) => boolean,
): Promise<readonly Dictionary[]> {
  const { read } = storage.store;
  const files = (await read.settings.get(SETTING))?.value ?? {};
  const held = Object.entries(files).flatMap(([name, text]) => {
    const bytes = typeof text === 'string' ? base64urlDecode(text) : null;
    const dictionary = bytes === null ? null : readDictionaryFile(name, bytes);
    return dictionary === null || isKnown(dictionary.sha256) ? [] : [dictionary];
  });
  if (held.length === 0) return [];
  const wanted = new Set(held.map(({ sha256 }) => sha256));
  await findAudited(read, new Date(0), ({ action, facts }) => {
    if (action === KEPT) wanted.delete(String(facts['sha256']));
    return wanted.size === 0;
  });
  return held.filter(({ sha256 }) => !wanted.has(sha256));
}

/** Adds those that the database does not hold yet; takes none away. Several servers may start at once and do the same. */
export async function copyDictionaries({ store }: Instance, held: readonly Dictionary[]): Promise<void> {
  const files = held.map((dictionary) => {
    const { name, bytes } = dictionaryFile(dictionary);
    return { name, text: base64urlEncode(bytes), sha256: dictionary.sha256 };
  });
  const add = (): Promise<void> =>
    store.transaction(async (tx) => {
      const known = await tx.settings.get(SETTING);
      const added = files.filter(({ name }) => known?.value[name] === undefined);
      if (added.length === 0) return;
      const value = { ...known?.value, ...Object.fromEntries(added.map(({ name, text }) => [name, text])) };
      if (known === null) await tx.settings.insert({ id: SETTING, version: 1, value });
      else await tx.settings.update({ ...known, value });
      for (const { name, sha256 } of added)
        await tx.audit.append({
          ...{ action: KEPT, actorId: 'service', subjectType: 'dictionary', subjectId: name },
          facts: { sha256 },
        });
    });
  await retryClash(add);
}
