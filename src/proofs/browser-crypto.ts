import type { CryptoPort } from './types.js';

/**
 * WebCrypto behind the crypto port. Where it lacks Ed25519, or does not take a key, `@noble/ed25519` decides: loaded only
 * then, because it is as large as a third of the rest of the verifier.
 */
export const createBrowserCrypto = (subtle: SubtleCrypto = globalThis.crypto.subtle): CryptoPort => ({
  sha256: async (data) => new Uint8Array(await subtle.digest('SHA-256', data as BufferSource)),
  async verifyEd25519(publicKey, message, signature) {
    try {
      const key = await subtle.importKey('raw', publicKey as BufferSource, 'Ed25519', false, ['verify']);
      return await subtle.verify('Ed25519', key, signature as BufferSource, message as BufferSource);
    } catch {
      const { verifyAsync } = await import('@noble/ed25519');
      // zip215 would accept encodings that OpenSSL refuses: both sides must agree on what is valid.
      return verifyAsync(signature, message, publicKey, { zip215: false }).catch(() => false);
    }
  },
});
