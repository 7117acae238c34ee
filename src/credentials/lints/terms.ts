import jsonld from 'jsonld';
import type { Refusal } from '../../shared/index.js';
import type { DocumentLoader } from '../contexts/index.js';
import type { UnsignedCredential } from '../types.js';
import { refusal, type Lint } from './lint.js';

/**
 * Every member and type is defined by the contexts (JSON-LD 1.1 expansion in safe mode). A byte-wise proof would sign an
 * undefined term without complaint, and other software would silently drop it.
 */
export const termsLint: Lint = {
  id: 'terms',
  code: 'L02',
  title: 'Every term has a meaning in the contexts.',
  run: ({ document }, { documentLoader }) => undefinedTerms(document, documentLoader),
};

/** The refusal of a document that uses a term without meaning; none when every term has one. */
export async function undefinedTerms(document: UnsignedCredential, documentLoader: DocumentLoader): Promise<Refusal[]> {
  const known = knownShapes(documentLoader);
  const shape = shapeOf(document);
  if (known.has(shape)) return [];
  try {
    await jsonld.expand(document, { documentLoader, safe: true });
  } catch {
    // The processor's own message quotes the document, so it is not passed on.
    const whatToDo = 'This is a fault of the service, not of the record. Report it with the code.';
    return [refusal('L02', 'The credential uses a term that its contexts do not define.', whatToDo, '')];
  }
  if (known.size >= MAX_SHAPES) known.clear();
  known.add(shape);
  return [];
}

const MAX_SHAPES = 500;

/** Members whose text is a literal or an address to every context: any text, or any absolute address, is as good. */
const values = new Set(
  (
    'id name identityHash licenseNumber validFrom validUntil awardedDate activityStartDate activityEndDate identifier ' +
    'statusListIndex statusListCredential resultDescription value narrative description humanCode version targetCode ' +
    'targetUrl targetName role tag fieldOfStudy created verificationMethod proofValue'
  ).split(' '),
);

/**
 * The document without its values. Whether terms are defined depends on nothing else, and expansion takes milliseconds: a
 * session of thirty certificates of one qualification is expanded once.
 */
function shapeOf(document: UnsignedCredential): string {
  return JSON.stringify(document, (name, value: unknown) => {
    if (!values.has(name)) return value;
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.length;
    if (typeof value !== 'string') return value;
    return /^[a-z][a-z0-9+.-]*:\S+$/i.test(value) ? 1 : 0;
  });
}

// A memo, not state: it belongs to the loader whose contexts gave the answer and goes with it.
const shapesOf = new WeakMap<DocumentLoader, Set<string>>();

function knownShapes(loader: DocumentLoader): Set<string> {
  const known = shapesOf.get(loader) ?? new Set<string>();
  shapesOf.set(loader, known);
  return known;
}
