/**
 * Unpacks `parts`, read as one stream, with the platform's DecompressionStream (browsers and Node). Never more than
 * `maxBytes`: the limit counts while unpacking. Null for damaged or cut data, for anything larger, and where the
 * platform does not know the format.
 */
export async function decompress(
  parts: Uint8Array[],
  format: CompressionFormat,
  maxBytes: number,
): Promise<Uint8Array | null> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let total = 0;
  try {
    const reader = new Blob(parts as BlobPart[]).stream().pipeThrough(new DecompressionStream(format)).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
      total += value.length;
      if (total > maxBytes) {
        await reader.cancel();
        return null;
      }
      chunks.push(value);
    }
  } catch {
    return null;
  }
}
