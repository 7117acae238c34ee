import { parseIso } from '../shared/index.js';

const OUR_FORMAT = 'Multikey';
/** Forms of a key that other resolvers make; we say that we do not, which is not the same as never having heard of one. */
const OTHER_FORMATS = [
  'JsonWebKey',
  'JsonWebKey2020',
  'Ed25519VerificationKey2018',
  'Ed25519VerificationKey2020',
  'X25519KeyAgreementKey2019',
  'X25519KeyAgreementKey2020',
  'EcdsaSecp256r1VerificationKey2019',
];
const ASCII = /^[\x20-\x7e]*$/;
const REFERENCE = /^(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*$/;
const UTC_SECONDS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/**
 * Why these resolution options cannot be honoured, as an error name; null when they can. Options are ASCII texts
 * given once each; `versionTime` is a moment in UTC without fractions; `relativeRef` is percent-encoded (DID Core,
 * section 3.2.1). Names nobody defined are let pass, as DID Resolution asks.
 */
export function judgeOptions(options: Readonly<Record<string, unknown>>): string | null {
  const { publicKeyFormat, versionTime, relativeRef } = options;
  if (publicKeyFormat !== undefined && publicKeyFormat !== OUR_FORMAT) {
    return OTHER_FORMATS.some((known) => known === publicKeyFormat)
      ? 'invalidPublicKeyType'
      : 'unsupportedPublicKeyType';
  }
  if (!Object.values(options).every(isPlain)) return 'invalidOptions';
  if (typeof relativeRef === 'string' && !REFERENCE.test(relativeRef)) return 'invalidOptions';
  return typeof versionTime !== 'string' || isMoment(versionTime) ? null : 'invalidOptions';
}

const isPlain = (value: unknown): boolean => typeof value === 'string' && ASCII.test(value);

const isMoment = (text: string): boolean => UTC_SECONDS.test(text) && parseIso(text) !== null;
