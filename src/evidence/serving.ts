import type { EvidenceType, StoredEvidence } from './types.js';

const EXTENSION: Readonly<Record<EvidenceType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'video/mp4': 'mp4',
};

/** Headers with which evidence may leave the house: downloaded, never shown as part of a page, never guessed at, never run. */
export const servingHeaders = (evidence: StoredEvidence): Readonly<Record<string, string>> => ({
  'Content-Type': evidence.mediaType,
  'Content-Disposition': `attachment; filename="evidence-${evidence.id}.${EXTENSION[evidence.mediaType]}"`,
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'private, no-store',
});
