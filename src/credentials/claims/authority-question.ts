import type { JsonObject } from '../../shared/index.js';
import { dayAt, objectAt, textAt } from './fields.js';

/** The authority tuple a credential asks about: may this issuer award this, from this place, on this day? */
export interface CredentialAuthority {
  readonly issuerDid: string;
  readonly qualification: string;
  readonly place: string;
  /** Day of the assessment; for experience and passports, which nobody assesses, the day of the award. YYYY-MM-DD. */
  readonly date: string;
}

const NOT_ASKED = '*';
const named = (iri: string | null): string | null => (iri === NOT_ASKED ? null : iri);

/**
 * Reads the tuple from a document of ours. A passport has no qualification or place of its own: it asks with `*`, "not
 * asked about", so any scope its issuer holds on that day answers it. Null when a member is missing, and when the
 * document itself says `*`: only this function may leave a part out.
 */
export function authorityQuestionOf(document: JsonObject): CredentialAuthority | null {
  const subject = objectAt(document, 'credentialSubject');
  const issuerDid = textAt(document['issuer'], 'id');
  const isBundle = Array.isArray(subject['verifiableCredential']);
  const isExperience = subject['activityStartDate'] !== undefined;
  const qualification = isBundle ? NOT_ASKED : named(textAt(subject['achievement'], 'id'));
  const place = isBundle ? NOT_ASKED : named(textAt(subject['source'], 'id'));
  const date = isBundle || isExperience ? dayAt(document, 'awardedDate') : dayAt(subject, 'activityEndDate');
  if (issuerDid === null || qualification === null || place === null || date === null) return null;
  return { issuerDid, qualification, place, date };
}
