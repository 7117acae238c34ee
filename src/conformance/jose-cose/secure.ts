import type { JsonObject } from '../../shared/index.js';
import type { TestKey } from './verification-method.js';

/** What distinguishes the media types of credentials from those of presentations. */
export interface MediaType {
  /** `vc+jwt`, `vp+sd-jwt`, `application/vc+cose` ... */
  readonly typ: string;
  /** `vc`, `vp`, `application/vc` ... */
  readonly cty: string;
}

/** One way of securing. `read` gives the verified payload or null; nothing of an unverified payload leaves it. */
export interface Securing {
  mediaType(kind: 'credential' | 'presentation'): MediaType;
  /** `paths`: what the holder may hide. Null when a path leads nowhere or the key cannot sign. */
  write(document: JsonObject, key: TestKey, options: { type: MediaType; paths: readonly string[] }): string | null;
  read(token: string, key: TestKey, type: MediaType): JsonObject | null;
  /** Parts of the document may be missing because they were not disclosed. */
  readonly isPartial: boolean;
}
