import { instantOf } from '../../shared/index.js';
import { authorityQuestionOf } from '../../credentials/browser.js';
import { answerAuthority } from '../../issuers/browser.js';
import type { TrustedIssuer, TrustList } from '../../issuers/types.js';
import { wholeDays, type CheckContext, type CheckOutcome } from './check.js';

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
  return judge(context, trustList, issuer);
}

const unknown = (code: 'A20' | 'A22' | 'A23', n: number): CheckOutcome => ({
  code,
  values: { n },
  facts: { authority: 'unknown' },
});

function judge({ document, facts }: CheckContext, trustList: TrustList, issuer: TrustedIssuer): CheckOutcome {
  const question = authorityQuestionOf(document);
  const answer = question && answerAuthority(trustList, question);
  if (answer?.kind !== 'authorised') {
    const code = answer?.kind === 'not-authorised' ? failures[answer.failing] : 'A10';
    return { code, values: { contact: issuer.contact }, facts: { authority: 'not-authorised' } };
  }
  const granted = { facts: { authority: 'authorised' } } as const;
  const { withdrawnAt: date } = answer;
  if (date !== null) return { ...granted, code: 'A21', values: { date }, outcome: 'warn' };
  const place = issuer.places.find(({ id }) => id === question?.place)?.name;
  const values = {
    issuer: issuer.name,
    qualification: facts.claims?.title ?? '',
    place: place ?? facts.claims?.place ?? issuer.country,
    date: question?.date ?? '',
  };
  const { did, recognisedThrough } = issuer;
  const evidence = { issuer: did, ...(recognisedThrough && { recognisedThrough: recognisedThrough.operator }) };
  return { ...granted, code: 'A00', values, evidence };
}

const failures = { qualification: 'A10', place: 'A11', date: 'A12', void: 'A12' } as const;
