import type { Scheme } from '../catalogue/catalogue.js';
import { warn } from '../rules/rule.js';

/**
 * National Vocational Qualifications of Sri Lanka. Figures without an entry in `sources` are defaults that an operator
 * may change; no public source was found for them.
 */
export const nvqsl: Scheme = {
  key: 'NVQSL',
  title: 'National Vocational Qualifications of Sri Lanka',
  country: 'LK',
  awardingBody: 'Tertiary and Vocational Education Commission',
  partialAward: 'record-of-achievement',
  validityMonths: { NC: null, COC: null, NVQ: null, 'record-of-achievement': null },
  renewal: null,
  maxCandidatesPerAssessorPerSession: 10,
  scheduleNoticeWorkingDays: 5,
  decisionDeadlineHours: 48,
  appealWindowDays: 15,
  consecutiveNycAdvice: 2,
  maxConsecutiveSessionsSameSite: 3,
  moderation: { newAssessorSessions: 3, allPassedFrom: 8, randomShare: 0.1 },
  noTrainingWithinMonths: 24,
  portfolioExperienceMonths: { standard: 60, ofw: 24 },
  rplExperienceMonths: { 'NVQ 3': 18, 'NVQ 4': 48 },
  passport: { minConfirmedMonths: 12, validityMonths: null },
  numberCode: '21',
  identifierPatterns: {
    NIC: '^(\\d{9}[VX]|\\d{12})$',
    accreditationNo: '^[A-Z0-9][A-Z0-9 /-]{3,39}$',
    certificateNo: '^\\d{2}21\\d{10}$',
  },
  languages: ['en', 'si', 'ta'],
  sources: {
    rplExperienceMonths: 'https://nvq.gov.lk/e_rpl_external/erpl_ext_index.php',
    passport:
      'http://www.employers.lk/efc-news/771-national-skills-passport-takes-off-on-the-world-youth-skills-day-wysd-of-2020',
    awardingBody: 'http://www.tvec.gov.lk/nvq/nvq_levels.htm',
  },
  awardTitle: (qualification, clusterTitle) =>
    clusterTitle === null ? qualification.title : `Record of Achievement - ${clusterTitle}`,
  eligibility: (application, qualification) => {
    const known = /^NVQ [3-7]$/.test(qualification.level);
    return application.route !== 'rpl' || known ? [] : [warn('R18', 'R18.no-figure', 'ask-commission')];
  },
};
