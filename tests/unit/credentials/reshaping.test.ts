import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import jsonld from 'jsonld';
import { createSmallSchemaGate } from '../../../src/credentials/browser.js';
import { createDocumentLoader } from '../../../src/credentials/contexts/index.js';
import { createSchemaGate } from '../../../src/credentials/schema/schema-gate.js';
import { OPEN_BADGES_V3 } from '../../../src/credentials/terms.js';
import type { JsonObject, JsonValue } from '../../../src/shared/index.js';
import { copyOf, sample } from './samples.js';

const schemaFile = new URL('../../../credential-schemas/v1/national-certificate.json', import.meta.url);
const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as JsonObject;
const gates = [createSchemaGate(), createSmallSchemaGate({ 'national-certificate': schema })];
const documentLoader = createDocumentLoader();
const meaningOf = (document: JsonObject): Promise<string> =>
  jsonld.canonize(document, { algorithm: 'RDFC-1.0', format: 'application/n-quads', documentLoader, safe: true });

type Part = Record<string, JsonValue> & { '@context': JsonValue[] };
interface Parts {
  readonly document: Part;
  readonly subject: Part;
  readonly achievement: Part;
}

/** Ways to write the same meaning with other JSON. A proof over the meaning survives each of them (THREATS M1). */
const reshapings: readonly [string, (parts: Parts) => void][] = [
  [
    "an alias for the award's name",
    ({ document, achievement }) => {
      document['@context'].push({ qualification: 'https://schema.org/name' });
      achievement['qualification'] = take(achievement, 'name');
    },
  ],
  [
    'a term by its full address',
    ({ achievement }) => {
      achievement['https://schema.org/name'] = take(achievement, 'name');
    },
  ],
  [
    '@id for id',
    ({ achievement }) => {
      achievement['@id'] = take(achievement, 'id');
    },
  ],
  [
    'a value object',
    ({ achievement }) => {
      achievement['name'] = { '@value': achievement['name'] ?? null };
    },
  ],
  [
    'a set object',
    ({ achievement }) => {
      achievement['name'] = { '@set': [achievement['name'] ?? null] };
    },
  ],
  [
    'a nesting wrapper',
    ({ document, achievement }) => {
      document['@context'].push({ wrap: '@nest' });
      achievement['wrap'] = { name: take(achievement, 'name') };
    },
  ],
  [
    'an empty @included',
    ({ subject }) => {
      subject['@included'] = [];
    },
  ],
  [
    'an empty @reverse',
    ({ subject }) => {
      subject['@reverse'] = {};
    },
  ],
  [
    'a null member',
    ({ subject }) => {
      subject['role'] = null;
    },
  ],
  [
    'a base address',
    ({ document }) => {
      document['@context'].push({ '@base': 'https://elsewhere.example/' });
    },
  ],
  [
    'a context inside the subject',
    ({ subject }) => {
      subject['@context'] = [{ licence: 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#licenseNumber' }];
      subject['licence'] = take(subject, 'licenseNumber');
    },
  ],
  [
    'a context named twice',
    ({ document }) => {
      document['@context'].push(OPEN_BADGES_V3);
    },
  ],
  [
    'the type as text instead of a list',
    ({ achievement }) => {
      achievement['type'] = 'Achievement';
    },
  ],
  [
    'the status list written twice',
    ({ document }) => {
      document['credentialStatus'] = [[...(document['credentialStatus'] as JsonValue[])]];
    },
  ],
];

function take(part: Part, name: string): JsonValue {
  const value = part[name] ?? null;
  Reflect.deleteProperty(part, name);
  return value;
}

function reshaped(change: (parts: Parts) => void): JsonObject {
  const document = copyOf(sample('national-certificate')) as unknown as Part;
  const subject = document['credentialSubject'] as Part;
  change({ document, subject, achievement: subject['achievement'] as Part });
  return document;
}

describe('a document with the same meaning and other JSON', () => {
  it.each(reshapings)('has the signed meaning and is refused by both gates: %s', async (_name, change) => {
    const document = reshaped(change);
    expect(await meaningOf(document)).toBe(await meaningOf(sample('national-certificate')));
    const kinds = await Promise.all(gates.map(async (gate) => (await gate(document)).kind));
    expect(kinds).toEqual(['malformed', 'malformed']);
  });
});
