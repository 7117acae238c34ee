/** What a column of a list of candidates can mean. */
export const candidateFields = [
  'family_name',
  'given_names',
  'middle_name',
  'name_own_script',
  'birth_date',
  'sex',
  'nationality',
  'id_number',
  'phone',
  'email',
  'language',
  'qualification',
] as const;
export type CandidateField = (typeof candidateFields)[number];
