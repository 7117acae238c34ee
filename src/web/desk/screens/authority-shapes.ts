import type { Brief, Paper } from './accreditation-shapes.js';

export interface BodyAccreditation extends Brief {
  readonly papers: readonly Paper[];
}

interface Party {
  readonly id: string;
  readonly legalName: string;
  readonly country: string;
  readonly did: string | null;
}

/** Framework authorities, and the awarding bodies with what they hold. */
export interface Authorities {
  readonly authorities: readonly (Party & { readonly signsHere: boolean })[];
  readonly bodies: readonly (Party & { readonly accreditations: readonly BodyAccreditation[] })[];
}
