import type { Certificate, ExperienceRecord, SkillsPassport } from '../assessment/index.js';
import type { Finding } from './fsck.js';
import type { IssuanceIntent, StatusEntryRow } from './model.js';
import type { IssuanceStore } from './ports.js';

/**
 * Compares one page of intents with what must follow from them: a signed credential each, the number and credential in the
 * register row, and a status entry that says what the register says.
 */
export async function checkRegister(store: IssuanceStore, intents: readonly IssuanceIntent[]): Promise<Finding[]> {
  const done = intents.filter(({ state }) => state === 'signed' || state === 'published');
  if (done.length === 0) return [];
  const credentialId = done.map((intent) => intent.credentialId);
  const everything = { limit: 10_000 };
  const subjects = done.map((intent) => intent.subjectId);
  const [signed, entries, certificates, passports, experience] = await Promise.all([
    store.credentials.find({ credentialId }, everything),
    store.statusEntries.find({ credentialId }, everything),
    store.certificates.find({ id: subjects }, everything),
    store.passports.find({ id: subjects }, everything),
    store.experience.find({ id: subjects }, everything),
  ]);
  const isSigned = new Set(signed.map((row) => row.credentialId));
  const entryOf = new Map(entries.map((entry) => [entry.credentialId, entry]));
  const saidOf = new Map<string, Said>([
    ...certificates.map((row) => [row.id, ofCertificate(row)] as const),
    ...passports.map((row) => [row.id, ofPassport(row)] as const),
    ...experience.map((row) => [row.id, ofExperience(row)] as const),
  ]);
  return done.flatMap((intent): Finding[] => {
    const where = `credential ${intent.credentialId}`;
    const said = saidOf.get(intent.subjectId);
    return [
      ...(isSigned.has(intent.credentialId) ? [] : [{ code: 'credential-missing' as const, where }]),
      ...(said === undefined || isRegistered(said, intent) ? [] : [{ code: 'register-differs' as const, where }]),
      ...(agrees(said, intent, entryOf.get(intent.credentialId)) ? [] : [{ code: 'status-differs' as const, where }]),
    ];
  });
}

/** What the register says about something issued, whatever its kind. */
interface Said {
  /** Null where the register does not keep it. */
  readonly number: string | null;
  readonly credentialId: string | null;
  readonly revoked: boolean;
  readonly suspended: boolean;
  /** Null: the register does not say whether something took its place. */
  readonly replaced: boolean | null;
}

const ofCertificate = ({ number, credentialId, state }: Certificate): Said => ({
  number,
  credentialId,
  revoked: state === 'revoked',
  suspended: state === 'suspended',
  replaced: state === 'replaced',
});

/** A reissued passport is revoked or replaced: the entry alone knows which. */
const ofPassport = ({ number, credentialId, state }: SkillsPassport): Said => ({
  number,
  credentialId,
  revoked: state === 'closed' || state === 'reissued',
  suspended: state === 'blocked',
  replaced: state === 'reissued' ? null : false,
});

const ofExperience = ({ credentialId, state }: ExperienceRecord): Said => ({
  number: null,
  credentialId,
  revoked: state === 'withdrawn',
  suspended: false,
  replaced: false,
});

const isRegistered = ({ number, credentialId }: Said, intent: IssuanceIntent): boolean =>
  (number === null || number === intent.number) && credentialId === intent.credentialId;

/** A missing entry is a finding of its own; what it says must be what the register says. */
function agrees(said: Said | undefined, intent: IssuanceIntent, entry: StatusEntryRow | undefined): boolean {
  if (entry === undefined) return true;
  if (entry.listSlug !== intent.statusListId || entry.index !== intent.revocationIndex) return false;
  if (said === undefined) return true;
  const isReplaced = entry.replacedBy !== null;
  if (said.replaced === null) return entry.revoked !== isReplaced && !entry.suspended;
  return entry.revoked === said.revoked && entry.suspended === said.suspended && isReplaced === said.replaced;
}
