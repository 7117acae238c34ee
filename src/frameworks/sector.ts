const vocational = /^(tvet|vet|vocational|technical and vocational|skills)\b/i;
const higher = /^(he|higher education|university|tertiary)\b/i;
const general = /^(general|school|schooling|basic education|secondary)\b/i;

/** The claim's sector word. 'TVET/HE interface' counts as neither. */
const single = (sector: string | undefined): string =>
  sector === undefined || sector.includes('/') ? '' : sector.trim();

export const isVocational = (sector: string | undefined): boolean => vocational.test(single(sector));
export const isHigherEducation = (sector: string | undefined): boolean => higher.test(single(sector));
export const isGeneral = (sector: string | undefined): boolean => general.test(single(sector));
