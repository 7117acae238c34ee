import type { CryptoPort } from './types.js';

type Bytes = Uint8Array<ArrayBuffer>;
const own = (data: Uint8Array): Bytes => new Uint8Array(data);

/**
 * WebCrypto behind the crypto port. Browsers whose WebCrypto lacks Ed25519 fall back to `@noble/ed25519`, found out once
 * by importing the first key.
 */
export function createBrowserCrypto(subtle: SubtleCrypto = globalThis.crypto.subtle): CryptoPort {
  const digest = async (name: string, data: Uint8Array): Promise<Bytes> =>
    new Uint8Array(await subtle.digest(name, own(data)));
  // zip215 would accept encodings that OpenSSL refuses: both sides must agree on what is valid.
  const withNoble = async (key: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> => {
    // Loaded only where it is needed: the fallback is as large as a third of the rest of the verifier.
    const { verifyAsync } = await import('@noble/ed25519');
    return verifyAsync(signature, message, key, { zip215: false });
  };
  let isNative: boolean | null = null;
  return {
    sha256: (data) => digest('SHA-256', data),
    async verifyEd25519(publicKey, message, signature) {
      if (isNative !== false) {
        try {
          const key = await subtle.importKey('raw', own(publicKey), 'Ed25519', false, ['verify']);
          isNative = true;
          return await subtle.verify('Ed25519', key, own(signature), own(message));
        } catch {
          // A bad key fails here too; noble then says "not valid" for it.
          isNative ??= false;
        }
      }
      return withNoble(publicKey, message, signature).catch(() => false);
    },
  };
}
