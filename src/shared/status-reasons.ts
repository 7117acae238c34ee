/** Why the status of something signed changes; the same classes on the command line, at the desk and in the register. */
export const reasonClasses = [
  'issued-in-error',
  'identity-fraud',
  'assessment-fraud',
  'accreditation-void',
  'tool-leak',
  'court-order',
  'holder-request',
  'key-compromise',
  'superseded-by-correction',
] as const;

export type ReasonClass = (typeof reasonClasses)[number];
