/**
 * Raw deflate (RFC 1951) with a preset dictionary, for texts of a few kilobytes: for browsers without one, for the
 * writer, which must not wait, and for saying what is wrong with a stream that the platform refused. Libraries that take
 * dictionaries cannot tell where a stream ended, which SP1 must know: one code, one spelling.
 */

/**
 * `truncated`: the data ends before the stream does. `distance`: refers to more than the dictionary holds. `damaged`: no
 * writer makes it; `changed`: the same so far from its end that nothing was merely cut off.
 */
export type InflateFailure = 'truncated' | 'distance' | 'too-long' | 'damaged' | 'changed';

/** A canonical Huffman code: how many codes each length has, and the symbols in the order of their codes. */
interface Code {
  readonly counts: readonly number[];
  readonly symbols: readonly number[];
}

interface Stream {
  readonly data: Uint8Array;
  /** In bits. Past the end everything reads as zero, and then every failure is called `truncated`. */
  at: number;
  readonly output: Uint8Array;
  end: number;
  failure: InflateFailure | null;
}

/** What a length or distance symbol stands for: a first value, and how many bits say how far beyond it. */
type Range = readonly [first: number, extraBits: number];

const END_OF_BLOCK = 256;
const LONGEST_CODE = 15;

function ranges(count: number, first: number, symbolsPerBit: number): Range[] {
  let next = first;
  return Array.from({ length: count }, (_, symbol) => {
    const extraBits = Math.max(0, Math.floor(symbol / symbolsPerBit) - 1);
    next += 1 << extraBits;
    return [next - (1 << extraBits), extraBits];
  });
}
const lengths: readonly Range[] = [...ranges(28, 3, 4), [258, 0]];
const distances: readonly Range[] = ranges(30, 1, 2);

/** In this order a dynamic block gives the lengths of the code that its other code lengths are written in. */
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/**
 * Unpacks `data`, which must be exactly one stream: bytes after its end, and bits of its last byte that are not zero,
 * are `damaged`. Memory is bounded by the dictionary and `maxBytes`; a text that would be longer is `too-long`.
 */
export function inflateRaw(data: Uint8Array, dictionary: Uint8Array, maxBytes: number): Uint8Array | InflateFailure {
  const stream = run(data, dictionary, maxBytes);
  return stream.failure ?? stream.output.slice(dictionary.length, stream.end);
}

/** The first bytes that `data` gives before it ends, breaks off or has given `maxBytes`; nothing is said about the rest. */
export function inflateStart(data: Uint8Array, dictionary: Uint8Array, maxBytes: number): Uint8Array {
  const stream = run(data, dictionary, maxBytes);
  return stream.output.slice(dictionary.length, stream.end);
}

function run(data: Uint8Array, dictionary: Uint8Array, maxBytes: number): Stream {
  const output = new Uint8Array(dictionary.length + maxBytes);
  output.set(dictionary);
  const stream: Stream = { data, at: 0, output, end: dictionary.length, failure: null };
  let isLast = 0;
  while (isLast === 0 && !hasFailed(stream)) {
    isLast = bits(stream, 1);
    readBlock(stream, bits(stream, 2));
  }
  const spare = -stream.at & 7;
  if (!hasFailed(stream) && (bits(stream, spare) !== 0 || stream.at < data.length * 8)) fail(stream, 'damaged');
  return stream;
}

/** A text that was cut is right up to the last group of its digits. */
const LAST_GROUP_BITS = 7 * 8;

function fail(stream: Stream, reason: InflateFailure): void {
  const left = stream.data.length * 8 - stream.at;
  const isWithin = reason === 'damaged' && left > LAST_GROUP_BITS;
  stream.failure ??= left < 0 ? 'truncated' : isWithin ? 'changed' : reason;
}

function hasFailed(stream: Stream): boolean {
  if (stream.at > stream.data.length * 8) fail(stream, 'truncated');
  return stream.failure !== null;
}

function bits(stream: Stream, count: number): number {
  let value = 0;
  for (let index = 0; index < count; index++, stream.at++) {
    value |= (((stream.data[stream.at >> 3] ?? 0) >> (stream.at & 7)) & 1) << index;
  }
  return value;
}

function write(stream: Stream, byte: number): void {
  if (stream.end === stream.output.length) fail(stream, 'too-long');
  else stream.output[stream.end++] = byte;
}

function readBlock(stream: Stream, kind: number): void {
  if (kind === 0) readStored(stream);
  else if (kind === 1) readCompressed(stream, codeOf(stream, fixedLengths), codeOf(stream, fixedDistances));
  else if (kind === 2) readDynamic(stream);
  else fail(stream, 'damaged');
}

function readStored(stream: Stream): void {
  stream.at += -stream.at & 7;
  const length = bits(stream, 16);
  if ((bits(stream, 16) ^ 0xffff) !== length) fail(stream, 'damaged');
  for (let index = 0; index < length && !hasFailed(stream); index++) write(stream, bits(stream, 8));
}

const fixedLengths = Array.from({ length: 288 }, (_, symbol) =>
  symbol < 144 ? 8 : symbol < END_OF_BLOCK ? 9 : symbol < 280 ? 7 : 8,
);
const fixedDistances = Array.from({ length: 32 }, () => 5);

function readDynamic(stream: Stream): void {
  const literalCount = bits(stream, 5) + 257;
  const total = literalCount + bits(stream, 5) + 1;
  const given = lengthOrder.slice(0, bits(stream, 4) + 4);
  const orderLengths = lengthOrder.map(() => 0);
  for (const symbol of given) orderLengths[symbol] = bits(stream, 3);
  const order = codeOf(stream, orderLengths);
  const all: number[] = [];
  while (all.length < total && !hasFailed(stream)) {
    const symbol = symbolOf(stream, order);
    if (symbol < 16) all.push(symbol);
    else if (symbol === 16) repeat(all, 3 + bits(stream, 2), all.at(-1) ?? 0);
    else repeat(all, symbol === 17 ? 3 + bits(stream, 3) : 11 + bits(stream, 7), 0);
  }
  if (all.length > total) fail(stream, 'damaged');
  readCompressed(stream, codeOf(stream, all.slice(0, literalCount)), codeOf(stream, all.slice(literalCount)));
}

function repeat(list: number[], times: number, value: number): void {
  while (times-- > 0) list.push(value);
}

/** From the length of each symbol's code. Too many codes are no code, and too few only where there is a single one. */
function codeOf(stream: Stream, codeLengths: readonly number[]): Code {
  const counts: number[] = [];
  const symbols: number[] = [];
  let room = 1;
  for (let length = 1; length <= LONGEST_CODE; length++) {
    const before = symbols.length;
    for (const [symbol, its] of codeLengths.entries()) if (its === length) symbols.push(symbol);
    counts[length] = symbols.length - before;
    room = room * 2 - (symbols.length - before);
  }
  // Room is what is left of the last length, so it went negative for good if any length had too many.
  if (room < 0 || (room > 0 && symbols.length > 1)) fail(stream, 'damaged');
  return { counts, symbols };
}

function symbolOf(stream: Stream, { counts, symbols }: Code): number {
  let code = 0;
  let first = 0;
  let index = 0;
  for (let length = 1; length <= LONGEST_CODE; length++) {
    code = code * 2 + bits(stream, 1);
    const count = counts[length] ?? 0;
    if (code - first < count) return symbols[index + code - first] ?? END_OF_BLOCK;
    index += count;
    first = (first + count) * 2;
  }
  fail(stream, 'damaged');
  return END_OF_BLOCK;
}

function readCompressed(stream: Stream, literals: Code, distanceCode: Code): void {
  while (!hasFailed(stream)) {
    const symbol = symbolOf(stream, literals);
    if (symbol === END_OF_BLOCK) return;
    if (symbol < END_OF_BLOCK) write(stream, symbol);
    else
      copy(stream, valueOf(stream, lengths[symbol - 257]), valueOf(stream, distances[symbolOf(stream, distanceCode)]));
  }
}

function valueOf(stream: Stream, range: Range | undefined): number {
  if (range) return range[0] + bits(stream, range[1]);
  fail(stream, 'damaged');
  return 0;
}

function copy(stream: Stream, length: number, distance: number): void {
  if (distance > stream.end) fail(stream, 'distance');
  for (let index = 0; index < length && stream.failure === null; index++) {
    write(stream, stream.output[stream.end - distance] ?? 0);
  }
}
