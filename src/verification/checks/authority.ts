import { instantOf } from '../../shared/index.js';
import { authorityQuestionOf } from '../../credentials/browser.js';
import { judgeScopes } from '../../issuers/browser.js';
import type { TrustedIssuer } from '../../issuers/types.js';
import { notAuthorised, wholeDays, type CheckContext, type CheckOutcome } from './check.js';

/** A trust list older than this no longer tells who may award. Days since it was issued. */
const defaultMaxTrustListAgeDays = 30;

/**
 * May this office give it? The question is a tuple (office, qualification revision, place, day of assessment); the
 * answer comes from the signed trust list and from nowhere in the credential.
 */
export function checkAuthority(context: CheckContext): CheckOutcome {
  const { facts, gate } = context;
  const { trustList, policy, now } = context.deps;
  const { issuer } = facts;
  if (trustList === null) return unknown('A22', 0);
  if (issuer === null) return unknown('A20', trustList.issuers.length);
  if (facts.integrity !== 'intact') return {};
  const age = wholeDays(now.getTime() - instantOf(trustList.issuedAt));
  if (age > (policy.maxTrustListAgeDays ?? defaultMaxTrustListAgeDays)) return unknown('A23', age);
  // Its key was not the office's on that day: the scope no longer matters.
  if (facts.authority === 'not-authorised' || gate.kind !== 'ours') return {};
  return judge(context, issuer);
}

const unknown = (code: 'A20' | 'A22' | 'A23', n: number): CheckOutcome => ({
  code,
  values: { n },
  facts: { authority: 'unknown' },
});

function judge({ document, facts }: CheckContext, issuer: TrustedIssuer): CheckOutcome {
  const question = authorityQuestionOf(document);
  const answer = question && judgeScopes(issuer, question);
  if (!question || !answer || answer.failing) {
    return notAuthorised(failures[answer?.failing ?? 'qualification'], issuer);
  }
  const granted = { facts: { authority: 'authorised' } } as const;
  const { date } = question;
  const { withdrawnAt } = answer;
  if (withdrawnAt !== null) return { ...granted, code: 'A21', values: { date: withdrawnAt }, outcome: 'warn' };
  const { did, name, country, places, recognisedThrough: { operator } = { operator: '' } } = issuer;
  const place = places.find(({ id }) => id === question.place)?.name ?? facts.claims?.place ?? country;
  const values = { issuer: name, qualification: facts.claims?.title ?? '', place, date, operator };
  return { ...granted, code: operator ? 'A01' : 'A00', values, evidence: { issuer: did } };
}

const failures = { qualification: 'A10', place: 'A11', date: 'A12', void: 'A12' } as const;
