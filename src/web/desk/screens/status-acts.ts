import type { DeskKey, DeskSay } from '../../locales/desk/strings.js';

/** Routes that need two officers, in words. */
const names: Readonly<Record<string, DeskKey>> = {
  'post /certificates/:certificateId/suspend': 'cert.suspend',
  'post /certificates/:certificateId/reinstate': 'cert.reinstate',
  'post /certificates/:certificateId/revoke': 'cert.revoke',
  'post /certificates/:certificateId/replaced': 'second.replaced',
  'post /follow-ups/:followUpId/confirm': 'second.follow-up-confirm',
  'post /follow-ups/:followUpId/revoke': 'second.follow-up-revoke',
  'post /passports/:passportId/close': 'second.close-passport',
  'post /passports/:passportId/reissue': 'second.reissue-passport',
  'post /experience/:experienceId/withdraw': 'second.withdraw-experience',
  'post /accounts/:accountId/roles': 'second.change-roles',
  'post /status-batches': 'cert.bulk',
  'post /records/:recordId/void': 'second.void-record',
  'post /sessions/:sessionId/void': 'second.void-session',
  'post /accreditations': 'second.grant-accreditation',
  'post /accreditations/:accreditationId/renew': 'second.renew-accreditation',
  'post /accreditations/:accreditationId/suspend': 'second.suspend-accreditation',
  'post /accreditations/:accreditationId/reinstate': 'second.reinstate-accreditation',
  'post /accreditations/:accreditationId/revoke': 'second.revoke-accreditation',
  'post /authorities/accreditations': 'second.accredit-body',
  'post /authorities/imports': 'second.import-accreditation',
  'post /authorities/accreditations/:accreditationId/suspend': 'second.suspend-accreditation',
  'post /authorities/accreditations/:accreditationId/reinstate': 'second.reinstate-accreditation',
  'post /authorities/accreditations/:accreditationId/revoke': 'second.revoke-accreditation',
};

const effects: Readonly<Record<string, DeskKey>> = {
  'post /certificates/:certificateId/suspend': 'cert.suspend.effect',
  'post /certificates/:certificateId/reinstate': 'cert.reinstate.effect',
  'post /certificates/:certificateId/revoke': 'cert.revoke.effect',
  'post /accreditations/:accreditationId/revoke': 'accr.revoke.effect',
  'post /authorities/accreditations/:accreditationId/revoke': 'accr.revoke.effect',
  'post /follow-ups/:followUpId/confirm': 'follow.stands.effect',
  'post /passports/:passportId/close': 'cert.revoke.effect',
  'post /passports/:passportId/reissue': 'pass.reissue.effect',
  'post /experience/:experienceId/withdraw': 'pass.exp.withdraw.effect',
};

export const actName = (say: DeskSay, action: string): string => say(names[action] ?? 'second.other');

export function actEffect(say: DeskSay, action: string): string | null {
  const key = effects[action];
  return key === undefined ? null : say(key);
}
