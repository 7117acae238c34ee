import type { DataSource, EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { AssessmentCounts } from '../assessment/index.js';
import type { BrokenSeal, IssuanceStore, ReleaseRunStore } from '../issuance/index.js';
import type { TrustMaterialStore } from '../issuers/index.js';
import type { SharingStore } from '../sharing/index.js';
import type { StaffStore } from '../staff/index.js';
import type { AuditSink, Clock, Repository, Stored, Transactor } from '../shared/index.js';
import { createAssessmentCounts } from './assessment-counts.js';
import {
  auditHead,
  createOuterAudit,
  createTransactionAudit,
  latestAuditRows,
  readAuditClock,
  readAuditRows,
} from './audit-log.js';
import { readAuditStretch } from './audit-stretch.js';
import * as entities from './entities/index.js';
import { PassingRow, SealedRow } from './entities/stored-row.js';
import { keyedHash, type StorageKeys } from './personal/cell-crypto.js';
import { createPersonalForms, type PersonalForms } from './personal/forms.js';
import type { KeyRing, OwnerKeys } from './personal/owner-keys.js';
import type { StoredForm } from './personal/stored-form.js';
import { createRepository } from './repository.js';
import { isSealed } from './seals/audit-head.js';
import { checkSeals } from './seals/check-seals.js';
import { createRowWriter, type RowWriter } from './seals/row-writer.js';
import { collectingLedger, immediateLedger } from './seals/seal-ledger.js';
import type { DatabaseSession, Sessions } from './sessions.js';
import { tableShape, type TableShape } from './table-shape.js';

/** Everything stored, behind one transaction: awards, the people with accounts and whom we trust. */
export type HouseStore = IssuanceStore &
  StaffStore &
  TrustMaterialStore &
  ReleaseRunStore &
  SharingStore & { readonly statistics: AssessmentCounts };

type Repositories = Omit<
  HouseStore,
  | 'audit'
  | 'auditRows'
  | 'auditStretch'
  | 'auditClock'
  | 'auditLatest'
  | 'lotOf'
  | 'personal'
  | 'brokenSeals'
  | 'statistics'
>;
type RepositoryOf = <T extends Stored>(entity: EntityTarget<ObjectLiteral>, form?: StoredForm<T>) => Repository<T>;

const sealedEntities = Object.values(entities).filter(
  (entity) => entity.prototype instanceof SealedRow || entity.prototype instanceof PassingRow,
);

/** The store the services see. A new stored thing is one entity file, one migration and one line here. */
function repositories(of: RepositoryOf, forms: PersonalForms): Repositories {
  return {
    organizations: of(entities.OrganizationEntity),
    sites: of(entities.SiteEntity),
    accreditations: of(entities.AccreditationEntity),
    followUps: of(entities.AccreditationFollowUpEntity),
    appeals: of(entities.AppealEntity, forms.appeals),
    evidenceFiles: of(entities.EvidenceFileEntity),
    people: of(entities.PersonEntity, forms.people),
    portraits: of(entities.PortraitEntity, forms.portraits),
    missions: of(entities.MissionEntity),
    sessions: of(entities.SessionEntity),
    applications: of(entities.ApplicationEntity, forms.applications),
    records: of(entities.AssessmentRecordEntity, forms.records),
    moderations: of(entities.ModerationEntity, forms.moderations),
    decisions: of(entities.CertificationDecisionEntity),
    certificates: of(entities.CertificateEntity),
    experience: of(entities.ExperienceRecordEntity, forms.experience),
    passports: of(entities.SkillsPassportEntity),
    statusEvents: of(entities.StatusEventEntity),
    intents: of(entities.IssuanceIntentEntity, forms.intents),
    credentials: of(entities.SignedCredentialEntity, forms.credentials),
    accreditationCredentials: of(entities.AccreditationCredentialEntity),
    statusLists: of(entities.StatusListEntity),
    statusEntries: of(entities.StatusEntryEntity),
    outbox: of(entities.OutboxEntity),
    shortCodes: of(entities.ShortCodeEntity),
    settings: of(entities.SettingEntity),
    releaseRuns: of(entities.ReleaseRunEntity),
    trustStatements: of(entities.TrustStatementEntity),
    trustImports: of(entities.TrustImportEntity),
    statusBatches: of(entities.StatusBatchEntity),
    statusBatchItems: of(entities.StatusBatchItemEntity),
    usedChallenges: of(entities.UsedChallengeEntity),
    shareLinks: of(entities.ShareLinkEntity),
    workerRequests: of(entities.WorkerRequestEntity),
    yearGuesses: of(entities.YearGuessesEntity),
    staffAccounts: of(entities.StaffAccountEntity, forms.staffAccounts),
    staffPasskeys: of(entities.StaffPasskeyEntity),
    staffIdentities: of(entities.StaffIdentityEntity),
    staffLinks: of(entities.StaffLinkEntity, forms.staffLinks),
    staffSessions: of(entities.StaffSessionEntity),
    staffCeremonies: of(entities.StaffCeremonyEntity),
    tenantHoldings: of(entities.TenantHoldingEntity),
    twoPersonProposals: of(entities.TwoPersonProposalEntity),
  };
}

export interface StoreParts {
  readonly dataSource: DataSource;
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly keys: StorageKeys;
  readonly keyRing: KeyRing;
}

export function createTransactor(parts: StoreParts): Transactor<HouseStore> {
  const { sessions, clock, keys, keyRing } = parts;
  const shapeOf = createShapes(parts.dataSource);
  const forms = createPersonalForms(keys);
  const on = (session: DatabaseSession, ownerKeys: OwnerKeys, writer: RowWriter): Repositories => {
    const of: RepositoryOf = (entity, form) =>
      createRepository({ session, entity, shape: shapeOf(entity), keys: ownerKeys, writer, ...(form ? { form } : {}) });
    return repositories(of, forms);
  };
  const brokenSealsOf = async (manager: EntityManager): Promise<BrokenSeal[]> => {
    const isChainWhole = await isSealed(manager, keys.rowSeal, await auditHead(manager));
    const broken = await checkSeals(manager, sealedEntities.map(shapeOf), keys.rowSeal);
    return isChainWhole ? broken : [...broken, { table: 'audit_row', rowId: null }];
  };

  const lotOf = (id: string): number => Number.parseInt(keyedHash(keys.lots, id).slice(0, 12), 16) / 2 ** 48;
  const outerAudit: AuditSink = createOuterAudit(sessions, clock, keys.rowSeal);
  return {
    read: {
      ...on(sessions.outer, keyRing.outer, createRowWriter(keys.rowSeal, immediateLedger(keys.rowSeal))),
      audit: outerAudit,
      lotOf,
      statistics: createAssessmentCounts(sessions.outer),
      auditRows: (from, limit) => sessions.outer.run((manager) => readAuditRows(manager, from, limit)),
      auditStretch: (after, limit) =>
        sessions.outer.run((manager) => readAuditStretch(manager, keys.rowSeal, { after, limit })),
      auditClock: (after) => sessions.outer.run((manager) => readAuditClock(manager, after)),
      auditLatest: (afterSequence, limit) =>
        sessions.outer.run((manager) => latestAuditRows(manager, { afterSequence, limit })),
      personal: personalStore(sessions.outer, keyRing.outer),
      brokenSeals: () =>
        sessions.transaction((session) =>
          session.run(async (manager) => {
            // One moment of the database, whatever is written meanwhile.
            await manager.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
            return brokenSealsOf(manager);
          }),
        ),
    },
    transaction: (work) =>
      sessions.transaction((session) => {
        const audit = createTransactionAudit(session, clock, keys.rowSeal);
        const ledger = collectingLedger(keys.rowSeal);
        session.beforeCommit(ledger.flush);
        const ownerKeys = keyRing.forTransaction();
        return work({
          ...on(session, ownerKeys, createRowWriter(keys.rowSeal, ledger)),
          audit,
          lotOf,
          statistics: createAssessmentCounts(session),
          auditClock: (after) => session.run((manager) => readAuditClock(manager, after)),
          auditLatest: (afterSequence, limit) =>
            session.run((manager) => latestAuditRows(manager, { afterSequence, limit })),
          auditRows: (from, limit) =>
            session.run(async (manager) => {
              await audit.flush(manager);
              return readAuditRows(manager, from, limit);
            }),
          auditStretch: (after, limit) =>
            session.run(async (manager) => {
              await audit.flush(manager);
              return readAuditStretch(manager, keys.rowSeal, { after, limit });
            }),
          personal: personalStore(session, ownerKeys),
          brokenSeals: () =>
            session.run(async (manager) => {
              await audit.flush(manager);
              await ledger.flush(manager);
              return brokenSealsOf(manager);
            }),
        });
      }),
  };
}

const personalStore = (session: DatabaseSession, keys: OwnerKeys): IssuanceStore['personal'] => ({
  destroyKeys: (owners) => session.atomically((manager) => keys.destroy(manager, owners)),
});

function createShapes(dataSource: DataSource): (entity: EntityTarget<ObjectLiteral>) => TableShape {
  const shapes = new Map<EntityTarget<ObjectLiteral>, TableShape>();
  return (entity) => {
    const shape = shapes.get(entity) ?? tableShape(dataSource, entity);
    shapes.set(entity, shape);
    return shape;
  };
}
