import { isObject, type JsonObject, type JsonValue } from '../../shared/index.js';

/** Readers for documents whose shape is not certain: a wrong shape reads as absent, never as an exception. */
export const objectAt = (value: JsonValue | undefined, ...path: readonly string[]): JsonObject => {
  let current = value;
  for (const name of path) current = isObject(current) && Object.hasOwn(current, name) ? current[name] : undefined;
  return isObject(current) ? current : {};
};

export const textAt = (value: JsonValue | undefined, name: string): string | null => {
  const found = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return typeof found === 'string' ? found : null;
};

export const listAt = (value: JsonValue | undefined, name: string): JsonObject[] => {
  const found = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return Array.isArray(found) ? found.filter(isObject) : [];
};

/** `2026-05-20T00:00:00Z` -> `2026-05-20`. */
export const dayAt = (value: JsonValue | undefined, name: string): string | null => {
  const text = textAt(value, name);
  return text !== null && /^\d{4}-\d{2}-\d{2}(T|$)/.test(text) ? text.slice(0, 10) : null;
};
