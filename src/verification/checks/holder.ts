import { finding, type Check } from './check.js';

/** Is this the right person? Paper and screen cannot know: a person compares. Never changes the verdict. */
export const holderCheck: Check = {
  id: 'holder',
  run: ({ facts: { integrity, claims } }) => {
    if (integrity !== 'intact') return {};
    return {
      findings: [claims?.holder.name ? finding('holder', 'H01', {}, { outcome: 'info' }) : finding('holder', 'H20')],
    };
  },
};
