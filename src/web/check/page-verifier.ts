import certificateOfCompetency from '../../../credential-schemas/v1/certificate-of-competency.json' with { type: 'json' };
import confirmedExperience from '../../../credential-schemas/v1/confirmed-experience.json' with { type: 'json' };
import nationalCertificate from '../../../credential-schemas/v1/national-certificate.json' with { type: 'json' };
import nvqCertificate from '../../../credential-schemas/v1/nvq-certificate.json' with { type: 'json' };
import passport from '../../../credential-schemas/v1/passport.json' with { type: 'json' };
import recordOfAchievement from '../../../credential-schemas/v1/record-of-achievement.json' with { type: 'json' };
import type { Clock } from '../../shared/index.js';
import {
  createEddsaJcs2022,
  createSmallSchemaGate,
  streamGunzip,
  verify,
  type CryptoPort,
  type VerifyResult,
} from '../../verification/browser.js';
import type { TrustStore } from './trust-store.js';

export type Check = (input: string, language: string) => Promise<VerifyResult>;

/** Offline use is normal here: a list may be a week old if it says so, and a day past its own end. */
const policy = { maxStatusAgeHours: 168, offlineGraceHours: 144, clockSkewSeconds: 300, expiresSoonDays: 90 };

/** The verifier of the page: the server's pipeline on the browser's own parts. Nothing that is checked leaves it. */
export function createPageVerifier(deps: { store: TrustStore; crypto: CryptoPort; clock: Clock }): Check {
  const { store, crypto, clock } = deps;
  const proofFormats = [createEddsaJcs2022(crypto)];
  const schemaGate = createSmallSchemaGate({
    'certificate-of-competency': certificateOfCompetency,
    'confirmed-experience': confirmedExperience,
    'national-certificate': nationalCertificate,
    'nvq-certificate': nvqCertificate,
    passport,
    'record-of-achievement': recordOfAchievement,
  });
  return (input, language) =>
    verify(input, {
      crypto,
      proofFormats,
      trustList: store.state().trustList,
      statusList: store.statusList,
      gunzip: streamGunzip,
      dictionaries: store.dictionaries,
      schemaGate,
      now: clock.now(),
      language,
      policy,
    });
}
