import type { DocumentLoader } from '../credentials/index.js';
import { deriveDisclosure } from '../proofs/index.js';
import { ServiceError } from '../shared/index.js';
import {
  isTooLarge,
  jsonLdFindings,
  readDocument,
  readPointers,
  readRequest,
  refusal,
  type VcApiAnswer,
  type VcApiDeps,
} from '../vc-api/index.js';
import { leadsSomewhere } from './pointers.js';

/**
 * `POST /credentials/derive` (VC-API): what a holder would show of an ecdsa-sd-2023 credential. 201 with the derived
 * credential; 400 when there is no base proof or a pointer leads nowhere.
 */
export async function deriveAny(
  text: string,
  deps: Pick<VcApiDeps, 'canonicalizer' | 'isKnownContext'> & { readonly documentLoader: DocumentLoader },
): Promise<VcApiAnswer> {
  const request = readRequest(text);
  if (!request.ok) return request.answer;
  const received = readDocument(request.value.body, 'verifiableCredential');
  if (!received.ok) return received.answer;
  const pointers = readPointers(request.value.options, 'selectivePointers');
  if (!pointers.ok) return pointers.answer;
  const document = received.value;
  if (isTooLarge(document)) return refusal([{ code: 'document-too-large' }]);
  const selective = pointers.value ?? [];
  if (!selective.every((pointer) => leadsSomewhere(document, pointer))) {
    return refusal([{ code: 'pointer-unresolved', at: '/options/selectivePointers' }]);
  }
  const { proof: _proof, ...unsecured } = document;
  // Judged in a worker first: deriving works on the same graph, in this thread.
  const findings = await jsonLdFindings(unsecured, deps);
  if (findings.length > 0) return refusal(findings);
  try {
    const verifiableCredential = await deriveDisclosure(document, selective, deps.documentLoader);
    return { status: 201, body: { verifiableCredential } };
  } catch (error) {
    if (error instanceof ServiceError) return refusal([{ code: 'disclosure-refused', at: '/verifiableCredential' }]);
    throw error;
  }
}
