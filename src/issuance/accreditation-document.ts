import { isObject, parseJson, type JsonObject } from '../shared/index.js';

/** Ample for one accreditation with all its qualifications. */
const LIMITS = { maxLength: 262_144, maxDepth: 12, maxNodes: 10_000 };

/** The signed text of an accreditation as an object; null for what is none or is larger than any accreditation. */
export function accreditationDocument(json: string): JsonObject | null {
  const parsed = parseJson(json, LIMITS);
  return parsed.ok && isObject(parsed.value) ? parsed.value : null;
}
