import { isObject, type JsonObject, type JsonValue } from '../../shared/index.js';

/** Readers for documents whose shape is not certain: a wrong shape reads as absent, never as an exception. */
type Reader<Found> = (value: JsonValue | undefined, ...path: readonly string[]) => Found;

const at: Reader<JsonValue | undefined> = (value, ...path) =>
  path.reduce(
    (current, name) => (isObject(current) && Object.hasOwn(current, name) ? current[name] : undefined),
    value,
  );

export const objectAt: Reader<JsonObject> = (...where) => {
  const found = at(...where);
  return isObject(found) ? found : {};
};

export const textAt: Reader<string | null> = (...where) => {
  const found = at(...where);
  return typeof found === 'string' ? found : null;
};

export const listAt: Reader<JsonObject[]> = (...where) => {
  const found = at(...where);
  return Array.isArray(found) ? found.filter(isObject) : [];
};

/** `2026-05-20T00:00:00Z` -> `2026-05-20`. */
export const dayAt: Reader<string | null> = (...where) => {
  const [day] = /^\d{4}-\d{2}-\d{2}(?=T|$)/.exec(textAt(...where) ?? '') ?? [];
  return day ?? null;
};
