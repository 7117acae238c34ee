import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type JsonObject } from '../shared/index.js';

/** Contexts beyond the pinned ones that vectors of the W3C specifications use; origin in `contexts/README.md`. */
export function readSuiteContexts(): Readonly<Record<string, JsonObject>> {
  const file = join(import.meta.dirname, 'contexts', 'citizenship-v4rc1.json');
  const context: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isObject(context)) throw new TypeError('citizenship-v4rc1.json is not a context');
  return { 'https://w3id.org/citizenship/v4rc1': context };
}
