import type { Accreditation } from '../assessment/index.js';
import { authorityQuestionOf, createAccreditationReader } from '../credentials/index.js';
import {
  isFrameworkAuthority,
  judgeAccreditations,
  MAX_FETCHED,
  trustedKey,
  type AuthorityQuestion,
  type ChainAnchor,
  type ChainAnswer,
  type FetchedAccreditation,
  type TrustedIssuer,
  type TrustList,
} from '../issuers/index.js';
import { accreditationDocument, type AccreditationCredential } from '../issuance/index.js';
import type { KeyLookup } from '../proofs/index.js';
import { findEvery, isObject, type Filter, type JsonObject } from '../shared/index.js';
import { verdictOf, worstVerdict, type Judgement } from '../verification/index.js';
import type { Instance } from './instance.js';

type Adding = (judgement: Judgement) => Promise<Judgement>;

/**
 * Puts the chain of signed accreditations beside the authority answer of certificates of ours. It never makes an office
 * authorised: the signed trust list is the basis. It takes that away only where the list could not know yet: an accreditation
 * in the chain was withdrawn after the list was issued. What could not be had changes nothing and is told as such.
 */
export function createAccreditationEvidence(instance: Instance): (list: TrustList | null) => Adding {
  const fetch = createFetching(instance);
  const anchorId = `${instance.addresses.publicUrl}/trust-list`;

  async function add(own: Judgement, list: TrustList): Promise<Judgement> {
    const items: Judgement[] = [];
    for (const item of own.items) items.push(await add(item, list));
    const judgement = items.length === 0 ? own : withItems(own, items);
    const question = asksAboutPlace(judgement) ? authorityQuestionOf(judgement.document) : null;
    if (question === null || question.place === '*') return judgement;
    const { fetched, changedAt } = await fetch(question, list);
    const authorities = authoritiesElsewhere(fetched, question.issuerDid, list);
    const known = fetched.map((one) => (authorities.has(one.by) ? { ...one, authorizedBy: anchorId } : one));
    const answer = judgeAccreditations(question, known, anchorOf(list, anchorId, authorities));
    // Foreign offices' accreditations are not here at all: nothing to tell.
    if (fetched.length === 0 && judgement.facts.issuer?.recognisedThrough !== undefined) return judgement;
    const told = withChain(judgement, answer);
    return isNewer(answer, changedAt, list) ? withdrawn(told) : told;
  }

  return (list) => (judgement) => (list === null ? Promise.resolve(judgement) : add(judgement, list));
}

const asksAboutPlace = ({ isForeign, facts, findings }: Judgement): boolean =>
  !isForeign && facts.integrity === 'intact' && facts.claims?.experience == null && findings.some(isAuthority);

const decided = ['A00', 'A01', 'A10', 'A11', 'A12', 'A21'];
const isAuthority = ({ code }: Judgement['findings'][number]): boolean => decided.includes(code);

const isOurs = ({ recognisedThrough }: TrustedIssuer): boolean => recognisedThrough === undefined;

/** Framework authorities that the list names through another operator, and whose accreditation of this body two people took. */
function authoritiesElsewhere(fetched: readonly FetchedAccreditation[], body: string, list: TrustList): Set<string> {
  const listed = list.issuers.filter((issuer) => !isOurs(issuer) && isFrameworkAuthority(issuer));
  const elsewhere = new Set(listed.map(({ did }) => did).filter((did) => did !== body));
  return new Set(fetched.filter((one) => one.for === body && elsewhere.has(one.by)).map(({ by }) => by));
}

const anchorOf = (list: TrustList, id: string, authorities: ReadonlySet<string>): ChainAnchor => ({
  id,
  by: list.operator,
  bodies: list.issuers.filter((issuer) => isOurs(issuer) || authorities.has(issuer.did)).map(({ did }) => did),
  from: list.issuedAt.slice(0, 10),
  until: list.nextUpdate.slice(0, 10),
});

function withChain(judgement: Judgement, { answer, chain, failing }: ChainAnswer): Judgement {
  const agree = answer === (judgement.facts.authority === 'authorised' ? 'holds' : 'fails');
  const basis = agree ? 'trust-list and accreditations' : 'trust-list';
  const named = failing === null ? {} : { failingLink: `${failing.by} -> ${failing.for}`, failing: failing.outcome };
  const findings = judgement.findings.map((finding) =>
    isAuthority(finding) ? { ...finding, evidence: { ...finding.evidence, basis, ...named }, chain } : finding,
  );
  return { ...judgement, findings };
}

/** Withdrawn later than the list was issued: the list is not wrong, it is old. */
function isNewer({ answer, failing }: ChainAnswer, changedAt: string, list: TrustList): boolean {
  if (answer !== 'fails' || failing === null || !['void', 'withdrawn'].includes(failing.outcome)) return false;
  return Date.parse(changedAt) > Date.parse(list.issuedAt);
}

/** The same answer as from a list that knows: A12, not authorised on that day. */
function withdrawn(judgement: Judgement): Judgement {
  if (judgement.facts.authority !== 'authorised') return judgement;
  const contact = judgement.facts.issuer?.contact ?? '';
  const findings = judgement.findings.map((finding) => {
    if (!isAuthority(finding)) return finding;
    const { evidence = {}, chain = [] } = finding;
    const said = { ...evidence, basis: 'accreditations, newer than the trust list' };
    return { id: finding.id, code: 'A12' as const, values: { contact }, evidence: said, chain };
  });
  const facts = { ...judgement.facts, authority: 'not-authorised' } as const;
  const ownVerdict = verdictOf(facts);
  return withItems({ ...judgement, facts, findings, ownVerdict, verdict: ownVerdict }, judgement.items);
}

const withItems = (own: Judgement, items: readonly Judgement[]): Judgement => ({
  ...own,
  items,
  verdict: items.length === 0 ? own.ownVerdict : worstVerdict([own.verdict, ...items.map(({ verdict }) => verdict)]),
});

interface Fetched {
  readonly fetched: readonly FetchedAccreditation[];
  /** When one of them was last suspended or revoked; '' when none was. */
  readonly changedAt: string;
}

/** One that was renewed is withdrawn on the day its successor began. */
function statusOf(granted: Accreditation | null): FetchedAccreditation['status'] {
  if (granted === null) return 'unknown';
  if (granted.state === 'active') return 'clear';
  return granted.state === 'revoked' ? 'revoked' : 'suspended';
}

/** The accreditations that one office gave one place: at most 64, each read through its closed schema, its signature checked. */
function createFetching({ store, proofFormats, clock }: Instance) {
  const read = createAccreditationReader();
  const format = proofFormats.find(({ id }) => id === 'eddsa-jcs-2022');

  async function signatureOf(document: JsonObject, by: string, list: TrustList): Promise<Signature> {
    const proof = isObject(document['proof']) ? document['proof'] : {};
    const created = typeof proof['created'] === 'string' ? proof['created'] : '';
    const lookupKey: KeyLookup = async (method) => {
      const answer = trustedKey(list, method, created);
      const isFit = answer.kind === 'trusted' && answer.issuer.did === by && answer.key.role === 'issuer';
      return isFit ? { ...answer.key, controller: answer.issuer.did } : null;
    };
    const options = { lookupKey, expectedPurpose: 'assertionMethod', now: clock.now() } as const;
    const judged = await format?.verify(document, proof, options);
    return judged?.outcome === 'verified' ? 'intact' : judged?.outcome === 'broken' ? 'altered' : 'unknown';
  }

  /** The day on which the list began to say so; a mission is cancelled before it begins, and never begins again. */
  async function cancellationOf(granted: Accreditation | null, row: AccreditationCredential): Promise<string | null> {
    const mission = granted?.subjectType === 'mission' ? await store.read.missions.get(granted.subjectId) : null;
    if (mission?.state !== 'cancelled') return null;
    const [entry] = await store.read.statusEntries.find({ credentialId: row.credentialId });
    return entry?.changedAt ?? row.signedAt.slice(0, 10);
  }

  async function one(row: AccreditationCredential, list: TrustList): Promise<Found | null> {
    const document = accreditationDocument(row.json);
    const claims = document && read(document);
    if (document === null || claims === null) return null;
    const signature = await signatureOf(document, claims.by, list);
    const granted = await store.read.accreditations.get(row.accreditationId);
    const cancelledOn = await cancellationOf(granted, row);
    const status = cancelledOn === null ? statusOf(granted) : 'revoked';
    const withdrawnAt = status === 'clear' ? null : (cancelledOn ?? granted?.stateChangedAt ?? null);
    const voidFrom = granted?.retroactiveFrom ?? null;
    // A renewed one is no news against the list: another took its place.
    const news = granted?.state === 'superseded' ? null : withdrawnAt;
    return { accreditation: { ...claims, signature, status, withdrawnAt, voidFrom }, news: news ?? '' };
  }

  /** Those that cover the day first, newest first: however many there were before, the one that counts is among them. */
  async function foremost(filter: Filter<AccreditationCredential>, day: string): Promise<AccreditationCredential[]> {
    const rows = await findEvery(store.read.accreditationCredentials, { ...filter, supersededAt: null });
    const ids = [...new Set(rows.map(({ accreditationId }) => accreditationId))];
    const granted = ids.length === 0 ? [] : await findEvery(store.read.accreditations, { id: ids });
    const covering = new Set(
      granted.filter((one) => one.validFrom <= day && day <= one.validUntil).map(({ id }) => id),
    );
    const rank = ({ accreditationId }: AccreditationCredential): number => (covering.has(accreditationId) ? 0 : 1);
    return rows
      .toSorted((left, right) => rank(left) - rank(right) || (left.signedAt < right.signedAt ? 1 : -1))
      .slice(0, MAX_FETCHED / 2);
  }

  /** Those of the place by this body, and those of the body by whoever accredits it. */
  const above = async ({ issuerDid, place, date }: AuthorityQuestion): Promise<AccreditationCredential[]> => [
    ...(await foremost({ issuerDid, holder: place }, date)),
    ...(await foremost({ holder: issuerDid }, date)),
  ];

  return async (question: AuthorityQuestion, list: TrustList): Promise<Fetched> => {
    const rows = await above(question);
    const found: Found[] = [];
    for (const row of rows) {
      const fetched = await one(row, list);
      if (fetched !== null) found.push(fetched);
    }
    return {
      fetched: found.map(({ accreditation }) => accreditation),
      changedAt: found.reduce((latest, { news }) => (news > latest ? news : latest), ''),
    };
  };
}

type Signature = FetchedAccreditation['signature'];

interface Found {
  readonly accreditation: FetchedAccreditation;
  /** When it was suspended or revoked; '' when it was not. */
  readonly news: string;
}
