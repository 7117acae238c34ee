import type { ServiceError } from '../../src/shared/index.js';

/** The code that work is refused with; 'nothing-thrown' where it is not. */
export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing-thrown',
    (error: unknown) => (error as ServiceError).code,
  );
