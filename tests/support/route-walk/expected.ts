/**
 * What one call about one thing leaves in the audit trail, by address; `A + B` are two rows. A route that is proposed by one
 * officer and confirmed by another leaves `proposal.propose`, and then the row given here under ` confirmed`.
 */
const steps = (path: string, kind: string, events: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(events.map((event) => [`${path}/${event}`, `${kind}.${event}`]));

const api = '/api/assessment';
const signing = 'issuance.intended + issuance.will-sign + issuance.signed + issuance.published';

export const leavesRows: Readonly<Record<string, string>> = {
  [`${api}/candidates`]: 'person.register',
  [`${api}/candidates/list`]: 'person.register',
  [`${api}/candidates/import`]: 'person.register',
  [`${api}/candidates/:personId/birth-date`]: 'person.merge',
  [`${api}/candidates/:personId/photo`]: 'person.photo',
  [`${api}/candidates/:personId/photo/consent`]: 'person.photo-consent',
  [`${api}/candidates/:personId/photo/remove`]: 'person.photo-remove',

  [`${api}/applications`]: 'application.apply',
  ...steps(`${api}/applications`, 'application', ['submit', 'request-documents', 'resubmit', 'accept', 'reject']),
  ...steps(`${api}/applications`, 'application', ['clear-fee', 'enrol', 'admit', 'mark-absent', 'ask-documents']),
  ...steps(`${api}/applications`, 'application', ['supply-documents', 'withdraw', 'close']),
  [`${api}/applications/:applicationId/settle-identity`]: 'application.settle-identity',

  [`${api}/sessions`]: 'session.plan',
  ...steps(`${api}/sessions/:sessionId`, 'session', [
    'request',
    'reschedule',
    'cancel',
    'approve',
    'refuse',
    'appoint',
  ]),
  ...steps(`${api}/sessions/:sessionId`, 'session', ['open-package', 'close', 'finish-moderation']),
  [`${api}/missions`]: 'mission.plan',
  [`${api}/missions/:missionId/events`]: 'mission.profile',

  [`${api}/records`]: 'record.open',
  [`${api}/records/:recordId/notes`]: 'record.note-results',
  [`${api}/records/:recordId/evidence-files/:fileId`]: 'evidence.store + record.add-evidence',
  [`${api}/records/:recordId/results`]: 'record.enter-results',
  [`${api}/records/:recordId/acknowledge`]: 'record.acknowledge',
  [`${api}/records/:recordId/sign`]: 'application.record-result + record.sign',
  [`${api}/records/countersign`]: 'record.countersign',
  [`${api}/records/submit`]: 'record.submit + record.sample',
  [`${api}/records/sample`]: 'record.sample',
  [`${api}/records/moderate`]: 'record.uphold',
  [`${api}/records/:recordId/decide`]: 'record.decide + application.decide + certificate.approve',
  [`${api}/records/decide`]: 'record.decide + application.decide + certificate.approve',

  [`${api}/certificates/release`]: signing,
  [`${api}/release-runs`]: 'release-run.start',
  ...steps(`${api}/release-runs/:runId`, 'release-run', ['pause', 'resume']),
  [`${api}/certificates/:certificateId/replacement`]: 'certificate.approve',
  [`${api}/certificates/:certificateId/renewal`]: 'certificate.approve',
  [`${api}/certificates/:certificateId/refuse`]: 'certificate.refuse',
  ...steps(`${api}/passports/:passportId`, 'passport', ['report-lost', 'unblock']),
  [`${api}/passports/:passportId/give-back`]: 'passport.close',
  [`${api}/worker-requests/:requestId/answer`]: 'worker-request.answer',

  [`${api}/appeals`]: 'appeal.lodge',
  ...steps(`${api}/appeals/:appealId`, 'appeal', ['acknowledge', 'uphold', 'dismiss', 'escalate', 'rule']),
  [`${api}/appeals/:appealId/inadmissible`]: 'appeal.find-inadmissible',
  [`${api}/appeals/:appealId/review`]: 'appeal.start-review',
  [`${api}/appeals/:appealId/complete`]: 'appeal.complete-remedy',

  [`${api}/organizations`]: 'organization.register',
  [`${api}/sites`]: 'site.register',
  [`${api}/trust-imports`]: 'trust-import.propose',
  ...steps(`${api}/trust-imports/:importId`, 'trust-import', ['consent', 'withdraw']),
  ...steps(`${api}/proposals/:proposalId`, 'proposal', ['withdraw']),

  '/api/staff/invitations': 'staff-link.invitation',
  ...steps('/api/staff/links/:linkId', 'staff-link', ['approve', 'withdraw']),
  '/api/staff/accounts/:accountId/recovery': 'staff-link.recovery',
  '/api/staff/accounts/:accountId/disable': 'staff.disable',
  '/api/staff/join/verify': 'staff.join + staff.add-passkey + staff.sign-in',
  '/api/staff/passkeys/verify': 'staff.add-passkey + staff.sign-in',
  '/api/staff/sign-in/verify': 'staff.sign-in',
  '/api/staff/step-up/verify': 'staff.step-up',
  '/api/staff/sign-out': 'staff.sign-out',
  '/api/staff/me/organization': 'staff.work-for',

  '/api/passports/by-code/:code/shares': 'share-link.make',
  '/api/passports/by-code/:code/shares/:link/stop': 'share-link.stop',
  '/api/passports/by-code/:code/requests': 'worker-request.send',
  '/api/passports/by-code/:code/credential': 'issuance.form-will-sign + issuance.form-signed',
};

/** What the confirmation leaves after `proposal.confirm`. */
export const leavesWhenConfirmed: Readonly<Record<string, string>> = {
  [`${api}/accounts/:accountId/roles`]: 'staff.change-roles',
  [`${api}/accreditations`]: 'accreditation.grant',
  ...steps(`${api}/accreditations/:accreditationId`, 'accreditation', ['suspend', 'reinstate', 'revoke']),
  [`${api}/accreditations/:accreditationId/renew`]: 'accreditation.re-accredit + accreditation.grant',
  [`${api}/authorities/accreditations`]: 'accreditation.grant',
  ...steps(`${api}/authorities/accreditations/:accreditationId`, 'accreditation', ['suspend', 'reinstate', 'revoke']),
  [`${api}/authorities/imports`]: 'accreditation-credential.imported',
  ...steps(`${api}/certificates/:certificateId`, 'certificate', ['suspend', 'reinstate', 'revoke']),
  [`${api}/certificates/:certificateId/replaced`]: 'certificate.replace',
  [`${api}/experience/:experienceId/withdraw`]: 'experience.withdraw',
  [`${api}/follow-ups/:followUpId/confirm`]: 'follow-up.confirmed',
  [`${api}/follow-ups/:followUpId/revoke`]: 'certificate.revoke + follow-up.revoked',
  ...steps(`${api}/passports/:passportId`, 'passport', ['reissue', 'close']),
  [`${api}/records/:recordId/void`]: 'record.void',
  [`${api}/sessions/:sessionId/void`]: 'certificate.refuse + record.void + session.void',
  [`${api}/status-batches`]: 'status-batch.begin + certificate.suspend + status-batch.finish',
};

/** Asked with POST, and no row: why. */
export const leavesNone: Readonly<Record<string, string>> = {
  [`${api}/candidates/import/check`]: 'keeps nothing',
  [`${api}/missions/preview`]: 'keeps nothing',
  [`${api}/accreditation-choices/search`]: 'a question',
  '/api/verify': 'verification leaves no trace with the issuer',
  '/credentials/verify': 'verification leaves no trace with the issuer',
  '/presentations/verify': 'verification leaves no trace with the issuer',
  '/presentations/challenge': 'a random number, about nobody',
  '/api/receipts': 'signed and given out, not kept',
  '/api/frameworks/check': 'a question',
  '/api/frameworks/compare': 'a question',
  '/api/frameworks/compare-units': 'a question',
  '/api/passports/look-up': 'a look; only wrong years are counted',
  '/api/passports/by-code/:code': 'a look; only wrong years are counted',
  '/api/passports/by-code/:code/print/:layout': 'a picture of what the holder has',
  '/api/passports/by-code/:code/shares/list': 'a list',
  '/api/passports/by-code/:code/requests/list': 'a list',
  '/api/shares/open': 'only counted: nobody learns who looked, or when',
  '/api/staff/join/options': 'a challenge; what it leads to has its row',
  '/api/staff/passkeys/options': 'a challenge; what it leads to has its row',
  '/api/staff/sign-in/options': 'a challenge; what it leads to has its row',
  '/api/staff/step-up/options': 'a challenge; what it leads to has its row',
  '/api/staff/oidc/start': 'a challenge; what it leads to has its row',
};

/** The confirmation itself stands in every row of `leavesWhenConfirmed`. */
export const CONFIRM = `${api}/proposals/:proposalId/confirm`;
