import type { Sp1Failure } from './codec/sp1-text.js';
import type { Sp1Unpacked } from './codec/sp1-unpack.js';

/** A dictionary as shipped: id byte, bytes and their hash. Immutable once published. */
export interface Dictionary {
  readonly dictId: number;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** What is drawn on cards and pages; every string already chosen and masked by the caller. */
export interface PassportView {
  readonly schemeTitle: string;
  readonly country: string;
  readonly awardTitle: string;
  readonly names: readonly { readonly text: string; readonly script: string }[];
  readonly birthYear: string | null;
  readonly maskedId: string | null;
  readonly title: string;
  readonly levelLine: string;
  readonly number: string;
  readonly units: readonly {
    readonly code: string;
    readonly title: string;
    readonly category: string;
    readonly competent: boolean;
  }[];
  readonly assessedOn: string;
  readonly awardedOn: string;
  readonly validUntil: string | null;
  readonly issuerName: string;
  readonly placeName: string;
  readonly photo: Uint8Array | null;
  readonly verifyHost: string;
  /** Text inside the large code: `https://host/#digits`. */
  readonly sp1Url: string;
  /** Text inside the small online code: `https://host/c/<code>`. */
  readonly shortUrl: string;
  readonly throwaway: boolean;
  /** Set for what is not an assessment: a passport or confirmed experience says other things about other dates. */
  readonly wording?: PassportWording;
}

/** The words and facts of a document that is not an assessment award. */
export interface PassportWording {
  /** Between name and title: 'holds the'. */
  readonly lead: string;
  /** Label and value, at most four. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** A line below the facts; empty for none. */
  readonly note: string;
  /** What a passport holds: one line each. */
  readonly contents: readonly string[];
}

/** One way to draw a passport. Adding one = a file with this shape and a line in the registry. */
export interface PassportLayout {
  readonly id: string;
  /** Ends a sentence: 'Use the card.' */
  readonly title: string;
  readonly mediaType: 'application/pdf' | 'image/png';
  /** Largest SP1 payload the layout's code may hold, in bytes (QR.md section 2). */
  readonly maxPayloadBytes: number;
  /** Which codes are drawn on it; each is read back before the file is released. */
  readonly codes: readonly ('sp1' | 'short')[];
  /** Throws ServiceError P21 when the code would be too dense for this layout. */
  render(view: PassportView): Promise<Uint8Array>;
}

export type PackResult =
  | { readonly ok: true; readonly payload: Uint8Array; readonly digits: string; readonly url: string }
  | { readonly ok: false; readonly reason: string };

/** What `unpackSp1` answers; see there. */
export type UnpackResult = Sp1Unpacked | Sp1Failure;
