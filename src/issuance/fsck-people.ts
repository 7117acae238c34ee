import { eachPage, ServiceError } from '../shared/index.js';
import type { Finding } from './fsck.js';
import type { IssuanceDeps } from './deps.js';

/**
 * Reads every person and every file of evidence: what can no longer be read and was not erased by two people was destroyed
 * by somebody else. `erased` holds the people whose erasure is in the audit trail.
 */
export async function checkPeople(deps: IssuanceDeps, erased: ReadonlySet<string>): Promise<Finding[]> {
  const findings: Finding[] = [];
  try {
    for await (const page of eachPage(deps.store.read.people, {}))
      for (const { id, names, preferredLanguage } of page)
        if (names.length === 0 && preferredLanguage === '' && !erased.has(id))
          findings.push({ code: 'personal-data-destroyed', where: `person ${id}` });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    findings.push({ code: 'personal-data-destroyed', where: `table person (${error.code})` });
  }
  return [...findings, ...(await checkEvidence(deps))];
}

async function checkEvidence({ store, evidence }: IssuanceDeps): Promise<Finding[]> {
  if (evidence === undefined) return [];
  const findings: Finding[] = [];
  for await (const page of eachPage(store.read.evidenceFiles, { removedAt: null }))
    for (const file of page) {
      const kept = await evidence.get(file.fileId).catch(() => null);
      if (kept?.storedSha256 !== file.sha256) findings.push({ code: 'evidence-damaged', where: `evidence ${file.id}` });
    }
  return findings;
}
