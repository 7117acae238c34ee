import type { StringKey } from '../locales/strings.js';

export type ReadFile =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: string; readonly message: StringKey; readonly advice: StringKey };

const maxBytes = 20_971_520;

/** Turns an uploaded file into the text it carries. The file is read here and never sent. */
export async function readFile(file: File): Promise<ReadFile> {
  if (file.size > maxBytes) return { ok: false, code: 'E14', message: 'too.large', advice: 'type.do' };
  const head = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  switch (kindOf(head)) {
    case 'text':
      return { ok: true, text: await file.text() };
    case 'picture':
      return readPicture(file);
    case 'pdf':
      return readPdfFile(file);
    default:
      return { ok: false, code: 'E15', message: 'type.unknown', advice: 'type.do' };
  }
}

/** By content: names and declared types are whatever the sender wrote. */
function kindOf(head: Uint8Array): 'text' | 'picture' | 'pdf' | 'unknown' {
  const ascii = String.fromCharCode(...head);
  if (ascii.startsWith('%PDF')) return 'pdf';
  if (ascii.startsWith('\x89PNG') || ascii.startsWith('\xFF\xD8\xFF')) return 'picture';
  if (ascii.startsWith('RIFF') && ascii.endsWith('WEBP')) return 'picture';
  // Text begins with a brace, a quote, a letter or a digit; the byte order mark reads as three Latin letters here.
  return /^(\xEF\xBB\xBF)?\s*[{"\w]/.test(ascii) && !head.includes(0) ? 'text' : 'unknown';
}

async function readPicture(file: File): Promise<ReadFile> {
  const { readCodes } = await import('./read-code.js');
  try {
    const { text } = await readCodes(file, true);
    if (text !== null) return { ok: true, text };
  } catch {
    // A picture that cannot be decoded holds no code we can read.
  }
  return { ok: false, code: 'E10', message: 'scan.none', advice: 'scan.none.do' };
}

async function readPdfFile(file: File): Promise<ReadFile> {
  const { readPdf } = await import('./read-pdf.js');
  try {
    const { text } = await readPdf(new Uint8Array(await file.arrayBuffer()));
    if (text !== null) return { ok: true, text };
  } catch {
    // Damaged or locked PDFs are told like those without a code.
  }
  return { ok: false, code: 'E16', message: 'pdf.none', advice: 'scan.none.do' };
}
