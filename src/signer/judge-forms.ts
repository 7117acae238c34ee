import {
  assertClockForward,
  assertNotStopped,
  assertStands,
  FORM_WILL_SIGN,
  isOwnAndCurrent,
  isReleasedByTwo,
  lintAgain,
  publishedPair,
  releasedIntent,
  signForm,
  sha256,
  signPair,
  stillAuthorised,
  type IssuanceDeps,
} from '../issuance/index.js';
import { assertAnnounced } from './announced.js';
import type { SigningJudge } from './judge.js';
import { otherContent, otherList, refusedToSign } from './refusals.js';

/**
 * What is made of things that were released or published already. The first form carries a signature that this process made
 * after its own checks; they are made once more, because a register that changed since may not support it any longer.
 */
export function createFormsJudge(deps: IssuanceDeps): Pick<SigningJudge, 'furtherForm' | 'tokenStatusList'> {
  return {
    furtherForm: async ({ credentialId, form }) => {
      await assertNotStopped(deps);
      await assertClockForward(deps);
      const format = deps.furtherForms.find(({ id }) => id === form);
      if (format === undefined) throw refusedToSign('signer-form-unknown', 'This is not a form that is given out.');
      const intent = await releasedIntent(credentialId, deps.store.read);
      await assertStands(intent, deps);
      if (!(await isReleasedByTwo(intent, deps.store.read)))
        throw refusedToSign('signer-approval-missing', 'It was not approved and released by two different officers.');
      const unsupported = await stillAuthorised(intent, deps);
      if (unsupported.length > 0)
        throw refusedToSign('signer-not-authorised', 'The register does not support it.', unsupported);
      const lint = await lintAgain(intent, deps);
      if (!lint.ok) throw refusedToSign('signer-lint', 'It does not pass the lints.', lint.refusals);
      if (lint.linted.json !== intent.unsignedJson) throw otherContent();
      const { credentialId: credential } = intent;
      await assertAnnounced(deps, FORM_WILL_SIGN, { credential, form, unsignedSha256: sha256(intent.unsignedJson) });
      return signForm(intent, format, deps);
    },
    tokenStatusList: async ({ slug }) => {
      const pair = await publishedPair(slug, deps.store.read);
      if (pair === null) throw otherList();
      for (const row of pair) if (!(await isOwnAndCurrent(row, deps))) throw otherList();
      const token = await signPair(pair, deps);
      if (token === null) throw otherList();
      return token;
    },
  };
}
