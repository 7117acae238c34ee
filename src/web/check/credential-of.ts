import { unpackSp1, type DictionariesFor } from '../../passport/browser.js';
import { isObject, parseJson, type JsonObject } from '../../shared/index.js';

/** The documents that an input may hold, for the fingerprint of a receipt. Empty for tokens and foreign inputs. */
export async function credentialsOf(input: string, dictionaries: DictionariesFor): Promise<readonly JsonObject[]> {
  const parsed = parseJson(input.trim());
  if (parsed.ok) return isObject(parsed.value) ? [parsed.value] : [];
  const unpacked = await unpackSp1(input, dictionaries);
  return unpacked.ok ? unpacked.candidates : [];
}
