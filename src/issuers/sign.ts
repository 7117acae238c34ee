import type { Signer } from '../keys/index.js';
import { base64urlEncode, canonicalJson, ServiceError, utf8 } from '../shared/index.js';
import { TRUST_LIST_ALGORITHM, TRUST_LIST_TYPE } from './signed.js';
import { ROOT_ROLLOVER_TYPE, type RootRollover, type TrustList } from './types.js';

/**
 * The trust list as JWS compact (RFC 7515) under a root key. ServiceError `trust-list-key` when the key is not Ed25519
 * or is one of the keys the list itself vouches for: a list must not be signed by those it judges.
 */
export async function signTrustList(list: TrustList, signer: Signer): Promise<string> {
  if (list.issuers.some((issuer) => issuer.keys.some((key) => key.id === signer.id))) throw notARootKey();
  return signStatement(TRUST_LIST_TYPE, list, signer);
}

/** A root statement under a key of the set before it. ServiceError `trust-list-key` when the key is not Ed25519. */
export const signRootRollover = (rollover: RootRollover, signer: Signer): Promise<string> =>
  signStatement(ROOT_ROLLOVER_TYPE, rollover, signer);

async function signStatement(type: string, content: TrustList | RootRollover, signer: Signer): Promise<string> {
  if (signer.algorithm !== 'Ed25519') throw notARootKey();
  const encode = (value: unknown): string => base64urlEncode(utf8(canonicalJson(value)));
  const header = encode({ alg: TRUST_LIST_ALGORITHM, typ: type, kid: signer.id });
  const signingInput = `${header}.${encode(content)}`;
  return `${signingInput}.${base64urlEncode(await signer.sign(utf8(signingInput)))}`;
}

const notARootKey = (): ServiceError =>
  new ServiceError('trust-list-key', {
    status: 500,
    title: 'The trust list can only be signed with an Ed25519 root key.',
    whatToDo: 'Create a key with the role root and use that one.',
  });
