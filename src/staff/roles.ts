import type { RoleGrant, StaffAccount } from './types.js';

/** The operator of this service; roles held here count for every organisation. */
export const INSTANCE = 'instance';

const reading = [
  'missions.read',
  'sessions.read',
  'candidates.read',
  'applications.read',
  'records.read',
  'moderation.read',
  'certification-queue.read',
  'release-list.read',
  'certificates.read',
  'passports.read',
  'accreditations.read',
  'authorities.read',
  'sites.read',
  'proposals.read',
  'overview.read',
  'trust.read',
  'follow-ups.read',
  'appeals.read',
] as const;

const administering = [
  'accounts.read',
  'account.invite',
  'account.approve',
  'account.recover',
  'account.disable',
  'account.change-roles',
  'proposals.read',
] as const;

const changingStatus = [
  'certificate.change-status',
  'certificate.refuse',
  'certificates.change-many',
  'passports.read',
  'passport.change-status',
  'follow-ups.read',
  'follow-up.settle',
] as const;

/**
 * Who may do what: one table, read by the routes, by the answer to "what may I do" and by the tests. Workers,
 * representatives of a worker, helpers and employers have no account and so no row. What a person may do at all is
 * here; whether this person may do it to this record (never one's own, never twice) is decided by the rules R01-R32.
 */
export const roleMatrix = {
  'instance-administrator': [
    ...administering,
    'organizations.read',
    'organization.register',
    'sites.read',
    'trust.read',
    'trust.decide',
    'authorities.read',
    'authority.accredit',
    'authority.change',
  ],
  administrator: [...administering, 'sites.read'],
  registrar: [
    'accreditations.read',
    'sites.read',
    'proposals.read',
    'candidates.read',
    'overview.read',
    'candidate.register',
    'organization.register',
    'site.register',
    'accreditation.grant',
    'accreditation.suspend',
    'accreditation.revoke',
    'follow-ups.read',
    'appeals.read',
    'appeal.lodge',
    'appeal.handle',
  ],
  'processing-officer': [
    'sessions.read',
    'candidates.read',
    'applications.read',
    'sites.read',
    'candidate.register',
    'application.fill',
    'application.check',
    'application.fee',
    'application.enrol',
    'application.attend',
    'appeal.lodge',
  ],
  'ac-manager': [
    'missions.read',
    'sessions.read',
    'candidates.read',
    'applications.read',
    'accreditations.read',
    'sites.read',
    'overview.read',
    'session.plan',
    'session.cancel',
    'application.accept',
  ],
  'approving-officer': [
    'missions.read',
    'sessions.read',
    'applications.read',
    'records.read',
    'accreditations.read',
    'sites.read',
    'proposals.read',
    'overview.read',
    'session.approve',
    'session.cancel',
    'session.void',
    'record.void',
    'application.accept',
    'follow-ups.read',
    'appeals.read',
    'appeal.rule',
  ],
  representative: [
    'missions.read',
    'sessions.read',
    'candidates.read',
    'applications.read',
    'records.read',
    'session.run',
    'application.attend',
    'record.countersign',
  ],
  assessor: ['sessions.read', 'candidates.read', 'applications.read', 'records.read', 'record.assess'],
  moderator: ['sessions.read', 'applications.read', 'records.read', 'moderation.read', 'record.moderate'],
  'certification-officer': [
    'missions.read',
    'sessions.read',
    'candidates.read',
    'applications.read',
    'records.read',
    'certification-queue.read',
    'certificates.read',
    'sites.read',
    'proposals.read',
    'mission.plan',
    'mission.advance',
    'application.settle-identity',
    'overview.read',
    'certificate.print',
    'record.decide',
    'certificate.replace',
    ...changingStatus,
  ],
  'release-officer': [
    'records.read',
    'release-list.read',
    'certificates.read',
    'proposals.read',
    'overview.read',
    'certificate.print',
    'certificate.release',
    ...changingStatus,
  ],
  'post-officer': ['missions.read', 'sessions.read', 'sites.read', 'mission.advance'],
  'portfolio-assessor': [],
  'appeals-reviewer': ['appeals.read', 'appeal.review', 'records.read', 'sessions.read'],
  auditor: [...reading, 'accounts.read', 'audit.read', 'overview.names'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type StaffRole = keyof typeof roleMatrix;
export type StaffAction = (typeof roleMatrix)[StaffRole][number];

export const staffRoles = Object.keys(roleMatrix) as readonly StaffRole[];
export const staffActions: readonly StaffAction[] = [...new Set(staffRoles.flatMap((role) => [...roleMatrix[role]]))];

/** Roles that can be held for the whole service. Everything else belongs to an organisation. */
export const instanceRoles: readonly StaffRole[] = ['instance-administrator', 'auditor'];

/** Roles of awarding bodies: elsewhere they count for nothing, so no centre looks into its own records or decides on its own candidates. */
export const awardingRoles: readonly StaffRole[] = [
  'registrar',
  'approving-officer',
  'moderator',
  'certification-officer',
  'release-officer',
];

const awarding = ['certification-officer', 'release-officer'] as const;

/** Roles that one person never holds together, in whatever organisations. Deciding and releasing are kept apart per award. */
const rolesApart: readonly (readonly [StaffRole, StaffRole])[] = [
  ...(['assessor', 'representative', 'ac-manager', 'processing-officer', 'administrator'] as const).flatMap((role) =>
    awarding.map((other) => [role, other] as const),
  ),
  ...awarding.map((role) => [role, 'instance-administrator'] as const),
  ['assessor', 'representative'],
  ['assessor', 'approving-officer'],
  ['ac-manager', 'approving-officer'],
  ['ac-manager', 'representative'],
  ['processing-officer', 'representative'],
  ...(['ac-manager', 'processing-officer', 'representative', 'administrator'] as const).map(
    (role) => ['moderator', role] as const,
  ),
  ...(Object.keys(roleMatrix) as StaffRole[])
    .filter((role) => role !== 'auditor')
    .map((role) => ['auditor', role] as const),
];

/** The pairs of roles that may not meet in one person, as `a + b`. Empty: the grants are sound. */
export function clashingRoles(grants: readonly RoleGrant[]): readonly string[] {
  const held = new Set(grants.map((grant) => grant.role));
  return rolesApart.filter(([left, right]) => held.has(left) && held.has(right)).map((pair) => pair.join(' + '));
}

/** A role of the operator in an organisation, or the other way round, is never granted. */
export const grantFits = ({ role, organizationId }: RoleGrant): boolean =>
  organizationId === INSTANCE ? instanceRoles.includes(role) : role !== 'instance-administrator';

type Granted = Pick<StaffAccount, 'state' | 'roles'>;

const rolesIn = (account: Granted, organizationId: string): readonly StaffRole[] =>
  account.state === 'active'
    ? account.roles
        .filter((grant) => grant.organizationId === organizationId || grant.organizationId === INSTANCE)
        .map((grant) => grant.role)
    : [];

/** Does one of the account's roles in this organisation (or for the whole service) allow the action? */
export const mayDo = (account: Granted, action: StaffAction, organizationId: string): boolean =>
  rolesIn(account, organizationId).some((role) => allows(role, action));

/** How an organisation stands: the operator, an awarding body (or its office), or anybody else. */
export type OrganizationStanding = 'instance' | 'scheme' | 'sites';

export const roleCounts = (role: StaffRole, standing: OrganizationStanding): boolean =>
  standing === 'scheme' || !awardingRoles.includes(role);

/** `mayDo`, with roles of awarding bodies left out where they do not count. */
export const mayDoAt = (
  account: Granted,
  action: StaffAction,
  place: { readonly organizationId: string; readonly kind: OrganizationStanding },
): boolean =>
  rolesIn(account, place.organizationId).some((role) => roleCounts(role, place.kind) && allows(role, action));

const allows = (role: StaffRole, action: StaffAction): boolean =>
  (roleMatrix[role] as readonly StaffAction[]).includes(action);

/** Who can do it instead, for the refusal D13. */
export const rolesAllowedTo = (action: StaffAction): readonly StaffRole[] =>
  staffRoles.filter((role) => allows(role, action));

/** What a signed-in screen alone does not allow to change: a passkey must have been used in the last minutes. */
const stepUpActions: readonly StaffAction[] = [
  'account.invite',
  'account.approve',
  'account.recover',
  'account.disable',
  'account.change-roles',
  'accreditation.grant',
  'accreditation.suspend',
  'accreditation.revoke',
  'certificate.release',
  'certificate.change-status',
  'certificates.change-many',
  'passport.change-status',
  'follow-up.settle',
  'trust.decide',
  'authority.accredit',
  'authority.change',
  'session.void',
  'record.void',
];

export const needsStepUp = (action: StaffAction): boolean => stepUpActions.includes(action);

/** The one id under which a person acts, whatever the role: the rules compare it to keep duties apart. */
export const actorOf = (account: Pick<StaffAccount, 'id' | 'personId'>): string => account.personId ?? account.id;
