/** The only kinds of file that are kept. Nothing that a browser runs: no SVG, no HTML, no office documents. */
export type EvidenceType = 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf' | 'video/mp4';

/** What is known about a stored piece of evidence. It has no name: names of uploads are thrown away. */
export interface StoredEvidence {
  /** 128 random bits, lower-case base32. */
  readonly id: string;
  readonly mediaType: EvidenceType;
  /** SHA-256, hex, of the bytes that `get` gives back: this one belongs in the assessment record. */
  readonly storedSha256: string;
  /** SHA-256, hex, of what was handed in, before it was cleaned. */
  readonly originalSha256: string;
  readonly sizeBytes: number;
  /** ISO-8601 UTC. */
  readonly storedAt: string;
}

export interface OpenedEvidence extends StoredEvidence {
  readonly bytes: Uint8Array;
}
