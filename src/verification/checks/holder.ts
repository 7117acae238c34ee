import type { CheckContext, CheckOutcome } from './check.js';

/** Is this the right person? Paper and screen cannot know: a person compares. Never changes the verdict. */
export const checkHolder = ({ facts: { claims } }: CheckContext): CheckOutcome =>
  claims?.holder.name ? { code: 'H01', outcome: 'info' } : { code: 'H20' };
