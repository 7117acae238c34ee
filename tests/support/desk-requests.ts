import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { DeskRoute } from '../../src/desk/index.js';

interface Shape {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
}

const byName: Readonly<Record<string, unknown>> = {
  qualificationId: 'tesda:domestic-work-nc2',
  revision: 'tr-pre-2022',
  startsAt: '2027-03-01T01:00:00Z',
  endsAt: '2027-03-01T03:00:00Z',
  birthDate: { value: '1990-04-05', source: 'passport' },
  startsOn: '2027-03-01',
  endsOn: '2027-03-02',
};
const candidates = ['someone', 'PH', 'PHP', 'en', 'Latn', 'R07', 'planned', 'a'.repeat(64)];

/** A value that this part of a schema accepts; only what is required is filled. */
function sample(shape: Shape, name: string): unknown {
  const fixed = byName[name] ?? shape.const ?? shape.enum?.[0];
  if (fixed !== undefined) return fixed;
  const choice = (shape.anyOf ?? shape.oneOf)?.[0];
  return choice ? sample(choice, name) : plain(shape, name);
}

function plain(shape: Shape, name: string): unknown {
  switch (shape.type) {
    case 'object':
      return Object.fromEntries((shape.required ?? []).map((key) => [key, sample(shape.properties?.[key] ?? {}, key)]));
    case 'array':
      return shape.minItems ? [sample(shape.items ?? {}, name)] : [];
    case 'integer':
    case 'number':
      return Math.max(shape.minimum ?? 1, 1);
    case 'boolean':
      return true;
    default:
      return text(shape);
  }
}

function text(shape: Shape): string {
  if (shape.format === 'uuid') return randomUUID();
  if (shape.format === 'date') return '2027-03-01';
  if (shape.format === 'date-time') return '2027-03-01T01:00:00Z';
  if (shape.pattern === undefined) return 'Text';
  const { pattern } = shape;
  const found = candidates.find((candidate) => new RegExp(pattern).test(candidate));
  if (found === undefined) throw new Error(`no sample for ${pattern}`);
  return found;
}

export const shapeOf = (route: DeskRoute): Shape =>
  z.toJSONSchema(route.input, { io: 'input', unrepresentable: 'any' }) as Shape;

/** Input that the route's schema accepts, with random ids. */
export const sampleInput = (route: DeskRoute): Record<string, unknown> =>
  sample(shapeOf(route), '') as Record<string, unknown>;

/** Paths of the input, at any depth, that hold ids of stored things: `personId`, `applications/personId` ... */
export function idFields(shape: Shape, prefix = ''): string[] {
  const own = Object.entries(shape.properties ?? {}).flatMap(([name, inner]) => {
    const path = `${prefix}${name}`;
    const holdsIds = [inner, inner.items, ...(inner.anyOf ?? [])].some((part) => part?.format === 'uuid');
    return [...(holdsIds ? [path] : []), ...idFields(inner, `${path}/`)];
  });
  const inside = [shape.items, ...(shape.anyOf ?? []), ...(shape.oneOf ?? [])];
  return [...new Set([...own, ...inside.flatMap((part) => (part ? idFields(part, prefix) : []))])];
}

export interface DeskRequest {
  readonly path: string;
  readonly body: Record<string, unknown>;
}

/** Splits an input into the address and what is sent: the query of a list, the body of a command. */
export function requestOf(route: DeskRoute, input: Readonly<Record<string, unknown>>): DeskRequest {
  const rest: Record<string, unknown> = { ...input };
  const path = route.path.replace(/:(\w+)/g, (_whole, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return value;
  });
  const query = new URLSearchParams(Object.entries(rest).map(([name, value]) => [name, String(value)]));
  return route.method === 'get'
    ? { path: `/api/assessment${path}?${query.toString()}`, body: {} }
    : { path: `/api/assessment${path}`, body: rest };
}
