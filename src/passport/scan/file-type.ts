/** What a file is, by its first bytes only: names and declared types are the sender's claim. */
export type FileType = 'PNG' | 'JPEG' | 'WebP' | 'PDF' | 'GIF' | 'HEIC' | 'TIFF' | 'ZIP' | 'SVG or HTML' | 'unknown';

export const readablePictures: ReadonlySet<FileType> = new Set<FileType>(['PNG', 'JPEG', 'WebP']);

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));

export function fileTypeOf(bytes: Uint8Array): FileType {
  const head = ascii(bytes, 0, 1024);
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'PNG';
  if (head.startsWith('\xff\xd8\xff')) return 'JPEG';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'WebP';
  if (head.startsWith('%PDF-')) return 'PDF';
  if (/^GIF8[79]a/.test(head)) return 'GIF';
  if (/^ftyp(?:heic|heix|mif1|msf1|avif)/.test(head.slice(4))) return 'HEIC';
  if (head.startsWith('II*\0') || head.startsWith('MM\0*')) return 'TIFF';
  if (head.startsWith('PK\x03\x04')) return 'ZIP';
  return /^(?:\xef\xbb\xbf)?\s*</.test(head) ? 'SVG or HTML' : 'unknown';
}
