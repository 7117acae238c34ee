import { authorityQuestionOf } from '../../credentials/browser.js';
import { answerAuthority } from '../../issuers/browser.js';
import type { TrustedIssuer, TrustList } from '../../issuers/types.js';
import { finding, instant, wholeDays, type Check, type CheckContext, type CheckOutcome } from './check.js';

/** A trust list older than this no longer tells who may award. Days since it was issued. */
const defaultMaxTrustListAgeDays = 30;

/**
 * May this office give it? The question is a tuple (office, qualification revision, place, day of assessment); the
 * answer comes from the signed trust list and from nowhere in the credential.
 */
export const authorityCheck: Check = { id: 'issuer', run: checkAuthority };

function checkAuthority(context: CheckContext): CheckOutcome {
  const { deps, facts, gate } = context;
  const { trustList } = deps;
  const { issuer } = facts;
  if (trustList === null) return unknown('A22');
  if (issuer === null) return unknown('A20', trustList.issuers.length);
  if (facts.integrity !== 'intact') return {};
  const age = wholeDays(deps.now.getTime() - instant(trustList.issuedAt));
  if (age > (deps.policy.maxTrustListAgeDays ?? defaultMaxTrustListAgeDays)) return unknown('A23', age);
  // Its key was not the office's on that day: the scope no longer matters.
  if (facts.authority === 'not-authorised' || gate.kind !== 'ours') return {};
  return judge(context, trustList, issuer);
}

function judge({ document, facts }: CheckContext, trustList: TrustList, issuer: TrustedIssuer): CheckOutcome {
  const question = authorityQuestionOf(document);
  const answer = question && answerAuthority(trustList, question);
  if (answer?.kind !== 'authorised') {
    const code = answer?.kind === 'not-authorised' ? failures[answer.failing] : 'A10';
    return { findings: [finding('issuer', code, { contact: issuer.contact })], facts: { authority: 'not-authorised' } };
  }
  const place = issuer.places.find(({ id }) => id === question?.place)?.name;
  const { withdrawnAt: date } = answer;
  const evidence = {
    issuer: issuer.did,
    ...(issuer.recognisedThrough === undefined ? {} : { recognisedThrough: issuer.recognisedThrough.operator }),
  };
  const values = {
    issuer: issuer.name,
    qualification: facts.claims?.title ?? '',
    place: place ?? facts.claims?.place ?? issuer.country,
    date: question?.date ?? '',
  };
  const result =
    date === null
      ? finding('issuer', 'A00', values, { evidence })
      : finding('issuer', 'A21', { date }, { outcome: 'warn' });
  return { findings: [result], facts: { authority: 'authorised' } };
}

const failures = { qualification: 'A10', place: 'A11', date: 'A12', void: 'A12' } as const;

const unknown = (code: 'A20' | 'A22' | 'A23', n = 0): CheckOutcome => ({
  findings: [finding('issuer', code, { n })],
  facts: { authority: 'unknown' },
});
