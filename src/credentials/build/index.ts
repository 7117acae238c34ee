export { buildAccreditation, MAX_ACCREDITED, type AccreditationFacts } from './accreditation.js';
export { buildAward } from './award.js';
export { buildExperience } from './experience.js';
export { buildPassport } from './passport.js';
