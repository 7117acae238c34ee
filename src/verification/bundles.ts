import { isObject, type JsonObject } from '../shared/index.js';
import { credentialOf, looksLikeCredential, readEnvelope, readToken, typesOf } from './input/other-inputs.js';
import type { ReadDocument } from './input/read-input.js';
import { judgeOne } from './pipeline.js';
import type { Finding } from './checks/check.js';
import { undecided, type Judgement } from './judgement.js';
import type { VerifyDeps } from './types.js';
import { worstVerdict } from './verdict.js';

/** Presentations and passports: several credentials in one document. Loaded when one is met. */

/** Most credentials judged in one passport or presentation: each costs a signature check. */
const maxItems = 32;

/** A presentation says nothing itself here: without a challenge of ours its proof binds nobody. Its items speak. */
export async function judgePresentation({ document }: ReadDocument, deps: VerifyDeps): Promise<Judgement> {
  const items = await judgeItems(document, deps);
  const verdict = items.length === 0 ? 'cannot-confirm' : worstVerdict(items.map((item) => item.verdict));
  const findings = nameSeveral(items) ? [severalPeople] : [];
  return { ...undecided, form: 'presentation', verdict, findings, items };
}

/** Anybody can put the certificates of two people into one file: each is genuine, and together they say nothing. */
const severalPeople: Finding = { id: 'holder', code: 'H21', outcome: 'warn' };

function nameSeveral(items: readonly Judgement[]): boolean {
  const intact = items.filter(({ facts }) => facts.integrity === 'intact');
  const areMany = (texts: readonly (string | undefined)[]): boolean => new Set(texts.filter(Boolean)).size > 1;
  return (
    areMany(intact.map(({ facts }) => facts.claims?.holder.name.normalize('NFC'))) ||
    areMany(intact.flatMap(({ document }) => subjectIdsOf(document)))
  );
}

const subjectIdsOf = ({ credentialSubject }: JsonObject): readonly string[] =>
  [credentialSubject ?? []]
    .flat()
    .flatMap((subject) => (isObject(subject) && typeof subject.id === 'string' ? [subject.id] : []));

/** A CLR 2.0 passport (`credentialSubject.verifiableCredential`) with what it carries. */
export async function judgePassport(own: Judgement, deps: VerifyDeps): Promise<Judgement> {
  const subject = own.document['credentialSubject'];
  const items = await judgeItems(isObject(subject) ? subject : {}, deps);
  return { ...own, items, verdict: worstVerdict([own.verdict, ...items.map(({ verdict }) => verdict)]) };
}

/** Elements that are no credential count as items that cannot be confirmed and are not skipped. */
async function judgeItems(holder: JsonObject, deps: VerifyDeps): Promise<readonly Judgement[]> {
  const { verifiableCredential: elements = [] } = holder;
  const judgements: Judgement[] = [];
  // One after the other: a passport of many items must not start many checks at once.
  for (const [position, element] of (Array.isArray(elements) ? elements : [elements]).entries()) {
    const item = position < maxItems ? readItem(element, deps) : null;
    judgements.push(item === null ? undecided : await judgeOne(item, deps));
  }
  return judgements;
}

function readItem(item: unknown, deps: VerifyDeps): ReadDocument | null {
  if (typeof item === 'string') {
    const read = readToken(item, deps);
    return typeof read === 'string' ? null : read;
  }
  if (!isObject(item)) return null;
  if (typesOf(item).includes('EnvelopedVerifiableCredential')) return readEnvelope(item, deps);
  return looksLikeCredential(item) ? credentialOf(item) : null;
}
