import { canonicalJson, ServiceError, type JsonObject } from '../shared/index.js';
import { unpackSp1, type DictionariesFor } from './codec/sp1-unpack.js';
import { qrRaster } from './qr/render.js';
import type { DecodeThread } from './scan/decode-thread.js';

/** Pixels per module of the picture that is read back: a phone at arm's length sees about as much. */
const PIXELS_PER_MODULE = 4;

/**
 * The quick proof for bulk release: draws the bare code, reads it back from its pixels and unpacks it. Files that are
 * handed out are proved again as they were drawn (`proveReadable`). Throws ServiceError P22.
 */
export async function proveCode(
  text: string,
  credential: JsonObject,
  using: { readonly dictionariesFor: DictionariesFor; readonly thread: DecodeThread },
): Promise<void> {
  const { side, grey } = qrRaster(text, 'M', PIXELS_PER_MODULE);
  const found = await using.thread.decode({ width: side, height: side, grey });
  const unpacked = found.includes(text) ? await unpackSp1(text, using.dictionariesFor) : null;
  const issued = canonicalJson(credential);
  if (unpacked?.ok === true && unpacked.candidates.some((candidate) => canonicalJson(candidate) === issued)) return;
  throw new ServiceError('P22', {
    status: 500,
    title: 'The printed code was read back and did not match. Nothing was released.',
    whatToDo: 'Try again. If it happens again, give the operator this code and the reference of the request.',
  });
}
