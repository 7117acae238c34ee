import { isObject, type JsonObject } from '../../shared/index.js';

/**
 * A StatusList2021 credential written as the BitstringStatusList that became of it; null when it is none. Loaded when a
 * list of another issuer still has the older form.
 */
export function asBitstringList(credential: JsonObject): JsonObject | null {
  const { type, credentialSubject: subject, issuanceDate, expirationDate } = credential;
  const isOlder = (Array.isArray(type) ? type : [type]).includes('StatusList2021Credential');
  if (!isOlder || !isObject(subject) || subject.type !== 'StatusList2021') return null;
  const { encodedList } = subject;
  if (typeof encodedList !== 'string') return null;
  // Its issuers wrote base64 and base64url, with and without padding.
  const armoured = `u${encodedList.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')}`;
  return {
    ...credential,
    validFrom: credential.validFrom ?? issuanceDate,
    validUntil: credential.validUntil ?? expirationDate,
    credentialSubject: { ...subject, type: 'BitstringStatusList', encodedList: armoured },
  };
}
