import pg from 'pg';
import supertest from 'supertest';
import { INSTANCE, staffRoles, type RoleGrant } from '../../../src/staff/index.js';
import type { Office } from '../service.js';
import { ORIGIN, type StaffWorld, type Visitor } from '../staff-world.js';

/** Who asks, and where they work: `anna@body`, `desk@centre`, `first@operator`. Everybody has every role of the place. */
export type Who = `${string}@${'body' | 'other-body' | 'centre' | 'operator'}`;

/** Somebody with an account of their own, who does what everybody may do with theirs. */
export interface Self {
  readonly account: string;
}

/** Where somebody can work. The other body awards qualifications of another scheme. */
export interface Places {
  readonly office: Office;
  readonly otherOffice: Office;
}

/** The service with its offices, and the audit rows that each call of a route left. */
export interface RouteWalk extends Places {
  readonly world: StaffWorld;
  /** Actions of the rows that the call left, by route; the first call that succeeded counts. */
  readonly left: ReadonlyMap<string, readonly string[]>;
  /** Routes whose refused call left something all the same. */
  readonly leaks: readonly string[];
  /**
   * Asks below `/api/assessment`, or anywhere from `/api/` on. `:name` of the path is taken out of the input. The same call is
   * tried by somebody who may only read before, and by the same person again after: refused, it must leave nothing.
   */
  call<T = { id: string }>(who: Who | Self | null, path: string, input?: Input, options?: CallOptions): Promise<T>;
  /** Proposed by the first, confirmed by the second; rows of the confirmation are kept as those of the route, ` confirmed`. */
  agree(first: Who, second: Who, path: string, input: Input): Promise<void>;
  /** The account, or the person whom it stands for: the name under which the rules know somebody. */
  actorOf(who: Who): Promise<string>;
  close(): Promise<void>;
}

export type Input = Readonly<Record<string, unknown>>;
export interface CallOptions {
  /** Sent as a file in the place of the body; the input is the query. */
  readonly file?: Buffer;
  /** Under which name the rows are kept, when it is not the path. */
  readonly as?: string;
  /** Not once more: work goes on in the background, and what it changes would be taken for the second call's. */
  readonly isOnce?: boolean;
}

export async function routeWalk(world: StaffWorld, places: Places): Promise<RouteWalk> {
  const { storage } = world.service.instance;
  const database = new pg.Client({ connectionString: world.databaseUrl ?? '' });
  await database.connect();
  const known = new Map<Who, Visitor>();
  const left = new Map<string, readonly string[]>();
  const leaks: string[] = [];
  const auditor = await world.enter([{ organizationId: INSTANCE, role: 'auditor' }]);

  const actionsAfter = async (sequence: number): Promise<readonly string[]> =>
    (await storage.store.read.auditRows(sequence + 1, 1_000)).map(({ action }) => action);
  const lastRow = async (): Promise<number> => {
    const { rows } = await database.query<{ last: number }>(
      'SELECT coalesce(max(sequence), 0)::int AS last FROM audit_row',
    );
    return rows[0]?.last ?? 0;
  };
  const visitor = async (who: Who): Promise<Visitor> => {
    const found = known.get(who) ?? (await world.enter(grantsAt(who, places), personOf(who, places)));
    known.set(who, found);
    return signedIn(world, found);
  };
  const entered = (who: Who | Self): Promise<Visitor> =>
    typeof who === 'string' ? visitor(who) : signedIn(world, { accountId: who.account });
  const send = async (
    as: Visitor | null,
    path: string,
    input: Input,
    { file }: CallOptions,
  ): Promise<supertest.Response> => {
    const { address, rest } = filled(path, input);
    if (file === undefined) return world.post(address, rest, as ?? undefined);
    const query = new URLSearchParams(Object.entries(rest).map(([name, value]) => [name, String(value)]));
    const request = supertest(world.server).post(`${address}?${query.toString()}`).set('Origin', ORIGIN);
    if (as !== null) request.set('Cookie', as.cookie);
    return request.set('Content-Type', 'application/octet-stream').send(file);
  };
  const refusedLeavesNothing = async (name: string, ask: () => Promise<supertest.Response>): Promise<number> => {
    const before = await contentOf(database);
    const { status } = await ask();
    if (status >= 400 && (await contentOf(database)) !== before) leaks.push(name);
    return status;
  };

  const call: RouteWalk['call'] = async (who, path, input = {}, options = {}) => {
    const whole = path.startsWith('/api/') ? path : `/api/assessment${path}`;
    if (typeof who === 'string') {
      const reader = await signedIn(world, auditor);
      const status = await refusedLeavesNothing(`${whole} by an auditor`, () => send(reader, whole, input, options));
      if (status < 400) leaks.push(`${whole} is open to an auditor`);
    }
    const as = who === null ? null : await entered(who);
    const before = await lastRow();
    const answer = await send(as, whole, input, options);
    if (answer.status >= 300) throw new Error(`${JSON.stringify(who)} ${path}: ${answer.status} ${answer.text}`);
    const name = options.as ?? whole;
    if (!left.has(name)) left.set(name, await actionsAfter(before));
    if (!options.isOnce && /:|Ids/.test(path + Object.keys(input).join()))
      await refusedLeavesNothing(`${whole} once more`, () => send(as, whole, input, options));
    return answer.body as never;
  };

  return {
    ...places,
    world,
    left,
    leaks,
    call,
    agree: async (first, second, path, input) => {
      const { id: proposalId } = await call(first, path, input);
      await call(second, '/proposals/:proposalId/confirm', { proposalId }, { as: `/api/assessment${path} confirmed` });
    },
    actorOf: async (who) => personOf(who, places).personId ?? (await visitor(who)).accountId,
    close: async () => {
      await database.end();
      await world.close();
    },
  };
}

function grantsAt(who: Who, { office, otherOffice }: Places): RoleGrant[] {
  const place = who.slice(who.indexOf('@') + 1);
  if (place === 'operator') return [{ organizationId: INSTANCE, role: 'instance-administrator' }];
  const ids: Readonly<Record<string, string>> = {
    body: office.body.id,
    'other-body': otherOffice.body.id,
    centre: office.site.organizationId,
  };
  const organizationId = ids[place] ?? '';
  return staffRoles.flatMap((role) => (role === 'instance-administrator' ? [] : [{ organizationId, role }]));
}

const personOf = (who: Who, { office }: Places): { readonly personId?: string } =>
  who.startsWith('assessor@') ? { personId: office.assessor.personId } : {};

/** Days pass between the steps, so everybody signs in anew. */
async function signedIn(world: StaffWorld, { accountId }: Pick<Visitor, 'accountId'>): Promise<Visitor> {
  const { storage } = world.service.instance;
  const account = await storage.store.read.staffAccounts.get(accountId);
  if (account === null) throw new Error(`no account ${accountId}`);
  const { sessions } = world.service.staff.services;
  const { token } = await storage.store.transaction((tx) => sessions.open(tx, account, 'passkey'));
  return { accountId, cookie: `staff=${token}` };
}

function filled(path: string, input: Input): { readonly address: string; readonly rest: Input } {
  const rest: Record<string, unknown> = { ...input };
  const address = path.replace(/:(\w+)/g, (_whole, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return value;
  });
  return { address, rest };
}

/** Every row of every table but sessions, which say when somebody was last seen. */
async function contentOf(database: pg.Client): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'staff_session' ORDER BY 1`,
  );
  const parts = tables.rows.map(
    ({ name }) => `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS h FROM "${name}" t`,
  );
  const { rows } = await database.query<{ h: string }>(parts.join(' UNION ALL '));
  return rows.map(({ h }) => h).join();
}
