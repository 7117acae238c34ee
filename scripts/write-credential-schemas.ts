/**
 * Writes `credential-schemas/v1/<kind>.json` from `credential-schemas/definitions.ts` beside this file:
 * `npx tsx scripts/write-credential-schemas.ts`. Every object is closed, every string and array bounded, and each file
 * stands alone. Published files are never edited; a change of meaning is a new folder `v2/`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { credentialKinds } from '../src/credentials/terms.js';
import type { JsonObject } from '../src/shared/index.js';
import { definitions } from './credential-schemas/definitions.js';
import type { PublishedKind } from './credential-schemas/kinds.js';

/** The definitions a schema reaches, itself included. */
function reached(name: string, found: Map<string, JsonObject> = new Map()): Map<string, JsonObject> {
  const definition = definitions[name];
  if (definition === undefined || found.has(name)) return found;
  found.set(name, definition);
  for (const [, next] of JSON.stringify(definition).matchAll(/"#\/\$defs\/([A-Za-z-]+)"/g)) reached(next ?? '', found);
  return found;
}

/** The self-contained schema of one kind, JSON Schema 2020-12. */
const credentialSchema = (kind: PublishedKind): JsonObject => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: `Skills Passport credential: ${kind}`,
  $ref: `#/$defs/${kind}`,
  $defs: Object.fromEntries(reached(kind)),
});

export const schemaText = (kind: PublishedKind): string => `${JSON.stringify(credentialSchema(kind), null, 2)}\n`;

if (process.argv[1] === import.meta.filename) {
  const folder = join(import.meta.dirname, '../credential-schemas/v1');
  for (const kind of [...credentialKinds, 'accreditation'] as const)
    writeFileSync(join(folder, `${kind}.json`), schemaText(kind));
}
