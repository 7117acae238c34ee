import { findEvery, isObject, type JsonObject } from '../shared/index.js';
import {
  issueAccreditations,
  type AccreditationIssuingDeps,
  type IssuedAccreditations,
} from './accreditation-credentials.js';
import { accreditationDocument } from './accreditation-document.js';
import { say } from './accreditation-status.js';
import type { AccreditationCredential } from './model.js';
import { markListChanged } from './status-lists.js';

/**
 * After a key was lost: accreditation credentials signed with it, and those that rest on them, are revoked for that reason, and
 * each accreditation that the register still holds gets another one under the key that took its place. Cut short, the
 * service's own worker signs the rest.
 *
 * @param keyId verification method of the lost key
 */
export async function reissueAccreditations(
  keyId: string,
  actorId: string,
  deps: AccreditationIssuingDeps,
): Promise<IssuedAccreditations> {
  const current = await findEvery(deps.store.read.accreditationCredentials, { supersededAt: null });
  for (const row of restingOn(keyId, current)) {
    const said = { revoked: true, suspended: false, reasonClass: 'key-compromise' } as const;
    await say(row, said, {
      ...{ deps, actorId, mark: markListChanged },
      also: async (store) => {
        const fresh = await store.accreditationCredentials.get(row.id);
        if (fresh?.supersededAt !== null) return;
        const supersededAt = deps.clock.now().toISOString();
        await store.accreditationCredentials.update({ ...fresh, supersededAt });
      },
    });
  }
  return issueAccreditations(actorId, deps);
}

/** A place's credential names that of its body by address: with a new one above, it has to be another one too. */
function restingOn(keyId: string, rows: readonly AccreditationCredential[]): AccreditationCredential[] {
  const read = rows.map((row) => ({ row, ...linksOf(row) }));
  const lost = new Set(read.filter(({ method }) => method === keyId).map(({ row }) => row.credentialId));
  // Looked through again until nothing new rests on what is lost already.
  for (let size = -1; size !== lost.size;) {
    size = lost.size;
    for (const { row, above } of read) if (lost.has(above)) lost.add(row.credentialId);
  }
  return rows.filter(({ credentialId }) => lost.has(credentialId));
}

function linksOf({ json }: AccreditationCredential): { readonly method: unknown; readonly above: string } {
  const document: JsonObject = accreditationDocument(json) ?? {};
  const { proof, evidence } = document;
  const [first]: unknown[] = Array.isArray(evidence) ? evidence : [];
  const above = isObject(first) && typeof first['id'] === 'string' ? first['id'] : '';
  return { method: isObject(proof) ? proof['verificationMethod'] : null, above };
}
