import { authorityQuestionOf } from '../../credentials/browser.js';
import { answerAuthority } from '../../issuers/browser.js';
import type { AuthorityAnswer, AuthorityQuestion } from '../../issuers/types.js';
import { parseIso } from '../../shared/index.js';
import { issuerIdOf, told, wholeDays, type Check, type CheckContext, type CheckOutcome } from './check.js';

/** A trust list older than this no longer tells who may award. Days since it was issued. */
const defaultMaxTrustListAgeDays = 30;

/**
 * May this office give it? The question is a tuple (office, qualification revision, place, day of assessment); the
 * answer comes from the signed trust list and from nowhere in the credential.
 */
export const authorityCheck: Check = { id: 'issuer', answer: 'authority', run: checkAuthority };

function checkAuthority(context: CheckContext): CheckOutcome {
  const { deps, phrases, document, facts, gate } = context;
  const say = (code: 'A20' | 'A22' | 'A23', values: Record<string, number> = {}): CheckOutcome => ({
    checks: [told(phrases, { id: 'issuer', answer: 'authority', outcome: 'unknown', code }, values)],
    facts: { authority: 'unknown' },
  });
  const { trustList } = deps;
  if (trustList === null) return say('A22');
  if (facts.issuer === null) return say('A20', { n: trustList.issuers.length });
  if (facts.integrity !== 'intact') return { checks: [] };
  const age = wholeDays(deps.now.getTime() - (parseIso(trustList.issuedAt)?.getTime() ?? 0));
  if (age > (deps.policy.maxTrustListAgeDays ?? defaultMaxTrustListAgeDays)) return say('A23', { n: age });
  // Its key was not the office's on that day: the scope no longer matters.
  if (facts.authority === 'not-authorised') return { checks: [] };
  if (gate.kind !== 'ours') return { checks: [], facts: { authority: 'unknown' } };
  const question = authorityQuestionOf(document);
  if (question === null) return notAuthorised(context, 'A10');
  return judge(context, answerAuthority(trustList, question), question);
}

const failures = { qualification: 'A10', place: 'A11', date: 'A12', void: 'A12' } as const;

function judge(context: CheckContext, answer: AuthorityAnswer, question: AuthorityQuestion): CheckOutcome {
  const { phrases, facts } = context;
  if (answer.kind === 'unknown-issuer') return notAuthorised(context, 'A10');
  if (answer.kind === 'not-authorised') return notAuthorised(context, failures[answer.failing]);
  const base = { id: 'issuer', answer: 'authority' } as const;
  if (answer.withdrawnAt !== null) {
    const values = { date: phrases.date(answer.withdrawnAt) };
    return {
      checks: [told(phrases, { ...base, outcome: 'warn', code: 'A21' }, values)],
      facts: { authority: 'authorised' },
    };
  }
  const place = answer.issuer.places.find(({ id }) => id === question.place)?.name;
  const values = {
    issuer: answer.issuer.name,
    qualification: facts.claims?.title ?? '',
    place: place ?? facts.claims?.place ?? answer.issuer.country,
    date: phrases.date(question.date),
  };
  return {
    checks: [
      told(phrases, { ...base, outcome: 'pass', code: 'A00' }, values, { issuer: issuerIdOf(context.document) }),
    ],
    facts: { authority: 'authorised' },
  };
}

function notAuthorised({ phrases, facts }: CheckContext, code: 'A10' | 'A11' | 'A12'): CheckOutcome {
  const values = { contact: facts.issuer?.contact ?? '' };
  return {
    checks: [told(phrases, { id: 'issuer', answer: 'authority', outcome: 'fail', code }, values)],
    facts: { authority: 'not-authorised' },
  };
}
