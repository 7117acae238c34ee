import {
  assertClockForward,
  assertNotStopped,
  assertStands,
  FORM_WILL_SIGN,
  isOwnAndCurrent,
  publishedPair,
  releasedIntent,
  signForm,
  sha256,
  signPair,
  unsupported,
  type IssuanceDeps,
  type Unsupported,
} from '../issuance/index.js';
import type { Refusal, ServiceError } from '../shared/index.js';
import { assertAnnounced } from './announced.js';
import type { SigningJudge } from './judge.js';
import { otherContent, otherList, refusedToSign } from './refusals.js';

const refusals: Readonly<Record<Unsupported['because'], (found: readonly Refusal[]) => ServiceError>> = {
  approval: () =>
    refusedToSign('signer-approval-missing', 'It was not approved and released by two different officers.'),
  register: (found) => refusedToSign('signer-not-authorised', 'The register does not support it.', found),
  lint: (found) => refusedToSign('signer-lint', 'It does not pass the lints.', found),
  content: otherContent,
};

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
      const doubt = await unsupported(intent, deps);
      if (doubt !== null) throw refusals[doubt.because](doubt.refusals);
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
