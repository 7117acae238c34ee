import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { credentialKinds } from '../terms.js';
import type { CredentialKind, SchemaGate } from '../types.js';
import { claimedKind } from './claimed-kind.js';

const shippedSchemas = join(import.meta.dirname, '../../../credential-schemas/v1');
const MOST_POINTERS = 8;

/** The published schema of a kind, as text. */
export const readCredentialSchema = (
  kind: CredentialKind | 'accreditation',
  schemasDir: string = shippedSchemas,
): string => readFileSync(join(schemasDir, `${kind}.json`), 'utf8');

/**
 * Judges the JSON as received against the closed schema of the kind it claims (THREATS T9). Schemas are read and compiled
 * once, here. Pointers name places that the schema knows, never members or values of the document.
 * Throws when a schema file is missing or uses a keyword that does not exist.
 */
export function createSchemaGate(schemasDir?: string): SchemaGate {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, validateFormats: false });
  const compiled = new Map<string, ValidateFunction>(
    credentialKinds.map((kind) => [
      kind,
      ajv.compile(JSON.parse(readCredentialSchema(kind, schemasDir)) as Record<string, unknown>),
    ]),
  );
  return (document) => {
    const claimed = claimedKind(document);
    if (claimed === 'none') return { kind: 'foreign' };
    const validate = compiled.get(claimed);
    if (!validate) return { kind: 'malformed', pointers: ['/credentialSchema'] };
    if (validate(document)) return { kind: 'ours', credentialKind: claimed };
    const pointers = [...new Set(validate.errors?.map((error) => error.instancePath))];
    return { kind: 'malformed', pointers: pointers.slice(-MOST_POINTERS) };
  };
}
