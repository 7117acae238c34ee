import {
  createDesk,
  createReleaseRunner,
  type Desk,
  type DeskAuthorities,
  type DeskDeps,
  type DeskIssuance,
  type ReleaseRunner,
} from '../desk/index.js';
import {
  applyBatch,
  importAccreditation,
  changeCertificateStatus,
  changePassportStatus,
  issuingKeys,
  markReplaced,
  previewBatch,
  publishingServices,
  releaseCertificates,
  revokeFollowUp,
  withdrawExperience,
  type ImportDeps,
  type IssuanceDeps,
} from '../issuance/index.js';
import { verifyAuditChain } from '../storage/index.js';
import { createEvidenceDesk, createPortraitDesk, type EvidenceDesk, type PortraitDesk } from '../desk/index.js';
import { createAssessmentServices } from '../assessment/index.js';
import { servingHeaders, type OpenedEvidence } from '../evidence/index.js';
import { createStaffServices, type StaffServices } from '../staff/index.js';
import { createEvidenceFiles } from './evidence-files.js';
import type { Federation } from './federation.js';
import { createDeskPrinting } from './desk-printing.js';
import type { Instance } from './instance.js';
import type { Printer } from './printing.js';

/** People with accounts, and the desks they work at. */
export interface Staff {
  readonly services: StaffServices;
  readonly desk: Desk;
  readonly evidence: EvidenceDesk;
  readonly portraits: PortraitDesk;
  /** Releases that go on in the background. */
  readonly releases: ReleaseRunner;
}

/** What the desks need beside the instance. */
export interface StaffParts {
  readonly issuance: IssuanceDeps;
  /** Accreditations that authorities elsewhere signed. */
  readonly importing: ImportDeps;
  readonly federation: Federation;
  readonly printer: Printer;
  /** Something was done at a desk. */
  readonly noted: DeskDeps['noted'];
}

export function createStaff(
  instance: Instance,
  { issuance, importing, federation, printer, noted }: StaffParts,
): Staff {
  const { catalogue, clock, ids, settings, addresses } = instance;
  const { store } = instance.storage;
  const { openedAt: publicUrl } = addresses;
  const provider = settings.oidc;
  const evidenceFiles = createEvidenceFiles(instance);
  const assessment = createAssessmentServices({ store, catalogue, clock, ids });
  const authorities = createDeskAuthorities(instance, importing);
  const deskIssuance = createDeskIssuance(issuance);
  const releases = createReleaseRunner({ store, clock, issuance: deskIssuance });
  return {
    releases,
    evidence: createEvidenceDesk({
      store,
      files: { ...evidenceFiles, open: async (id) => withHeaders(await evidenceFiles.open(id)) },
      services: assessment,
    }),
    portraits: createPortraitDesk({ store, pictures: instance.evidence, services: assessment }),
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
      authorities,
      deciding: (decide) => ({
        issuance: createDeskIssuance({ ...issuance, decide }),
        authorities: createDeskAuthorities(instance, { ...importing, decide }),
      }),
      noted,
      store,
      catalogue,
      clock,
      ids,
      bind: (bound) => publishingServices(bound, issuance),
      brokenLink: (rows, after) => {
        const verdict = after === null ? verifyAuditChain(rows) : verifyAuditChain(rows, after);
        return verdict.ok ? null : verdict.sequence;
      },
      issuance: deskIssuance,
      printing: createDeskPrinting(instance, printer),
      releases,
    }),
  };
}

const createDeskIssuance = (issuance: IssuanceDeps): DeskIssuance => ({
  release: (certificateIds, releasedBy) => releaseCertificates(certificateIds, releasedBy, issuance),
  changeStatus: (request) => changeCertificateStatus(request, issuance),
  issuingKeys: (scheme) => issuingKeys(scheme, issuance),
  previewBatch: (question) => previewBatch(question, issuance),
  applyBatch: (proposal, actors) => applyBatch(proposal, actors, issuance),
  changePassport: (change) => changePassportStatus(change, issuance),
  withdrawExperience: (request) => withdrawExperience(request, issuance),
  markReplaced: (oldId, newId, actors) => markReplaced(oldId, newId, actors, issuance),
  revokeFollowUp: (request) => revokeFollowUp(request, issuance),
});

const createDeskAuthorities = ({ keys }: Instance, importing: ImportDeps): DeskAuthorities => ({
  signingHere: async () => new Set((await keys.list()).map(({ controller }) => controller)),
  importSigned: (request) => importAccreditation(request, importing),
});

const withHeaders = (file: OpenedEvidence) => ({ ...file, headers: servingHeaders(file) });
