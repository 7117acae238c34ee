import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import type { IssuanceStore } from '../issuance/index.js';
import type { StaffStore } from '../staff/index.js';
import type { AuditSink, Clock, Repository, Stored, Transactor } from '../shared/index.js';
import { createOuterAudit, createTransactionAudit, readAuditRows } from './audit-log.js';
import * as entities from './entities/index.js';
import { personForm, type StoredForm } from './person-mapper.js';
import { createRepository } from './repository.js';
import type { DatabaseSession, Sessions } from './sessions.js';
import { tableShape, type TableShape } from './table-shape.js';

/** Everything stored, behind one transaction: awards and the people with accounts. */
export type HouseStore = IssuanceStore & StaffStore;

type Repositories = Omit<HouseStore, 'audit' | 'auditRows'>;
type RepositoryOf<S extends DatabaseSession> = <T extends Stored>(
  entity: EntityTarget<ObjectLiteral>,
  session: S,
  form?: StoredForm<T>,
) => Repository<T>;

/** The store the services see. A new stored thing is one entity file, one migration and one line here. */
function repositories(of: RepositoryOf<DatabaseSession>, session: DatabaseSession): Repositories {
  return {
    organizations: of(entities.OrganizationEntity, session),
    sites: of(entities.SiteEntity, session),
    accreditations: of(entities.AccreditationEntity, session),
    people: of(entities.PersonEntity, session, personForm),
    missions: of(entities.MissionEntity, session),
    sessions: of(entities.SessionEntity, session),
    applications: of(entities.ApplicationEntity, session),
    records: of(entities.AssessmentRecordEntity, session),
    decisions: of(entities.CertificationDecisionEntity, session),
    certificates: of(entities.CertificateEntity, session),
    experience: of(entities.ExperienceRecordEntity, session),
    passports: of(entities.SkillsPassportEntity, session),
    statusEvents: of(entities.StatusEventEntity, session),
    intents: of(entities.IssuanceIntentEntity, session),
    credentials: of(entities.SignedCredentialEntity, session),
    statusLists: of(entities.StatusListEntity, session),
    statusEntries: of(entities.StatusEntryEntity, session),
    outbox: of(entities.OutboxEntity, session),
    shortCodes: of(entities.ShortCodeEntity, session),
    settings: of(entities.SettingEntity, session),
    staffAccounts: of(entities.StaffAccountEntity, session),
    staffPasskeys: of(entities.StaffPasskeyEntity, session),
    staffIdentities: of(entities.StaffIdentityEntity, session),
    staffLinks: of(entities.StaffLinkEntity, session),
    staffSessions: of(entities.StaffSessionEntity, session),
    tenantHoldings: of(entities.TenantHoldingEntity, session),
    twoPersonProposals: of(entities.TwoPersonProposalEntity, session),
  };
}

export function createTransactor(dataSource: DataSource, sessions: Sessions, clock: Clock): Transactor<HouseStore> {
  const shapes = new Map<EntityTarget<ObjectLiteral>, TableShape>();
  const shapeOf = (entity: EntityTarget<ObjectLiteral>): TableShape => {
    const shape = shapes.get(entity) ?? tableShape(dataSource, entity);
    shapes.set(entity, shape);
    return shape;
  };
  const of: RepositoryOf<DatabaseSession> = (entity, session, form) =>
    createRepository({ session, entity, shape: shapeOf(entity), ...(form ? { form } : {}) });

  const outerAudit: AuditSink = createOuterAudit(sessions, clock);
  return {
    read: {
      ...repositories(of, sessions.outer),
      audit: outerAudit,
      auditRows: (from, limit) => sessions.outer.run((manager) => readAuditRows(manager, from, limit)),
    },
    transaction: (work) =>
      sessions.transaction((session) => {
        const audit = createTransactionAudit(session, clock);
        return work({
          ...repositories(of, session),
          audit,
          auditRows: (from, limit) =>
            session.run(async (manager) => {
              await audit.flush(manager);
              return readAuditRows(manager, from, limit);
            }),
        });
      }),
  };
}
