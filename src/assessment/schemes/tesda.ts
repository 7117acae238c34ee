import type { Scheme } from '../catalogue/catalogue.js';

/**
 * Philippine TVET competency assessment and certification. Figures without an entry in `sources` are defaults that an
 * operator may change; no public source was found for them.
 */
export const tesda: Scheme = {
  key: 'TESDA',
  title: 'Philippine TVET Competency Assessment and Certification System',
  country: 'PH',
  awardingBody: 'Technical Education and Skills Development Authority',
  partialAward: 'COC',
  validityMonths: { NC: 60, COC: 60, NVQ: null, 'record-of-achievement': null },
  renewal: { minExperienceMonths: 12, reassessIfStandardRevised: true },
  maxCandidatesPerAssessorPerSession: 10,
  scheduleNoticeWorkingDays: 5,
  decisionDeadlineHours: 48,
  appealWindowDays: 15,
  consecutiveNycAdvice: 2,
  maxConsecutiveSessionsSameSite: 3,
  moderation: { newAssessorSessions: 3, allPassedFrom: 8, randomShare: 0.1 },
  noTrainingWithinMonths: 24,
  portfolioExperienceMonths: { standard: 60, ofw: 24 },
  rplExperienceMonths: {},
  passport: { minConfirmedMonths: 12, validityMonths: 60 },
  numberCode: '13',
  identifierPatterns: {
    ULI: '^[A-Z0-9-]{6,24}$',
    accreditationNo: '^[A-Z0-9][A-Z0-9 /-]{3,39}$',
    certificateNo: '^\\d{2}13\\d{10}$',
  },
  languages: ['en', 'fil', 'ar'],
  sources: {
    validityMonths:
      'https://www.philstar.com/headlines/2023/06/26/2276721/tesda-warns-against-sale-fake-national-certificates',
    partialAward: 'https://car.tesda.gov.ph/tesdacar/competency-assessment-and-certification/',
    renewal: 'https://manila.lpu.edu.ph/?p=3035',
    maxCandidatesPerAssessorPerSession:
      'https://ro.scribd.com/document/347281951/CCA-PROPS-docx (ten lines on the attendance sheet)',
    scheduleNoticeWorkingDays: 'https://www.scribd.com/presentation/429409749/p2-Conduct-of-Competency-Assessment',
    decisionDeadlineHours: 'https://www.scribd.com/presentation/429409749/p2-Conduct-of-Competency-Assessment',
    appealWindowDays:
      'https://docest.com/doc/160059/technical-education-and-skills-development-authority (complaint decisions; the window for results was not found)',
    consecutiveNycAdvice: 'https://www.scribd.com/document/404097064/ASSESSMENT-Conduct-Assessment-Procedures',
    portfolioExperienceMonths:
      'https://chos.ph/tesda-rolls-out-online-portfolio-assessment/ and https://mb.com.ph/2020/10/04/tesda-eases-portfolio-assessment-for-ofws/',
  },
  awardTitle: (qualification, clusterTitle) => clusterTitle ?? qualification.title,
  eligibility: () => [],
};
