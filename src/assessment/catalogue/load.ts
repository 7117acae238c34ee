import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ZodError } from 'zod';
import { ServiceError, parseIso, parseJson, type JsonLimits, type Refusal } from '../../shared/index.js';
import type { Qualification } from '../model/index.js';
import { schemeRegistry } from '../schemes/registry.js';
import { buildCatalogue, type Catalogue, type Scheme } from './catalogue.js';
import { catalogueFileSchema } from './schema.js';

const fileLimits: JsonLimits = { maxLength: 8_000_000, maxDepth: 12, maxNodes: 400_000 };
const maxFiles = 100;
const shippedFolder = fileURLToPath(new URL('../data/', import.meta.url));
const shippedFiles = ['tesda.json', 'nvqsl.json'];

export interface CatalogueOptions {
  readonly schemes?: readonly Scheme[];
}

/**
 * Reads the shipped qualifications and, when `directory` is given, every `*.json` file in it. An operator's entry with
 * the same id and revision takes the place of the shipped one.
 *
 * @throws ServiceError `catalogue-invalid`; each refusal names the file and the JSON Pointer of what is wrong.
 */
export function loadCatalogue(directory?: string, options: CatalogueOptions = {}): Catalogue {
  const schemes = options.schemes ?? schemeRegistry;
  const shipped = shippedFiles.flatMap((name) => readCatalogueFile(join(shippedFolder, name), name));
  const added =
    directory === undefined ? [] : addedFiles(directory).flatMap(([path, name]) => readCatalogueFile(path, name));
  const addedKeys = new Set(added.map(keyOf));
  const repeated = added.find((entry, index) => added.findIndex((other) => keyOf(other) === keyOf(entry)) !== index);
  if (repeated) throw invalid([problem('added files', `the same revision of ${repeated.id} is defined twice`)]);
  const all = [...shipped.filter((entry) => !addedKeys.has(keyOf(entry))), ...added];
  const problems = crossCheck(all, schemes);
  if (problems.length > 0) throw invalid(problems);
  return buildCatalogue(all, schemes);
}

const keyOf = (entry: Qualification): string => `${entry.id} ${entry.revision}`;

function addedFiles(directory: string): readonly (readonly [path: string, name: string])[] {
  const names = readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .toSorted();
  if (names.length > maxFiles) throw invalid([problem(directory, `there are more than ${maxFiles} files`)]);
  return names.map((name) => [join(directory, name), name] as const);
}

function readCatalogueFile(path: string, name: string): readonly Qualification[] {
  if (statSync(path).size > fileLimits.maxLength * 2) throw invalid([problem(name, 'the file is too large')]);
  const parsed = parseJson(readFileSync(path, 'utf8'), fileLimits);
  if (!parsed.ok) throw invalid([problem(name, `it cannot be read as JSON (${parsed.reason})`)]);
  const checked = catalogueFileSchema.safeParse(parsed.value);
  if (!checked.success) throw invalid(schemaProblems(name, checked.error));
  // zod types optional members as `T | undefined`; strict objects parsed from JSON never hold undefined.
  const qualifications = checked.data.qualifications as readonly Qualification[];
  const inside = qualifications.flatMap((entry, index) => checkInside(entry, `${name}#/qualifications/${index}`));
  if (inside.length > 0) throw invalid(inside);
  return qualifications;
}

function schemaProblems(name: string, error: ZodError): Refusal[] {
  return error.issues.slice(0, 50).map((issue) => {
    const pointer = issue.path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    return problem(`${name}#${pointer}`, issue.message);
  });
}

/** What a schema cannot say: the parts of one qualification must agree with each other. */
function checkInside(entry: Qualification, at: string): Refusal[] {
  const codes = entry.units.flatMap((unit) => (unit.code === null ? [] : [unit.code]));
  const found: Refusal[] = [];
  if (new Set(codes).size !== codes.length) found.push(problem(`${at}/units`, 'a unit code is listed twice'));
  entry.units.forEach((unit, index) => {
    if (unit.revision !== entry.revision)
      found.push(problem(`${at}/units/${index}/revision`, 'it differs from the revision of the qualification'));
    if (unit.required && unit.code === null)
      found.push(problem(`${at}/units/${index}/code`, 'a required unit needs a code, else nobody could be assessed'));
  });
  entry.cocClusters.forEach((cluster, index) => {
    if (cluster.unitCodes.some((code) => !codes.includes(code)))
      found.push(problem(`${at}/cocClusters/${index}/unitCodes`, 'it names a unit that is not listed'));
  });
  if (entry.transitionUntil !== undefined && parseIso(entry.transitionUntil) === null)
    found.push(problem(`${at}/transitionUntil`, 'this day does not exist'));
  return found;
}

/** Agreement across files: known schemes, successors that exist, one title per (code, revision). */
function crossCheck(all: readonly Qualification[], schemes: readonly Scheme[]): Refusal[] {
  const known = new Set(all.map(keyOf));
  const seen = new Set<string>();
  const titles = new Map<string, string>();
  const found: Refusal[] = [];
  for (const entry of all) {
    if (seen.has(keyOf(entry))) found.push(problem(entry.id, 'this revision is defined twice'));
    seen.add(keyOf(entry));
    if (!schemes.some((scheme) => scheme.key === entry.scheme))
      found.push(problem(entry.id, 'its scheme is not registered'));
    const next = entry.supersededBy;
    if (next && !known.has(`${next.id} ${next.revision}`))
      found.push(problem(entry.id, 'it is superseded by a revision that is not in the catalogue'));
    for (const unit of entry.units) {
      if (unit.code === null) continue;
      const identity = `${unit.code} ${unit.revision}`;
      const title = titles.get(identity);
      if (title !== undefined && title !== unit.title)
        found.push(problem(entry.id, `unit ${unit.code} has another title in the same revision elsewhere`));
      titles.set(identity, unit.title);
    }
  }
  return found;
}

const problem = (at: string, what: string): Refusal => ({
  code: 'catalogue-invalid',
  severity: 'block',
  message: `${at}: ${what}.`,
  whatToDo: 'Correct the file and start again.',
  at,
});

const invalid = (refusals: readonly Refusal[]): ServiceError =>
  new ServiceError('catalogue-invalid', {
    status: 500,
    title: refusals[0]?.message ?? 'A catalogue file cannot be used.',
    whatToDo: 'Correct the file and start again.',
    refusals,
  });
