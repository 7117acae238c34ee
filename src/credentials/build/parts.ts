import type { JsonObject } from '../../shared/index.js';
import { identity } from '../terms.js';
import type { HolderFacts, IssuerFacts } from '../types.js';

/** A calendar day as the xsd:dateTimeStamp that VCDM 2.0 asks for: its first second in UTC. */
export const startOfDay = (day: string): string => `${day}T00:00:00Z`;

/** Last second of the day: "valid until 3 May" includes 3 May. */
export const endOfDay = (day: string): string => `${day}T23:59:59Z`;

export const issuerProfile = (issuer: IssuerFacts): JsonObject => ({
  id: issuer.did,
  type: ['Profile'],
  name: issuer.name,
});

export const identityObject = (identityType: string, identityHash: string): JsonObject => ({
  type: 'IdentityObject',
  hashed: false,
  identityHash,
  identityType,
});

export const identifierEntry = (identifierType: string, identifier: string): JsonObject => ({
  type: 'IdentifierEntry',
  identifier,
  identifierType,
});

/** Each entry says by its `identityType` what it is, so the order of the array carries nothing. */
export function holderIdentifiers(holder: HolderFacts): JsonObject[] {
  const names = holder.names.map((name, index) =>
    identityObject(index === 0 ? identity.name : `${identity.otherName}${name.script}`, name.text),
  );
  return [
    ...names,
    ...(holder.birthYear === null ? [] : [identityObject(identity.birthYear, holder.birthYear)]),
    ...(holder.maskedId === null ? [] : [identityObject(identity.maskedId, holder.maskedId)]),
  ];
}

export const schemaReference = (schemaUrl: string): JsonObject => ({ id: schemaUrl, type: 'JsonSchema' });
