import {
  ACCREDITATION_WILL_SIGN,
  assertClockForward,
  assertNotStopped,
  rebuildAccreditation,
  sha256,
  signAccreditation,
  type AccreditationIssuingDeps,
} from '../issuance/index.js';
import { assertAnnounced } from './announced.js';
import type { SigningJudge } from './judge.js';
import { refusedToSign } from './refusals.js';

/**
 * Signs what the register grants, to whom and for how long, and to an awarding body only what the audit trail says two officers
 * granted; whoever asks can only name it.
 */
export function createAccreditationJudge(deps: AccreditationIssuingDeps): Pick<SigningJudge, 'accreditation'> {
  return {
    accreditation: async ({ accreditationId, credentialId, holder }) => {
      await assertNotStopped(deps);
      await assertClockForward(deps);
      const built = await rebuildAccreditation({ accreditationId, credentialId, holder }, deps);
      if (built === null) throw refusedToSign('signer-not-authorised', 'The register grants no such accreditation.');
      const { json, issuerDid } = built;
      const expected = { credential: credentialId, unsignedSha256: sha256(json) };
      await assertAnnounced(deps, ACCREDITATION_WILL_SIGN, expected);
      return signAccreditation(json, issuerDid, deps);
    },
  };
}
