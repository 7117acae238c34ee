import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isObject, parseJson, type JsonLimits } from '../shared/index.js';
import { creditTableSchema, frameworkSchema, referencingSchema, unitCorrespondenceSchema } from './data-schemas.js';
import { awardingBodiesSchema, titleWordsSchema } from './table-schemas.js';
import type { KnowledgeProblem } from './knowledge.js';

const limits: JsonLimits = { maxLength: 2_000_000, maxDepth: 12, maxNodes: 100_000 };
const MAX_FILES = 200;

const operatorFileSchema = z.discriminatedUnion('format', [
  frameworkSchema,
  referencingSchema,
  creditTableSchema,
  unitCorrespondenceSchema,
  awardingBodiesSchema,
  titleWordsSchema,
]);
export type OperatorContent = z.infer<typeof operatorFileSchema>;
export interface OperatorFile {
  readonly name: string;
  readonly content: OperatorContent;
}

export interface OperatorRead {
  readonly files: readonly OperatorFile[];
  readonly problems: readonly KnowledgeProblem[];
}

/** Reads every `*.json` of `dir` in name order. Never throws: what cannot be used is named in `problems`. */
export function readOperatorFiles(dir: string): OperatorRead {
  let names: readonly string[];
  try {
    names = readdirSync(dir)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch (error) {
    // No folder = no operator files; a folder that is there and cannot be read is a problem.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { files: [], problems: [] };
    return { files: [], problems: [problem('', '', 'The folder for framework files cannot be read.')] };
  }
  const files: OperatorFile[] = [];
  const problems: KnowledgeProblem[] = [];
  if (names.length > MAX_FILES) problems.push(problem('', '', `Only the first ${MAX_FILES} files are used.`));
  for (const name of names.slice(0, MAX_FILES)) {
    const read = readOperatorFile(join(dir, name), name);
    if ('content' in read) files.push(read);
    else problems.push(...read.problems);
  }
  return { files, problems };
}

function readOperatorFile(
  path: string,
  name: string,
): OperatorFile | { readonly problems: readonly KnowledgeProblem[] } {
  let bytes: Buffer;
  try {
    bytes = readBounded(path);
  } catch {
    return { problems: [problem(name, '', 'The file cannot be read or is larger than 2 MB.')] };
  }
  // Read as UTF-8 all the same, letters of another encoding would be replaced without a word.
  if (!isUtf8(bytes)) return { problems: [problem(name, '', 'The file is not UTF-8 text. Save it as UTF-8.')] };
  // TextDecoder leaves out the mark that some editors put in front.
  return parseOperatorFile(name, new TextDecoder().decode(bytes));
}

function readBounded(path: string): Buffer {
  const handle = openSync(path, 'r');
  try {
    const stat = fstatSync(handle);
    if (!stat.isFile() || stat.size > limits.maxLength) throw new RangeError('not a small file');
    return readFileSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Judges one operator's file. Problems carry a JSON Pointer to the member. */
export function parseOperatorFile(
  name: string,
  text: string,
): OperatorFile | { readonly problems: readonly KnowledgeProblem[] } {
  const json = parseJson(text, limits);
  if (!json.ok) return { problems: [problem(name, '', `The file is not acceptable JSON (${json.reason}).`)] };
  if (!isObject(json.value)) return { problems: [problem(name, '', 'The file must hold one JSON object.')] };
  const parsed = operatorFileSchema.safeParse(json.value);
  if (parsed.success) return { name, content: parsed.data };
  return {
    problems: parsed.error.issues
      .slice(0, 10)
      .map((issue) => problem(name, `/${issue.path.map(String).join('/')}`, issue.message)),
  };
}

const problem = (file: string, at: string, message: string): KnowledgeProblem => ({ file, at, message });
