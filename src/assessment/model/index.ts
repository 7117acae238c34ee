/**
 * What the assessment folder talks about: the field's own terms, as plain immutable data. Calendar dates are `YYYY-MM-DD`,
 * instants ISO-8601 UTC. A unit of competency is identified by (code, standard revision): codes are re-used with other
 * titles in later revisions.
 */
export * from './catalogue.js';
export * from './parties.js';
export * from './sessions.js';
export * from './applications.js';
export * from './records.js';
export * from './certificates.js';
export * from './experience.js';
export * from './follow-ups.js';
export * from './moderation.js';
export * from './appeals.js';
export * from './evidence.js';
export * from './portraits.js';
