import type { Facts } from '../checks/check.js';
import { standardOf } from '../foreign.js';
import type { Judgement } from '../judgement.js';
import type { CheckResult, Verdict } from '../types.js';
import { severity } from '../verdict.js';
import type { Phrases } from './phrases.js';

export interface Told {
  readonly title: string;
  readonly sentence: string;
  readonly whatToDo: string;
}

/** The one plain sentence about one credential, and what to do now. */
export function tellVerdict(judged: Judgement, checks: readonly CheckResult[], phrases: Phrases): Told {
  const { ownVerdict: verdict, facts } = judged;
  const contact = facts.issuer?.contact ?? '';
  return {
    title: phrases.text(`v.${verdict}.title`),
    sentence: sentenceOf(judged, checks, phrases),
    whatToDo: phrases.text(`v.${verdict}.do`, { contact }),
  };
}

function sentenceOf(judged: Judgement, checks: readonly CheckResult[], phrases: Phrases): string {
  const { ownVerdict: verdict, facts } = judged;
  const date = facts.turnedOn ? phrases.date(facts.turnedOn) : '';
  const general = phrases.text(`v.${verdict}.text`, { date });
  switch (verdict) {
    case 'genuine-and-current':
      return awardSentence(facts, phrases);
    case 'altered': {
      // Nothing need have been changed when somebody else signed it, so it is told in its own words.
      const impostor = checks.find(({ code }) => code === 'I11');
      return impostor ? impostor.detail : general;
    }
    case 'cannot-confirm':
      if (judged.isForeign && facts.integrity === 'intact') {
        return phrases.text('foreign', { standard: standardOf(judged.document, judged.form) });
      }
      return [general, reasonOf(checks)].filter((part) => part !== '').join(' ');
    default:
      return general;
  }
}

function awardSentence(facts: Facts, phrases: Phrases): string {
  const { claims } = facts;
  const date = claims?.assessedOn ?? claims?.awardedOn ?? null;
  const values = {
    issuer: claims?.issuer.name ?? '',
    qualification: claims?.title ?? '',
    date: date === null ? '' : phrases.date(date),
  };
  if (claims?.kind === 'confirmed-experience') return phrases.text('v.experience.text', values);
  if (claims?.kind === 'record-of-achievement') return phrases.text('v.record.text', values);
  return phrases.text('v.genuine-and-current.text', values);
}

const deciding = ['integrity', 'authority', 'status', 'time'];

/** Why it could not be confirmed: the first question that nobody could answer, or a date still to come. */
function reasonOf(checks: readonly CheckResult[]): string {
  const open = checks.filter(({ answer, outcome }) => deciding.includes(answer) && outcome === 'unknown');
  const office = open.find(({ code }) => code.startsWith('A2'));
  return (office ?? open[0] ?? checks.find(({ code }) => code === 'T11'))?.detail ?? '';
}

/** "3 items: 2 genuine and current, 1 expired." Best first in the list; the verdict beside it is the worst. */
export function tellItems(verdicts: readonly Verdict[], phrases: Phrases): string {
  const list = severity
    .toReversed()
    .map((verdict) => ({ verdict, n: verdicts.filter((other) => other === verdict).length }))
    .filter(({ n }) => n > 0)
    .map(({ verdict, n }) => phrases.text(`v.items.${verdict}`, { n }))
    .join(', ');
  return verdicts.length === 1 ? `${list}.` : phrases.text('v.items', { n: verdicts.length, list });
}
