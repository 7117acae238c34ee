/** Nobody who is assessed is older. */
const MOST_YEARS = 120;

/** Can somebody who lives on `today` have been born on `birthDate`? Both are calendar dates (`YYYY-MM-DD`). */
export const couldBeBornOn = (birthDate: string, today: string): boolean =>
  birthDate <= today && Number(birthDate.slice(0, 4)) >= Number(today.slice(0, 4)) - MOST_YEARS;
