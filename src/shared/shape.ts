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

/**
 * The value without the members nobody asked for. Throws RangeError, with the JSON Pointer of the first value that is
 * not as it must be as its message.
 */
export function readShape(shape: Shape, value: unknown, at = ''): unknown {
  if (isList(shape)) {
    const [most, item] = shape;
    if (most === 'optional') return readShape(item, value, at);
    if (Array.isArray(value) && value.length <= most) return value.map((one, i) => readShape(item, one, `${at}/${i}`));
  } else if (shape instanceof RegExp) {
    if (typeof value === 'string' && shape.test(value)) return value;
  } else if (typeof shape === 'function') {
    if (shape(value)) return value;
  } else if (isObject(value)) {
    const asked = Object.entries(shape).filter(([name, member]) => value[name] !== undefined || !isOptional(member));
    return Object.fromEntries(asked.map(([name, member]) => [name, readShape(member, value[name], `${at}/${name}`)]));
  }
  throw new RangeError(at);
}

const isList = (shape: Shape): shape is readonly [number | 'optional', Shape] => Array.isArray(shape);
const isOptional = (shape: Shape): boolean => isList(shape) && shape[0] === 'optional';

/** Has an object from outside these members, each as it must be? Further members are not looked at. */
export function hasShape<T>(shape: ShapeOf<T>, value: unknown): value is T {
  try {
    readShape(shape, value);
    return true;
  } catch {
    return false;
  }
}
