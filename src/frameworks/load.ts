import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson, ServiceError } from '../shared/index.js';
import { frameworkSchema, referencingSchema, unitCorrespondenceSchema } from './data-schemas.js';
import {
  awardingBodiesSchema,
  classificationsSchema,
  euLevelUrisSchema,
  iscedFSchema,
  iscedSchema,
  iscoSchema,
  titleWordsSchema,
} from './table-schemas.js';
import { buildKnowledge, once, type Knowledge, type KnowledgeParts } from './knowledge.js';
import { mergeOperatorFiles, type ShippedData } from './operator-merge.js';
import { readOperatorFiles } from './operator-files.js';

const shippedFolder = join(import.meta.dirname, 'data');
const versionSchema = z.strictObject({
  format: z.literal('skills-passport/knowledge-version/1'),
  version: z.string(),
  checkedOn: z.string(),
});

export interface LoadOptions {
  /** Folder with the operator's own files (`FRAMEWORKS_DIR`): they add to or replace shipped statements. */
  readonly dir?: string;
}

/**
 * Reads the reference data. A shipped file that does not match its schema throws `frameworks-data-broken`: the build is
 * bad. An operator's file that does not is left out and named in `problems`: the service starts with the rest.
 */
export function loadKnowledge(options: LoadOptions = {}): Knowledge {
  const { shipped, referencing, files } = readShipped();
  const operator = options.dir === undefined ? { files: [], problems: [] } : readOperatorFiles(options.dir);
  const merged = mergeOperatorFiles(shipped, referencing, operator.files);
  const parts: KnowledgeParts = {
    ...merged.parts,
    problems: [...operator.problems, ...merged.problems],
    operatorFiles: operator.files.map((file) => file.name),
    sha256: () => hashOf([...files(), ...operator.files.map((file) => file.content)]),
  };
  return buildKnowledge(parts);
}

function readShipped() {
  const version = readShippedFile('version.json', versionSchema);
  const names = readdirSync(join(shippedFolder, 'frameworks')).filter((name) => name.endsWith('.json'));
  const frameworks = names.sort().map((name) => readShippedFile(join('frameworks', name), frameworkSchema));
  const referencing = readShippedFile('referencing.json', referencingSchema);
  const isced = readShippedFile('isced-2011.json', iscedSchema);
  const iscedF = once(() => readShippedFile('isced-f-2013.json', iscedFSchema));
  const isco = once(() => readShippedFile('isco-08.json', iscoSchema));
  const euLevelUris = once(() => readShippedFile('eu-level-uris.json', euLevelUrisSchema));
  const titleWords = readShippedFile('title-words.json', titleWordsSchema);
  const awardingBodies = readShippedFile('awarding-bodies.json', awardingBodiesSchema);
  const classifications = readShippedFile('qualification-classifications.json', classificationsSchema);
  const sample = readShippedFile('unit-correspondences-sample.json', unitCorrespondenceSchema);
  const shipped: ShippedData = {
    version: version.version,
    checkedOn: version.checkedOn,
    frameworks,
    isced,
    iscedF,
    isco,
    euLevelUris,
    titleWords,
    awardingBodies,
    classifications,
    unitCorrespondences: [sample],
  };
  const small = [version, ...frameworks, referencing, isced, titleWords, awardingBodies, classifications, sample];
  return { shipped, referencing, files: () => [...small, iscedF(), isco(), euLevelUris()] };
}

function readShippedFile<S extends z.ZodType>(name: string, schema: S): z.infer<S> {
  try {
    return schema.parse(JSON.parse(readFileSync(join(shippedFolder, name), 'utf8')));
  } catch (cause) {
    throw new ServiceError('frameworks-data-broken', {
      status: 500,
      title: `The shipped reference file ${name} is damaged.`,
      whatToDo: 'Install the release again.',
      cause,
    });
  }
}

const hashOf = (contents: readonly unknown[]): string =>
  createHash('sha256')
    .update(contents.map((content) => canonicalJson(content)).join('\n'))
    .digest('hex');
