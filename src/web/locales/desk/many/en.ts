/** English of changing many certificates at once. */
export const many = {
  'many.scope': 'What they have in common',
  'many.scope.mission': 'Mission',
  'many.scope.centre': 'Centre',
  'many.scope.assessor': 'Assessor',
  'many.scope.key': 'Signing key',
  'many.before': 'Earlier changes of many',
  'many.none': 'Nothing was changed in this way yet.',
  'many.progress': '{done} of {total} done, {refused} refused',
  'many.shown': 'The first {n} are shown; the count is of all.',
} as const;
