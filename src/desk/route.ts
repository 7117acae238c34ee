import { z } from 'zod';
import type { AssessmentServices } from '../assessment/index.js';
import type { StaffAction, TwoPersonProposal } from '../staff/index.js';
import type { DeskDeps, DeskStore } from './ports.js';
import type { Tenant } from './tenant.js';
import type { ScopedKind, TenantView } from './view.js';

/** What a route's work is given. The actor comes from the session; nothing in the input can say who acts. */
export interface Call<I> {
  readonly input: I;
  readonly actorId: string;
  readonly tenant: Tenant;
  readonly view: TenantView;
  /** Proposals that wait for a second officer, of which this person may read what they ask for. */
  waiting(): Promise<readonly TwoPersonProposal[]>;
  /** The transaction at hand; for reading routes the store outside of transactions. */
  readonly store: DeskStore;
  readonly services: AssessmentServices;
  readonly deps: DeskDeps;
}

/** With the officer who confirmed. `actorId` is the one who proposed. */
export interface ConfirmedCall<I> extends Call<I> {
  readonly secondActorId: string;
}

/** Input fields that name stored things, by kind: each is checked to be the tenant's before any work is done. */
export type Touches = Readonly<Partial<Record<ScopedKind, readonly string[]>>>;

interface RouteFacts {
  readonly method: 'get' | 'post';
  /** Below `/api/assessment`; `:name` are input fields too. */
  readonly path: string;
  readonly action: StaffAction;
  readonly summary: string;
  readonly touches: Touches;
  readonly input: z.ZodObject;
}

/** read: no transaction. command: one transaction. issuance: the issuance cycle has transactions of its own. */
export type DeskRoute = RouteFacts &
  (
    | { readonly kind: 'read' | 'command' | 'issuance'; work(call: Call<unknown>): Promise<unknown> }
    | {
        readonly kind: 'two-person';
        readonly unit: 'command' | 'issuance';
        /** Also tried, and taken back, when it is proposed: it changes nothing but what is in the transaction of the decision. */
        work(call: ConfirmedCall<unknown>): Promise<unknown>;
      }
  );

type Spec<S extends z.ZodRawShape, C> = Pick<RouteFacts, 'path' | 'action' | 'summary'> & {
  readonly touches?: Touches;
  readonly input: S;
  readonly work: (call: C) => Promise<unknown>;
};
type Parsed<S extends z.ZodRawShape> = z.output<z.ZodObject<S>>;

function facts<S extends z.ZodRawShape, C>(spec: Spec<S, C>, method: 'get' | 'post'): RouteFacts {
  const { path, action, summary, touches = {} } = spec;
  return { method, path, action, summary, touches, input: z.strictObject(spec.input) };
}

// The input reaches `work` only after `input` has parsed it, see `perform`.
const erased = <C>(work: (call: C) => Promise<unknown>) => work as unknown as (call: Call<unknown>) => Promise<unknown>;
const erasedTwo = <C>(work: (call: C) => Promise<unknown>) =>
  work as unknown as (call: ConfirmedCall<unknown>) => Promise<unknown>;

/** A list or one thing. */
export const reading = <S extends z.ZodRawShape>(spec: Spec<S, Call<Parsed<S>>>): DeskRoute => ({
  ...facts(spec, 'get'),
  kind: 'read',
  work: erased(spec.work),
});

/** A command of the assessment services, with what it touches, in one transaction. */
export const command = <S extends z.ZodRawShape>(spec: Spec<S, Call<Parsed<S>>>): DeskRoute => ({
  ...facts(spec, 'post'),
  kind: 'command',
  work: erased(spec.work),
});

/** A command of the issuance cycle. */
export const issuing = <S extends z.ZodRawShape>(spec: Spec<S, Call<Parsed<S>>>): DeskRoute => ({
  ...facts(spec, 'post'),
  kind: 'issuance',
  work: erased(spec.work),
});

/** Proposed by one officer, done when another one confirms it. */
export const twoPerson = <S extends z.ZodRawShape>(
  spec: Spec<S, ConfirmedCall<Parsed<S>>> & { readonly unit: 'command' | 'issuance' },
): DeskRoute => ({
  ...facts(spec, 'post'),
  kind: 'two-person',
  unit: spec.unit,
  work: erasedTwo(spec.work),
});

/** The name under which a proposal is kept and confirmed. */
export const routeName = (route: Pick<RouteFacts, 'method' | 'path'>): string => `${route.method} ${route.path}`;
