import { copyOf } from './samples.js';
import { isObject, type Ids, type JsonObject, type JsonValue } from '../../../src/shared/index.js';

type Path = readonly (string | number)[];

const strangers: readonly (JsonValue | undefined)[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  '',
  ' ',
  'x',
  'a'.repeat(501),
  '😀'.repeat(200),
  '\u202eabc',
  '\ud800',
  '...1234',
  '2026-02-31T00:00:00Z',
  'https://example.org/v1/passport.json',
  'https://example.org/credential-schemas/v1/nvq-certificate.json',
  [],
  {},
  ['Profile'],
  [[]],
  { id: 'https://example.org/x' },
  { '@value': 'x' },
];
const strangeKeys = [
  'extra',
  '@nest',
  '@id',
  '@type',
  '@value',
  '@reverse',
  '@included',
  'ID',
  'constructor',
  'toString',
];

function pathsOf(value: JsonValue | undefined, at: Path = [], found: Path[] = []): Path[] {
  found.push(at);
  if (Array.isArray(value)) value.forEach((item, index) => pathsOf(item, [...at, index], found));
  else if (isObject(value)) for (const [key, member] of Object.entries(value)) pathsOf(member, [...at, key], found);
  return found;
}

const pick = <T>(ids: Ids, from: readonly T[]): T => from[ids.integer(from.length)] as T;
const key = (ids: Ids): string => pick(ids, strangeKeys);

/** One hostile or clumsy change somewhere in the document. */
export function mutate(document: JsonObject, ids: Ids): JsonObject {
  const copy = copyOf(document);
  const path = pick(ids, pathsOf(copy).slice(1));
  const last = path.at(-1) ?? '';
  const parent = path.slice(0, -1).reduce<JsonValue>((node, step) => (node as JsonObject)[step] as JsonValue, copy);
  const holder = parent as JsonObject;
  const value = holder[last];
  switch (ids.integer(8)) {
    case 0:
      if (Array.isArray(parent)) parent.splice(Number(last), 1);
      else Reflect.deleteProperty(holder, last);
      break;
    case 1:
      if (Array.isArray(parent)) parent.push(copyOf(value) as JsonValue);
      else holder[key(ids)] = copyOf(value);
      break;
    case 2:
      if (Array.isArray(parent)) parent.reverse();
      else holder[last] = [copyOf(value ?? null)];
      break;
    case 3:
      if (isObject(value)) value[key(ids)] = pick(ids, strangers);
      else holder[last] = typeof value === 'string' ? `${value}${pick(ids, [' ', 'é', '\n', '#', '0', '/x'])}` : null;
      break;
    case 4:
      holder[last] = { [key(ids)]: copyOf(value) };
      break;
    case 5:
      if (typeof value === 'string') holder[last] = value.slice(0, ids.integer(value.length + 1));
      else holder[last] = pick(ids, strangers);
      break;
    case 6: {
      const other = pick(ids, pathsOf(document).slice(1));
      holder[last] = copyOf(other.reduce<JsonValue>((node, step) => (node as JsonObject)[step] as JsonValue, document));
      break;
    }
    default:
      holder[last] = pick(ids, strangers);
  }
  return copy;
}
