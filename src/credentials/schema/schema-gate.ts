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

const validators = new Map<string, ValidateFunction>();

/** Compiling takes a tenth of a second for each schema: once per process, for the first document that asks for it. */
export function validatorOf(schema: string): ValidateFunction {
  const known = validators.get(schema);
  if (known) return known;
  const ajv = new Ajv2020({ strict: true, strictTypes: false, validateFormats: false });
  const validate = ajv.compile(JSON.parse(schema) as Record<string, unknown>);
  validators.set(schema, validate);
  return validate;
}

/**
 * Judges the JSON as received against the closed schema of the kind it claims (THREATS T9). Schemas are read once, here.
 * Pointers name places that the schema knows, never members or values of the document.
 * Throws when a schema file is missing; judging throws when the schema uses a keyword that does not exist.
 */
export function createSchemaGate(schemasDir?: string): SchemaGate {
  const schemas = new Map<string, string>(
    credentialKinds.map((kind) => [kind, readCredentialSchema(kind, schemasDir)]),
  );
  return (document) => {
    const claimed = claimedKind(document);
    if (claimed === 'none') return { kind: 'foreign' };
    const schema = schemas.get(claimed);
    if (schema === undefined) return { kind: 'malformed', pointers: ['/credentialSchema'] };
    const validate = validatorOf(schema);
    if (validate(document)) return { kind: 'ours', credentialKind: claimed };
    const pointers = [...new Set(validate.errors?.map((error) => error.instancePath))];
    return { kind: 'malformed', pointers: pointers.slice(-MOST_POINTERS) };
  };
}
