/** States of an assessment record from the assessor's signature on: what was rated counts and cannot be changed. */
export const signedStates = [
  'assessor-signed',
  'representative-countersigned',
  'submitted',
  'under-moderation',
  'returned',
  'moderated',
  'decided',
] as const;
