/** The few words of JSON Schema 2020-12 that the published schemas are made of, and the texts they allow. */
import type { JsonObject, JsonValue } from '../../src/shared/index.js';

export type Members = Readonly<Record<string, JsonObject>>;

export const is = (value: unknown): JsonObject => ({ const: value as JsonValue });
export const ref = (name: string): JsonObject => ({ $ref: `#/$defs/${name}` });
export const text = (pattern: string, maxLength: number): JsonObject => ({ type: 'string', maxLength, pattern });
export const list = (items: JsonObject, minItems: number, maxItems: number): JsonObject => ({
  type: 'array',
  items,
  minItems,
  maxItems,
});

export const tuple = (...prefixItems: JsonObject[]): JsonObject => ({
  type: 'array',
  prefixItems,
  minItems: prefixItems.length,
  maxItems: prefixItems.length,
});

export function closed(required: Members, optional: Members = {}): JsonObject {
  return {
    type: 'object',
    required: Object.keys(required),
    properties: { ...required, ...optional },
    additionalProperties: false,
  };
}

/** No control characters, direction marks, invisible or half characters: what is shown is what is written. */
export const PLAIN = '^[^\\p{Cc}\\p{Cs}\\p{Co}\\u00AD\\u200B\\u200E\\u200F\\u2060\\u2028-\\u202E\\u2066-\\u2069\\uFEFF]+$';
export const URL_CHARACTERS = "[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]";
export const DAY = '[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])';
export const DID = 'did:[a-z0-9]{1,32}:[A-Za-z0-9._:%-]{1,400}';
