import { describeSettings } from '../config/index.js';
import type { HttpLog as Log } from '../http/index.js';
import { retryClash, sha256, type Setting } from '../issuance/index.js';
import { canonicalJson } from '../shared/index.js';
import type { Instance } from './instance.js';

/** Which process: each has settings of its own. */
export type ConfiguredProcess = 'server' | 'signer';

/** How long `/ready` tells of a change: everybody who looks once a day sees it. */
const TOLD_MS = 86_400_000;
const settingOf = (process: ConfiguredProcess): string => `configuration-${process}`;

/**
 * What is in effect now, compared with the start before: the hash goes to the log at each start, a change into the audit trail
 * too, with the names of what changed. Nothing secret is part of it, so a new password alone is not a change.
 */
export async function noteConfiguration(instance: Instance, process: ConfiguredProcess, log: Log): Promise<void> {
  const values = effective(instance);
  const hash = sha256(canonicalJson(values));
  const id = settingOf(process);
  const changed = await retryClash(() =>
    instance.store.transaction(async (tx) => {
      const known = await tx.settings.get(id);
      if (known?.value['sha256'] === hash) return '';
      const names = known === null ? '' : namesOfChanges(known.value, values);
      const value = { ...values, sha256: hash, changed: names, at: instance.clock.now().toISOString() };
      if (known === null) await tx.settings.insert({ id, version: 1, value });
      else await tx.settings.update({ ...known, value });
      await tx.audit.append({
        action: known === null ? 'configuration.first' : 'configuration.changed',
        actorId: 'service',
        subjectType: 'setting',
        subjectId: id,
        facts: { sha256: hash, before: known === null ? null : String(known.value['sha256']), changed: names },
      });
      return names;
    }),
  );
  log.info({ process, sha256: hash, changed }, 'configuration');
}

/** One sentence for each process whose settings changed at a start within the last day. */
export async function configurationWarnings({ store, clock }: Instance): Promise<readonly string[]> {
  const sentences: string[] = [];
  for (const process of ['server', 'signer'] as const) {
    const { changed = '', at = '' } = (await store.read.settings.get(settingOf(process)))?.value ?? {};
    const isNew = Math.abs(clock.now().getTime() - Date.parse(String(at))) < TOLD_MS;
    if (changed === '' || !isNew) continue;
    const since = String(at).slice(0, 16);
    sentences.push(`The configuration of the ${process} is another one since ${since}Z: ${String(changed)}.`);
  }
  return sentences;
}

/** The settings, and the qualifications that come with them: a file in CATALOGUE_DIR decides what can be certified. */
function effective({ settings, catalogue }: Instance): Setting['value'] {
  const qualifications = sha256(JSON.stringify([catalogue.schemes(), catalogue.qualifications()]));
  return { ...describeSettings(settings), qualifications };
}

const namesOfChanges = (before: Setting['value'], now: Setting['value']): string =>
  Object.keys(now)
    .filter((name) => before[name] !== now[name])
    .join(', ');
