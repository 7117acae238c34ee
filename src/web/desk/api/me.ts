/** Who is signed in, for which organisation, and what may be done there (`GET /api/staff/me`). */
export interface Me {
  readonly id: string;
  readonly displayName: string;
  readonly personId: string | null;
  /** False for who joined with the sign-in of the organisation and made no passkey yet. */
  readonly hasPasskey: boolean;
  readonly organizationId: string;
  readonly organizations: readonly {
    readonly id: string;
    readonly name: string | null;
    readonly kind: 'instance' | 'scheme' | 'sites';
    readonly roles: readonly string[];
  }[];
  readonly actions: readonly string[];
  readonly endsAt: string;
}

export const organizationOf = (me: Me): Me['organizations'][number] | undefined =>
  me.organizations.find(({ id }) => id === me.organizationId);

export const may = (me: Me, ...actions: readonly string[]): boolean =>
  actions.some((action) => me.actions.includes(action));

/** Works for the service itself and may see all organisations here: the role counts elsewhere too, the list is not shown there. */
export const seesOrganizations = (me: Me): boolean =>
  organizationOf(me)?.kind === 'instance' && may(me, 'organizations.read');
