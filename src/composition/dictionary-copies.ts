import { dictionaryFile, readDictionaryFile, type Dictionary } from '../passport/index.js';
import { base64urlDecode, base64urlEncode } from '../shared/index.js';
import type { Instance } from './instance.js';

/**
 * Our own dictionaries a second time, in the database. Without them no printed code can be read, and they cannot be made
 * again: they hold the names of places and keys as these were on the day. So a backup of the database brings them back.
 */
const SETTING = 'code-dictionaries';

/** What the database holds; a text that is not what its name says is left out. */
export async function copiedDictionaries({ storage }: Instance): Promise<readonly Dictionary[]> {
  const files = (await storage.store.read.settings.get(SETTING))?.value ?? {};
  return Object.entries(files).flatMap(([name, text]) => {
    const bytes = typeof text === 'string' ? base64urlDecode(text) : null;
    const dictionary = bytes === null ? null : readDictionaryFile(name, bytes);
    return dictionary === null ? [] : [dictionary];
  });
}

/** Adds those that the database does not hold yet; takes none away. */
export async function copyDictionaries({ store }: Instance, held: readonly Dictionary[]): Promise<void> {
  const files = held.map(dictionaryFile).map(({ name, bytes }) => [name, base64urlEncode(bytes)] as const);
  await store.transaction(async (tx) => {
    const known = await tx.settings.get(SETTING);
    if (files.every(([name]) => known?.value[name] !== undefined)) return;
    const value = { ...Object.fromEntries(files), ...known?.value };
    if (known === null) await tx.settings.insert({ id: SETTING, version: 1, value });
    else await tx.settings.update({ ...known, value });
  });
}
