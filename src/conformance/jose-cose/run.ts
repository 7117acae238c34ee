import { isObject, parseJson, type JsonObject } from '../../shared/index.js';
import { cose } from './cose.js';
import { isIssuable, isSound, type DocumentKind } from './document-rules.js';
import { jose } from './jose.js';
import { sdJwt } from './sd-jwt.js';
import type { Securing } from './secure.js';
import { readTestKey, type TestKey } from './verification-method.js';

/** `indeterminate`: the request itself could not be understood (key, feature), so nothing was judged. */
export interface JoseCoseResult {
  readonly result: 'success' | 'failure' | 'indeterminate';
  /** The token that was issued, or the document that was verified, as JSON text. */
  readonly data: string;
}

export interface JoseCoseRequest {
  readonly action: 'issue' | 'verify';
  readonly feature: string;
  /** Contents of the files. */
  readonly input: string;
  readonly key: string;
  /** `a.b[0]`: what the holder of an SD-JWT may hide. */
  readonly paths: readonly string[];
  /** Judges `exp` and `nbf`; without it they are not judged. */
  readonly now: Date | null;
}

const securings: Readonly<Record<string, Securing>> = { jose, sdjwt: sdJwt, cose };

/** Issues or verifies one file as the W3C VC-JOSE-COSE test suite asks. Never throws for what the files contain. */
export function runJoseCose(request: JoseCoseRequest): JoseCoseResult {
  const [, kind, form = ''] = /^(credential|presentation)_(jose|sdjwt|cose)$/.exec(request.feature) ?? [];
  const securing = securings[form];
  const file = objectIn(request.key);
  const key = file && readTestKey(file);
  if (kind === undefined || !securing || !key) return { result: 'indeterminate', data: '' };
  const document = kind as DocumentKind;
  return request.action === 'issue'
    ? issue(request, { kind: document, securing, key })
    : verify(request, { kind: document, securing, key });
}

interface Means {
  readonly kind: DocumentKind;
  readonly securing: Securing;
  readonly key: TestKey;
}

const failure: JoseCoseResult = { result: 'failure', data: '' };

function issue({ input, paths }: JoseCoseRequest, { kind, securing, key }: Means): JoseCoseResult {
  const document = objectIn(input);
  if (!document || !isIssuable(kind, document)) return failure;
  const token = securing.write(document, key, { type: securing.mediaType(kind), paths });
  return token === null ? failure : { result: 'success', data: token };
}

function verify({ input, now }: JoseCoseRequest, { kind, securing, key }: Means): JoseCoseResult {
  const payload = securing.read(input.trim(), key, securing.mediaType(kind));
  const { isPartial } = securing;
  if (!payload || !isSound(kind, payload, { isPartial, now })) return failure;
  return { result: 'success', data: JSON.stringify(payload) };
}

function objectIn(text: string): JsonObject | null {
  const parsed = parseJson(text.replace(/^\uFEFF/, ''));
  return parsed.ok && isObject(parsed.value) ? parsed.value : null;
}
