/** English months in letters, January first: dates on papers and in answers carry them, because 03/05 is read both ways. */
export const monthNames: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
