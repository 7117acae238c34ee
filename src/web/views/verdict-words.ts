import type { StringKey } from '../locales/strings.js';

/** The verdicts in words where no report is at hand. */
export const verdictKeys: Readonly<Record<string, StringKey>> = {
  'genuine-and-current': 'v.current',
  'genuine-but-expired': 'v.expired',
  suspended: 'v.suspended',
  revoked: 'v.revoked',
  replaced: 'v.replaced',
  'issuer-not-authorised': 'v.notauth',
  altered: 'v.altered',
  'cannot-confirm': 'v.cannot',
};
