import { canonicalJson } from '../shared/index.js';
import type { TrustedIssuer, TrustList } from './types.js';

/** What a list says, in lines that people at a signing ceremony can read aloud. */
export function describeTrustList(list: TrustList): readonly string[] {
  return [
    `${list.operator}, version ${list.version}, issued ${list.issuedAt}, next by ${list.nextUpdate}`,
    ...list.issuers.map(
      (issuer) =>
        `  ${issuer.name} (${issuer.did}): ${issuer.keys.length} keys, ${issuer.scopes.length} scopes${through(issuer)}`,
    ),
    `  ${list.dictionaries.length} dictionaries`,
  ];
}

const through = ({ recognisedThrough }: TrustedIssuer): string =>
  recognisedThrough === undefined ? '' : `, recognised through ${recognisedThrough.operator}`;

/** How a list differs from the one signed before it: every issuer and key that came, went or changed. */
export function trustListDifferences(before: TrustList, after: TrustList): readonly string[] {
  const facts = (list: TrustList): ReadonlyMap<string, string> =>
    new Map([
      ...list.issuers.flatMap(({ keys, scopes, places, qualifications, ...issuer }): [string, string][] => [
        [`issuer ${issuer.did}`, canonicalJson(issuer)],
        [`scopes of ${issuer.did}`, canonicalJson({ scopes, places, qualifications })],
        ...keys.map((key): [string, string] => [`key ${key.id}`, canonicalJson(key)]),
      ]),
      ...list.dictionaries.map(({ sha256 }): [string, string] => [`dictionary ${sha256}`, '']),
    ]);
  const [old, young] = [facts(before), facts(after)];
  return [
    ...[...young.keys()].filter((name) => !old.has(name)).map((name) => `new: ${name}`),
    ...[...old.keys()].filter((name) => !young.has(name)).map((name) => `gone: ${name}`),
    ...[...young]
      .filter(([name, value]) => old.has(name) && old.get(name) !== value)
      .map(([name]) => `changed: ${name}`),
  ];
}
