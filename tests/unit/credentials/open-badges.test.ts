import { describe, expect, it } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type JsonObject, type JsonValue } from '../../../src/shared/index.js';
import { credentialKinds } from '../../../src/credentials/terms.js';
import type { CredentialKind } from '../../../src/credentials/types.js';
import { copyOf, sample } from './samples.js';

type Definitions = Record<string, object>;

function definitions(file: string): Definitions {
  const text = readFileSync(join(import.meta.dirname, '../../fixtures/1edtech', file), 'utf8');
  // The published enumeration of identifier types begins with `name`; this edition of the schema forgot it.
  const { $defs } = JSON.parse(text.replaceAll(/\[\s*"sourcedId"/g, '["name", "sourcedId"')) as { $defs: Definitions };
  return $defs;
}

/** The draft-4 definitions use nothing that 2020-12 reads differently, once they are taken out of their outer schema. */
const compile = ($defs: Definitions, name: string): ValidateFunction =>
  new Ajv2020({ strict: false, validateFormats: false }).compile({ $defs, $ref: `#/$defs/${name}` });

const badges = definitions('ob_v3p0_achievementcredential_schema_draft4.json');
const records = definitions('clr_v2p0_clrcredential_schema_draft4.json');
const inner = [
  'Achievement',
  'Result',
  'ResultDescription',
  'Profile',
  'Alignment',
  'IdentityObject',
  'IdentifierEntry',
  'Evidence',
  'Address',
];
const validators = new Map([...inner, 'AchievementSubject'].map((name) => [name, compile(badges, name)]));
const clrSubject = compile({ ...records, VerifiableCredential: {} }, 'ClrSubject');

/** Every node that says it is of one of the types the definitions describe. */
function typedNodes(value: JsonValue | undefined, found: [string, JsonObject][] = []): [string, JsonObject][] {
  if (Array.isArray(value)) value.forEach((item) => typedNodes(item, found));
  if (!isObject(value)) return found;
  const type = Array.isArray(value['type']) ? value['type'][0] : value['type'];
  if (typeof type === 'string' && validators.has(type)) found.push([type, value]);
  Object.values(value).forEach((member) => typedNodes(member, found));
  return found;
}

const wrongIn = (document: JsonObject): string[] =>
  typedNodes(document)
    .filter(([type, node]) => validators.get(type)?.(node) !== true)
    .map(([type]) => type);

describe('Open Badges 3.0 and CLR 2.0 definitions', () => {
  it.each(credentialKinds)('accept every object of a %s', (kind) => {
    expect(wrongIn(sample(kind))).toEqual([]);
  });

  it.each<[CredentialKind, string[]]>([
    [
      'national-certificate',
      [
        'Achievement',
        'AchievementSubject',
        'Alignment',
        'Evidence',
        'IdentifierEntry',
        'IdentityObject',
        'Profile',
        'Result',
        'ResultDescription',
      ],
    ],
    [
      'confirmed-experience',
      [
        'Achievement',
        'AchievementSubject',
        'Address',
        'Alignment',
        'IdentifierEntry',
        'IdentityObject',
        'Profile',
        'Result',
        'ResultDescription',
      ],
    ],
  ])('meet every object type that a %s uses', (kind, types) => {
    expect([...new Set(typedNodes(sample(kind)).map(([type]) => type))].sort()).toEqual(types);
  });

  it('accept the subject of a passport', () => {
    expect(clrSubject(sample('passport')['credentialSubject'])).toBe(true);
    expect(clrSubject({ type: ['ClrSubject'] })).toBe(false);
  });

  it('refuse what they must, so the tests above can fail', () => {
    const document = copyOf(sample('national-certificate'));
    const subject = document['credentialSubject'] as {
      identifier: { identityType: string }[];
      achievement: JsonObject;
    };
    const [identifier] = subject.identifier;
    if (identifier) identifier.identityType = 'nickname';
    delete subject.achievement['criteria'];
    expect(wrongIn(document).sort()).toEqual(['Achievement', 'AchievementSubject', 'IdentityObject']);
  });
});
