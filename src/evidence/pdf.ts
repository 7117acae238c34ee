import { unreadable } from './refusals.js';

/** What lets a PDF act or carry other files. Names can be spelled with #xx escapes, so these are undone first. */
const ACTIVE =
  /\/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|GoToE|GoToR|SubmitForm|ImportData|OpenAction|AA)\b/;
const MARKUP = /<(?:!doctype|html|script|svg|body|iframe|\?php)/i;
const TAIL_BYTES = 1_024;

/**
 * Passes a PDF through unchanged when nothing in its plain text makes it act and nothing else is hidden before or behind
 * it. Compressed parts are not looked into: what is served is never run (see `serving.ts`).
 */
export function checkPdf(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const unescaped = text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  const end = text.lastIndexOf('%%EOF');
  const isWhole = end >= 0 && end >= text.length - TAIL_BYTES && /^%%EOF\s*$/.test(text.slice(end));
  if (!isWhole || ACTIVE.test(unescaped) || MARKUP.test(text.slice(0, TAIL_BYTES))) throw unreadable();
  return bytes;
}
