import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const storage = resolve(import.meta.dirname, '../../src/storage');

/** Changes with every change of the storage code: what was migrated by other code than today's must not be used again. */
export function storageFingerprint(): string {
  const hash = createHash('sha256');
  const files = readdirSync(storage, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).toSorted())
    hash.update(path.slice(storage.length)).update('\0').update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}
