import { fromHex, toHex } from '../shared/index.js';

/** A short Weierstrass curve y^2 = x^3 - 3x + b over a prime p with p = 3 mod 4 (FIPS 186-5, SP 800-186). */
interface Curve {
  readonly p: bigint;
  readonly b: bigint;
  readonly bytes: number;
}

export type CurveName = 'P-256' | 'P-384';

const curves: Readonly<Record<CurveName, Curve>> = {
  'P-256': {
    p: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
    bytes: 32,
  },
  'P-384': {
    p: 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffffn,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
    bytes: 48,
  },
};

export interface Point {
  readonly x: Uint8Array;
  readonly y: Uint8Array;
}

/** Both coordinates of a compressed point (SEC 1 section 2.3.4); null when the bytes are no point of the curve. */
export function decompress(name: CurveName, compressed: Uint8Array): Point | null {
  const { p, bytes } = curves[name];
  const sign = compressed[0];
  if (compressed.length !== bytes + 1 || (sign !== 2 && sign !== 3)) return null;
  const x = toNumber(compressed.subarray(1));
  if (x >= p) return null;
  const square = rightSide(name, x);
  const root = power(square, (p + 1n) / 4n, p);
  if ((root * root) % p !== square) return null;
  const y = root % 2n === BigInt(sign % 2) ? root : p - root;
  return { x: compressed.slice(1), y: toBytes(y, bytes) };
}

/** The compressed form of a point; null when it does not lie on the curve. */
export function compress(name: CurveName, { x, y }: Point): Uint8Array | null {
  const { p, bytes } = curves[name];
  if (x.length !== bytes || y.length !== bytes) return null;
  const [xNumber, yNumber] = [toNumber(x), toNumber(y)];
  if (xNumber >= p || yNumber >= p || (yNumber * yNumber) % p !== rightSide(name, xNumber)) return null;
  return Uint8Array.of(yNumber % 2n === 0n ? 2 : 3, ...x);
}

function rightSide(name: CurveName, x: bigint): bigint {
  const { p, b } = curves[name];
  const value = (x * x * x - 3n * x + b) % p;
  return value < 0n ? value + p : value;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let factor = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * factor) % modulus;
    factor = (factor * factor) % modulus;
  }
  return result;
}

const toNumber = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes) || '0'}`);
const toBytes = (value: bigint, length: number): Uint8Array =>
  fromHex(value.toString(16).padStart(length * 2, '0')) ?? new Uint8Array(length);
