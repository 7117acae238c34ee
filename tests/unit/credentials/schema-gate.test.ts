import { describe, expect, it } from '@jest/globals';
import { schemaText } from '../../../scripts/write-credential-schemas.js';
import { createSmallSchemaGate } from '../../../src/credentials/browser.js';
import { createSchemaGate, readCredentialSchema } from '../../../src/credentials/schema/schema-gate.js';
import { credentialKinds } from '../../../src/credentials/terms.js';
import { seededIds, type JsonObject } from '../../../src/shared/index.js';
import { mutate } from './mutants.js';
import { copyOf, sample, withShapedProof } from './samples.js';

const schemas = Object.fromEntries(
  credentialKinds.map((kind) => [kind, JSON.parse(readCredentialSchema(kind)) as JsonObject]),
);
const gates = { server: createSchemaGate(), browser: createSmallSchemaGate(schemas) };
const certificate = (): JsonObject => copyOf(withShapedProof(sample('national-certificate')));

describe.each(Object.entries(gates))('schema gate (%s)', (where, gate) => {
  it.each(credentialKinds)('calls what we build ours, unsigned and signed: %s', async (kind) => {
    const ours = { kind: 'ours', credentialKind: kind };
    const signed = withShapedProof(sample(kind));
    expect(await gate(sample(kind))).toEqual(ours);
    expect(await gate(signed)).toEqual(ours);
    expect(await gate({ ...signed, proof: [signed.proof ?? null, signed.proof ?? null] })).toEqual(ours);
  });

  it('calls a document that names no schema of ours foreign', async () => {
    expect(
      await gate({ '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiableCredential'] }),
    ).toEqual({
      kind: 'foreign',
    });
  });

  it('does not call a document foreign when our schema is named somewhere else', async () => {
    const { credentialSchema, ...rest } = certificate();
    expect(await gate({ ...rest, '@nest': { credentialSchema } })).toMatchObject({ kind: 'malformed' });
    expect(await gate({ ...rest, credentialSchema: [credentialSchema ?? null] })).toMatchObject({ kind: 'malformed' });
  });

  it('points at the place, if at all, and quotes neither names nor values of the document', async () => {
    const document = certificate();
    const subject = document['credentialSubject'] as JsonObject;
    subject['phone-0771234567'] = 'secret';
    const pointers = where === 'server' ? ['/credentialSubject'] : [];
    expect(await gate(document)).toEqual({ kind: 'malformed', pointers });
  });

  it.each<[string, (document: JsonObject) => void]>([
    ['another context', (d) => (d['@context'] = ['https://www.w3.org/ns/credentials/v2', 'https://example.org/c'])],
    ['an inline context', (d) => (d['@context'] = [...(d['@context'] as string[]), { name: 'https://example.org/n' }])],
    ['contexts in another order', (d) => (d['@context'] as string[]).reverse()],
    ['a context inside the subject', (d) => ((d['credentialSubject'] as JsonObject)['@context'] = {})],
    ['a wrapped value', (d) => (d['name'] = { '@value': 'Domestic Work NC II' })],
    ['three proofs', (d) => (d['proof'] = [d['proof'] ?? null, d['proof'] ?? null, d['proof'] ?? null])],
    ['no status', (d) => delete d['credentialStatus']],
    [
      'two revocation entries',
      (d) => ((d['credentialStatus'] as JsonObject[])[1] = (d['credentialStatus'] as [JsonObject])[0]),
    ],
    ['a name with a direction override', (d) => (d['name'] = 'Domestic \u202eWork')],
    [
      'another achievement type',
      (d) => (((d['credentialSubject'] as JsonObject)['achievement'] as JsonObject)['achievementType'] = 'Degree'),
    ],
  ])('refuses %s', async (_name, change) => {
    const document = certificate();
    change(document);
    expect((await gate(document)).kind).toBe('malformed');
  });

  it('refuses an own member called __proto__', async () => {
    const text = JSON.stringify(certificate()).replace('"name":', '"__proto__":{"level":5},"name":');
    expect((await gate(JSON.parse(text) as JsonObject)).kind).toBe('malformed');
  });
});

describe('the two gates', () => {
  it('agree on every one of 3,000 mutants', async () => {
    const ids = seededIds(20261122);
    const outcomes = new Map<string, number>();
    for (let round = 0; round < 500; round++) {
      for (const kind of credentialKinds) {
        const mutant = mutate(withShapedProof(sample(kind)), ids);
        const [server, browser] = [gates.server(mutant), await gates.browser(mutant)];
        if (server.kind !== browser.kind) throw new Error(`differ on ${JSON.stringify(mutant)}`);
        outcomes.set(server.kind, (outcomes.get(server.kind) ?? 0) + 1);
      }
    }
    expect(outcomes.get('malformed')).toBeGreaterThan(2000);
    expect(outcomes.get('ours')).toBeGreaterThan(50);
  });
});

describe('createSmallSchemaGate', () => {
  const passport = { credentialSchema: { id: 'https://verify.example/v1/passport.json' }, a: [{ c: 2, b: 1 }] };
  const kindBy = async (schema: object): Promise<string> =>
    (await createSmallSchemaGate({ passport: schema })(passport)).kind;

  it.each([
    ['a keyword it does not know', { type: 'object', unevaluatedProperties: true }],
    ['an unknown keyword further down', { properties: { a: { format: 'date' } } }],
    ['a reference that leads nowhere', { $ref: '#/$defs/missing' }],
    ['a constant with an object in it', { properties: { a: { const: [{ b: 1, c: 2 }] } } }],
    ['no schema at all', undefined as never],
  ])('lets nothing through by a schema with %s', async (_name, schema) => {
    expect(await kindBy({ type: 'object', properties: { a: { type: 'array' } } })).toBe('ours');
    expect(await kindBy(schema)).toBe('malformed');
  });
});

describe('published schemas', () => {
  it.each(credentialKinds)('are what the generator writes: %s', (kind) => {
    expect(readCredentialSchema(kind)).toBe(schemaText(kind));
  });

  it('close every object and bound every string and array', () => {
    const open: string[] = [];
    const walk = (node: unknown, at: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const schema = node as Record<string, unknown>;
      if (schema['type'] === 'object' && schema['additionalProperties'] !== false) open.push(at);
      if (schema['type'] === 'string' && !('maxLength' in schema && 'pattern' in schema)) open.push(at);
      if (schema['type'] === 'array' && !('maxItems' in schema)) open.push(at);
      for (const [key, value] of Object.entries(schema))
        if (key !== 'const' && key !== 'enum') walk(value, `${at}/${key}`);
    };
    for (const [kind, schema] of Object.entries(schemas)) walk(schema, kind);
    expect(open).toEqual([]);
  });
});
