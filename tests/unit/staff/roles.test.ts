import { describe, expect, it } from '@jest/globals';
import {
  actorOf,
  awardingRoles,
  clashingRoles,
  grantFits,
  INSTANCE,
  instanceRoles,
  mayDo,
  mayDoAt,
  roleMatrix,
  rolesAllowedTo,
  staffActions,
  staffRoles,
  type StaffAction,
  type StaffRole,
} from '../../../src/staff/index.js';

const grants = (roles: readonly StaffRole[], organizationId = 'org-1') =>
  roles.map((role) => ({ organizationId, role }));
const account = (roles: readonly StaffRole[], state: 'active' | 'disabled' = 'active') => ({
  state,
  roles: grants(roles),
});

/** Every set of roles that the clash table allows one person to hold: 2^n candidates. */
function* allowedSets(): Generator<readonly StaffRole[]> {
  for (let mask = 0; mask < 2 ** staffRoles.length; mask++) {
    const roles = staffRoles.filter((_, index) => (mask >> index) & 1);
    if (clashingRoles(grants(roles)).length === 0) yield roles;
  }
}

describe('the role matrix', () => {
  it('says the same through mayDo as it says itself, for every role and action', () => {
    for (const role of staffRoles)
      for (const action of staffActions) {
        const listed = (roleMatrix[role] as readonly StaffAction[]).includes(action);
        expect([role, action, mayDo(account([role]), action, 'org-1')]).toEqual([role, action, listed]);
        expect(rolesAllowedTo(action).includes(role)).toBe(listed);
        expect(mayDo(account([role]), action, 'org-2')).toBe(false);
        expect(mayDo(account([role], 'disabled'), action, 'org-1')).toBe(false);
      }
  });

  it('lets nobody but administrators touch accounts, and auditors change nothing', () => {
    // The names behind the outliers are read, too.
    const reads = (action: StaffAction): boolean => action.endsWith('.read') || action === 'overview.names';
    expect(roleMatrix.auditor.every(reads)).toBe(true);
    for (const action of staffActions.filter((entry) => entry.startsWith('account.')))
      expect(rolesAllowedTo(action)).toEqual(['instance-administrator', 'administrator']);
    expect(roleMatrix['instance-administrator'].some((action) => /^(record|certificate|session)\./.test(action))).toBe(
      false,
    );
  });

  it('leaves no set of roles of one person that both assesses and awards, or lets in people and awards', () => {
    const awarding: readonly StaffAction[] = ['record.decide', 'certificate.release'];
    const apart: readonly StaffAction[] = [
      'record.assess',
      'record.countersign',
      'session.plan',
      'candidate.register',
      'account.invite',
      'account.approve',
    ];
    let sets = 0;
    for (const roles of allowedSets()) {
      sets++;
      // A registrar files the persons it accredits; that is no step of an assessment.
      const acting = account(roles.filter((role) => role !== 'registrar'));
      const awards = awarding.some((action) => mayDo(acting, action, 'org-1'));
      if (awards) expect([roles, apart.filter((action) => mayDo(acting, action, 'org-1'))]).toEqual([roles, []]);
    }
    expect(sets).toBeGreaterThan(50);
  });

  it('counts roles of awarding bodies nowhere else', () => {
    for (const role of staffRoles)
      for (const action of roleMatrix[role]) {
        const at = (kind: 'scheme' | 'sites') => mayDoAt(account([role]), action, { organizationId: 'org-1', kind });
        expect(at('scheme')).toBe(true);
        expect(at('sites')).toBe(!awardingRoles.includes(role));
      }
  });

  it('keeps the operator and organisations apart', () => {
    for (const role of staffRoles) {
      expect(grantFits({ organizationId: INSTANCE, role })).toBe(instanceRoles.includes(role));
      expect(grantFits({ organizationId: 'org-1', role })).toBe(role !== 'instance-administrator');
    }
  });

  it('a person acts under one id, whatever the role', () => {
    expect(actorOf({ id: 'account-1', personId: 'person-1' })).toBe('person-1');
    expect(actorOf({ id: 'account-1', personId: null })).toBe('account-1');
  });
});
