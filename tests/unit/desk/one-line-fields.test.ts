import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { deskRoutes, routeName } from '../../../src/desk/index.js';
import { staffBodies } from '../../../src/http/staff-bodies.js';

/** What is long enough for sentences may have paragraphs; everything shorter is a name, number or word on one line. */
const SHORTEST_PROSE = 300;
/** Parts of names are pasted from documents: the service takes such marks out of them. The others are only looked at. */
const EXCEPTIONS = /\/names\/\*\/\w+$|\/import(\/check)?\/columns\/\*$|\/search\/words$/;

interface Shape {
  readonly type?: string;
  readonly pattern?: string;
  readonly format?: string;
  readonly enum?: unknown;
  readonly const?: unknown;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
}

/** Paths of short texts that would take a line break or a mark that turns the direction of writing. */
function loose(shape: Shape, path: string): string[] {
  const { type, pattern, format, maxLength = 0, properties = {}, items, anyOf = [], allOf = [] } = shape;
  const isFree = type === 'string' && format === undefined && shape.enum === undefined && shape.const === undefined;
  const patterns = [pattern, ...allOf.map((part) => part.pattern)].filter((one) => one !== undefined);
  const takes = (mark: string): boolean => patterns.every((one) => new RegExp(one, 'u').test(`a${mark}b`));
  const isLoose = isFree && maxLength < SHORTEST_PROSE && (takes('\n') || takes('\u202e'));
  return [
    ...(isLoose ? [path] : []),
    ...Object.entries(properties).flatMap(([name, inner]) => loose(inner, `${path}/${name}`)),
    ...(items ? loose(items, `${path}/*`) : []),
    ...anyOf.flatMap((inner) => loose(inner, path)),
  ];
}

const shapeOf = (schema: z.ZodType): Shape => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;

describe('a short text that somebody sends', () => {
  it('is on one line, in the order in which it was typed, in every form of the desk', () => {
    const found = deskRoutes
      .filter(({ method }) => method === 'post')
      .flatMap((route) => loose(shapeOf(route.input), routeName(route)));
    expect(found.filter((path) => !EXCEPTIONS.test(path))).toEqual([]);
  });

  it('is so in every form of an account', () => {
    const found = Object.entries(staffBodies).flatMap(([name, schema]) => loose(shapeOf(schema), name));
    expect(found).toEqual([]);
  });
});
