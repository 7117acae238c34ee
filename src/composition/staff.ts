import { createAssessmentServices } from '../assessment/index.js';
import { createDesk, type Desk } from '../desk/index.js';
import { changeCertificateStatus, markReplaced, releaseCertificates, type IssuanceDeps } from '../issuance/index.js';
import { verifyAuditChain } from '../storage/index.js';
import { createStaffServices, type StaffServices } from '../staff/index.js';
import type { Federation } from './federation.js';
import type { Instance } from './instance.js';

/** People with accounts, and the desks they work at. */
export interface Staff {
  readonly services: StaffServices;
  readonly desk: Desk;
}

export function createStaff(instance: Instance, issuance: IssuanceDeps, federation: Federation): Staff {
  const { catalogue, clock, ids, settings, addresses } = instance;
  const { store } = instance.storage;
  const { publicUrl } = addresses;
  const provider = settings.oidc;
  return {
    services: createStaffServices({
      store,
      clock,
      ids,
      publicUrl,
      operator: settings.operator,
      oidc:
        provider === null
          ? null
          : {
              provider,
              redirectUri: `${publicUrl}/api/staff/oidc/callback`,
              allowHttp: provider.issuer.startsWith('http://'),
            },
    }),
    desk: createDesk({
      federation,
      store,
      catalogue,
      clock,
      ids,
      bind: (bound) =>
        createAssessmentServices({ store: { read: bound, transaction: (work) => work(bound) }, catalogue, clock, ids }),
      brokenLink: (rows, after) => {
        const verdict = after === null ? verifyAuditChain(rows) : verifyAuditChain(rows, after);
        return verdict.ok ? null : verdict.sequence;
      },
      issuance: {
        release: (certificateIds, releasedBy) => releaseCertificates(certificateIds, releasedBy, issuance),
        changeStatus: (request) => changeCertificateStatus(request, issuance),
        markReplaced: (oldId, newId, actors) => markReplaced(oldId, newId, actors, issuance),
      },
    }),
  };
}
