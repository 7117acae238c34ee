import { ServiceError } from '../../shared/index.js';
import { decodeBase10 } from '../codec/base10.js';
import { parseSp1Text } from '../codec/sp1-refusal.js';

/** Largest SP1 payload per printed side length, from scan simulations (docs/sp1.md section 5). */
export const codeSizes = [
  { millimetres: 30, maxPayloadBytes: 250 },
  { millimetres: 35, maxPayloadBytes: 300 },
  { millimetres: 40, maxPayloadBytes: 450 },
  { millimetres: 50, maxPayloadBytes: 700 },
] as const;

/** Bytes packed in the text of an SP1 code; 0 for any other text. */
export function payloadBytesOf(text: string): number {
  const parsed = parseSp1Text(text);
  return parsed.ok ? (decodeBase10(parsed.digits)?.length ?? 0) : 0;
}

export interface DensityLimit {
  readonly title: string;
  readonly maxPayloadBytes: number;
}

/** Throws ServiceError P21 when the code would be too dense; `alternatives` are the layouts it may fit instead. */
export function requireReadableDensity(
  payloadBytes: number,
  limit: DensityLimit,
  alternatives: readonly DensityLimit[],
): void {
  if (payloadBytes <= limit.maxPayloadBytes) return;
  const larger = alternatives.find((layout) => layout.maxPayloadBytes >= payloadBytes);
  throw new ServiceError('P21', {
    status: 409,
    title: `The code is too dense for ${limit.title} (${payloadBytes} of ${limit.maxPayloadBytes} bytes).`,
    whatToDo: larger ? `Use ${larger.title}, or the online code.` : 'Use the online code.',
  });
}
