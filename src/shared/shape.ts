import { isObject } from './json.js';

/**
 * What a value from outside must be: text of this pattern, what a test accepts, an object with these members, a list of
 * at most so many of one shape, or a member that may be absent. A table of its own because offline verifiers carry it
 * and a schema compiler would be larger than the rest of them.
 */
type Shape =
  | RegExp
  | ((value: unknown) => boolean)
  | { readonly [member: string]: Shape }
  | readonly [most: number | 'optional', item: Shape];
export type ShapeOf<T> = { readonly [Member in keyof T]-?: Shape };

/** The value without the members nobody asked for; null when anything in it is not as it must be. */
export function readShape<T>(shape: ShapeOf<T>, value: unknown): T | null {
  try {
    return read(shape, value) as T;
  } catch {
    return null;
  }
}

/** Throws when the value has not this shape. */
function read(shape: Shape, value: unknown): unknown {
  if (isList(shape)) {
    const [most, item] = shape;
    if (most === 'optional') return read(item, value);
    if (Array.isArray(value) && value.length <= most) return value.map((one) => read(item, one));
  } else if (shape instanceof RegExp) {
    if (typeof value === 'string' && shape.test(value)) return value;
  } else if (typeof shape === 'function') {
    if (shape(value)) return value;
  } else if (isObject(value)) {
    const asked = Object.entries(shape).filter(
      ([name, member]) => value[name] !== undefined || !(isList(member) && member[0] === 'optional'),
    );
    return Object.fromEntries(asked.map(([name, member]) => [name, read(member, value[name])]));
  }
  throw new TypeError('another shape');
}

const isList = (shape: Shape): shape is readonly [number | 'optional', Shape] => Array.isArray(shape);
