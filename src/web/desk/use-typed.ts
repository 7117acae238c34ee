import { useEffect, useState } from 'preact/hooks';
import { useDesk } from './context.js';

/**
 * A state that somebody typed or chose, as `useState`: when the page is left for the sign-in service of the organisation
 * and the same person comes back to this screen, it is as it was. `name` tells the fields of one screen apart. Only for
 * what may lie on the device: no secrets.
 */
export function useTyped<T>(name: string, first: T | (() => T)): readonly [T, (next: T) => void] {
  const { typed, me, onRestored } = useDesk();
  const [field] = useState(() => `${me.id} ${me.organizationId} ${location.pathname}${location.search} ${name}`);
  const [start] = useState(first);
  const [left] = useState(() => typed.take(field));
  const [value, setValue] = useState<T>(left === undefined ? start : (left as T));
  const isTouched = !Object.is(value, start);
  useEffect(() => {
    if (isTouched) typed.hold(field, value);
    else typed.drop(field);
  }, [value]);
  useEffect(() => {
    if (left !== undefined) onRestored();
    return () => typed.drop(field);
  }, []);
  return [value, (next) => setValue(() => next)];
}
