import type { Certificate } from '../assessment/index.js';
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
  const [signed, entries, certificates] = await Promise.all([
    store.credentials.find({ credentialId }, everything),
    store.statusEntries.find({ credentialId }, everything),
    store.certificates.find({ id: done.map((intent) => intent.subjectId) }, everything),
  ]);
  const isSigned = new Set(signed.map((row) => row.credentialId));
  const entryOf = new Map(entries.map((entry) => [entry.credentialId, entry]));
  const certificateOf = new Map(certificates.map((certificate) => [certificate.id, certificate]));
  return done.flatMap((intent): Finding[] => {
    const where = `credential ${intent.credentialId}`;
    const certificate = certificateOf.get(intent.subjectId) ?? null;
    return [
      ...(isSigned.has(intent.credentialId) ? [] : [{ code: 'credential-missing' as const, where }]),
      ...(certificate === null || isRegistered(certificate, intent)
        ? []
        : [{ code: 'register-differs' as const, where }]),
      ...(agrees(certificate, intent, entryOf.get(intent.credentialId))
        ? []
        : [{ code: 'status-differs' as const, where }]),
    ];
  });
}

const isRegistered = (certificate: Certificate, intent: IssuanceIntent): boolean =>
  certificate.number === intent.number && certificate.credentialId === intent.credentialId;

/** A missing entry is a finding of its own; revoked and suspended must be what the register says. */
function agrees(certificate: Certificate | null, intent: IssuanceIntent, entry: StatusEntryRow | undefined): boolean {
  if (entry === undefined) return true;
  if (entry.listSlug !== intent.statusListId || entry.index !== intent.revocationIndex) return false;
  if (certificate === null) return true;
  const { state } = certificate;
  return (
    entry.revoked === (state === 'revoked') &&
    entry.suspended === (state === 'suspended') &&
    (entry.replacedBy !== null) === (state === 'replaced')
  );
}
