import {
  type AccreditationIssuingDeps,
  assertClockForward,
  assertNotStopped,
  authorise,
  rebuild,
  setEntries,
  unsignedList,
  wishOf,
  type IssuanceDeps,
  type IssuanceIntent,
} from '../issuance/index.js';
import { canonicalJson, isoSeconds, type JsonObject } from '../shared/index.js';
import { assertIntended } from './intended.js';
import { createAccreditationJudge } from './judge-accreditations.js';
import { createFormsJudge } from './judge-forms.js';
import type { Asked } from './protocol.js';
import { otherContent, otherList, refusedToSign } from './refusals.js';
import type { ProvenTrail } from './trail.js';

/** Signs what the register supports, and says why when it does not. */
export interface SigningJudge {
  /** @throws ServiceError `signer-...`, `issuance-stopped-by-switch` */
  credential(asked: Asked<'credential'>): Promise<JsonObject | string>;
  /** @throws also those of `assertStands`, `no-such-award`, `form-not-for-passports` */
  furtherForm(asked: Asked<'further-form'>): Promise<JsonObject | string>;
  accreditation(asked: Asked<'accreditation'>): Promise<JsonObject>;
  statusList(asked: Asked<'status-list'>): Promise<JsonObject>;
  tokenStatusList(asked: Asked<'token-status-list'>): Promise<string>;
}

/** Between the clocks of two processes. */
const SKEW_MS = 300_000;

/**
 * The process that asks may be in an attacker's hands: nothing it says is believed. Everything is read again through
 * `given`, whose store is this process's own connection: the intent, both officers, the accreditation, the stop switch;
 * the credential is built and linted anew and must come out byte for byte as the one that is to be signed. Over an audit trail
 * that was altered only status lists are signed, because a revocation must not wait.
 */
export function createSigningJudge(given: AccreditationIssuingDeps, trail: ProvenTrail): SigningJudge {
  const { store } = given;
  const read = { ...store.read, assertInTrail: trail.assertInTrail };
  // Whatever is looked up in the audit trail from here on is proven before it counts.
  const deps: AccreditationIssuingDeps = { ...given, store: { ...store, read } };
  const formOf = (id: string): IssuanceDeps['forms'][number] => {
    const form = deps.forms.find((each) => each.id === id);
    if (form === undefined) throw refusedToSign('signer-form-unknown', 'This form of proof is not one that is signed.');
    return form;
  };
  const isNow = (instant: string): boolean => Math.abs(Date.parse(instant) - deps.clock.now().getTime()) <= SKEW_MS;

  async function supported(asked: Asked<'credential'>): Promise<IssuanceIntent> {
    const intent = await deps.store.read.intents.get(asked.intentId);
    if (intent?.state !== 'will-sign' || intent.unsignedJson === null)
      throw refusedToSign('signer-no-intent', 'No record of intent says that this is to be signed.');
    if (asked.unsigned !== intent.unsignedJson || asked.created !== intent.proofCreated) throw otherContent();
    // A proof from before its intent, or from tomorrow, would be a false date under a good signature.
    const created = Date.parse(asked.created);
    if (created < Date.parse(intent.createdAt) - SKEW_MS || created > deps.clock.now().getTime() + SKEW_MS)
      throw refusedToSign('signer-wrong-time', 'The proof is not dated between its intent and now.');
    return intent;
  }

  async function approved(asked: Asked<'credential'>, intent: IssuanceIntent): Promise<void> {
    const judged = await authorise(wishOf(intent), deps);
    if (!judged.ok) throw refusedToSign('signer-not-authorised', 'The register does not support it.', judged.refusals);
    const people = [
      [asked.approvedBy, asked.releasedBy],
      [judged.candidate.approvedBy, intent.releasedBy],
      [intent.approvedBy, intent.releasedBy],
    ].map((pair) => pair.join('\n'));
    if (new Set(people).size !== 1 || intent.approvedBy === intent.releasedBy)
      throw refusedToSign('signer-approval-missing', 'It was not approved and released by two different officers.');
  }

  return {
    ...createFormsJudge(deps),
    ...createAccreditationJudge(deps),
    credential: async (asked) => {
      await assertNotStopped(deps);
      await assertClockForward(deps);
      await trail.assertWhole();
      const form = formOf(asked.form);
      const intent = await supported(asked);
      await approved(asked, intent);
      const lint = await rebuild(intent, deps);
      if (!lint.ok) throw refusedToSign('signer-lint', 'It does not pass the lints.', lint.refusals);
      if (lint.linted.json !== asked.unsigned) throw otherContent();
      await assertIntended(intent, deps);
      const signer = await deps.keys.signer(intent.issuerDid, 'issuer', deps.clock.now());
      return form.sign(JSON.parse(lint.linted.json) as JsonObject, { signer, created: asked.created });
    },
    statusList: async ({ listId, unsigned, form: formId }) => {
      const form = formOf(formId);
      const row = await deps.store.read.statusLists.get(listId);
      const { validFrom } = unsigned;
      if (row === null || typeof validFrom !== 'string' || !isNow(validFrom)) throw otherList();
      const set = await setEntries(deps.store.read, row);
      const expected = await unsignedList(row, set, deps, new Date(validFrom));
      if (canonicalJson(expected) !== canonicalJson(unsigned)) throw otherList();
      const now = deps.clock.now();
      const signer = await deps.keys.signer(row.issuerDid, 'status', now);
      return (await form.sign(expected, { signer, created: isoSeconds(now) })) as JsonObject;
    },
  };
}
