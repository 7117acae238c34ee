import { told, type Check } from './check.js';

/** Is this the right person? Paper and screen cannot know: a person compares. Never changes the verdict. */
export const holderCheck: Check = {
  id: 'holder',
  answer: 'holder',
  run: ({ phrases, facts }) => {
    if (facts.integrity !== 'intact') return { checks: [] };
    const named = facts.claims !== null && facts.claims.holder.name !== '';
    return {
      checks: [
        named
          ? told(phrases, { id: 'holder', answer: 'holder', outcome: 'info', code: 'H01' })
          : told(phrases, { id: 'holder', answer: 'holder', outcome: 'unknown', code: 'H20' }),
      ],
    };
  },
};
