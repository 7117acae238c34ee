import type { Service } from '../app.js';
import type { DemoPeople } from '../http/index.js';
import { INSTANCE, noSuch, type StaffAccount, type StaffRole } from '../staff/index.js';
import { officers } from './parties.js';
import type { DemoOfficeToday } from './today.js';

interface Invented {
  readonly id: string;
  readonly displayName: string;
  readonly personId?: string;
  readonly at: keyof Pick<DemoOfficeToday, 'body' | 'post'> | 'instance';
  readonly roles: readonly StaffRole[];
}

/** The office behind the Jeddah mission: the same ids that acted in its history, so that the rules know them again. */
const invented = (office: DemoOfficeToday): readonly Invented[] => [
  {
    id: 'assessor-jeddah',
    personId: office.assessorPersonId,
    displayName: office.assessorName,
    at: 'post',
    roles: ['assessor'],
  },
  { id: officers.representative, displayName: 'L. Reyes', at: 'body', roles: ['representative'] },
  { id: officers.processing, displayName: 'A. Lim', at: 'post', roles: ['processing-officer'] },
  { id: officers.planner, displayName: 'J. Cruz', at: 'post', roles: ['ac-manager'] },
  { id: officers.director, displayName: 'P. Navarro', at: 'body', roles: ['approving-officer'] },
  { id: officers.moderator, displayName: 'C. Bautista', at: 'body', roles: ['moderator'] },
  { id: officers.certification, displayName: 'M. Lopez', at: 'body', roles: ['certification-officer'] },
  { id: officers.release, displayName: 'S. Garcia', at: 'body', roles: ['release-officer'] },
  { id: 'officer-second-certification', displayName: 'T. Ramos', at: 'body', roles: ['certification-officer'] },
  { id: officers.administrator, displayName: 'E. Aquino', at: 'body', roles: ['registrar', 'administrator'] },
  { id: 'officer-operator', displayName: 'Service operator', at: 'instance', roles: ['instance-administrator'] },
  { id: 'officer-auditor', displayName: 'Auditor', at: 'instance', roles: ['auditor'] },
];

/** Makes the accounts that are missing and lets anybody try them. For the demonstration only. */
export async function createDemoPeople(service: Service, office: DemoOfficeToday): Promise<DemoPeople> {
  const { clock, storage } = service.instance;
  const { store } = storage;
  const people = invented(office);
  const places = { body: office.body, post: office.post, instance: INSTANCE };
  await store.transaction(async (tx) => {
    for (const person of people) {
      if ((await tx.staffAccounts.get(person.id)) !== null) continue;
      await tx.staffAccounts.insert({
        id: person.id,
        version: 1,
        displayName: person.displayName,
        roles: person.roles.map((role) => ({ role, organizationId: places[person.at] })),
        personId: person.personId ?? null,
        state: 'active',
        createdAt: clock.now().toISOString(),
      });
    }
  });
  const nameOf = async (account: StaffAccount): Promise<string | null> =>
    (await service.staff.desk.organization(account.roles[0]?.organizationId ?? INSTANCE)).name;
  return {
    list: async () => {
      const accounts = await store.read.staffAccounts.find({ id: people.map(({ id }) => id), state: 'active' });
      return Promise.all(
        people.flatMap(({ id, roles }) => {
          const account = accounts.find((row) => row.id === id);
          if (account === undefined) return [];
          return [
            nameOf(account).then((organization) => ({
              key: id,
              displayName: account.displayName,
              roles,
              organization,
            })),
          ];
        }),
      );
    },
    enter: (key) =>
      store.transaction(async (tx) => {
        const account = people.some(({ id }) => id === key) ? await tx.staffAccounts.get(key) : null;
        if (account?.state !== 'active') throw noSuch('account');
        const { token } = await service.staff.services.sessions.open(tx, account, 'passkey');
        return { account, token };
      }),
  };
}
