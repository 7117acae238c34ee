import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, isObject, type Ids } from '../shared/index.js';
import { damagedFile, isSealed, linkNew, writeUnlinked } from './key-files.js';
import type { SealedKey } from './sealed-key.js';

const FORMAT = 'skills-passport-secret/1';
const SUFFIX = '.secret.json';

interface SecretPublicPart {
  readonly name: string;
  readonly throwaway: boolean;
}

/** A secret of the instance as it lies in the key folder. */
export interface SecretFile {
  readonly format: typeof FORMAT;
  readonly public: SecretPublicPart;
  readonly createdAt: string;
  readonly secret: SealedKey;
}

export const secretFileName = (name: string): string => `${name}${SUFFIX}`;

export const secretFacts = ({ name, throwaway }: SecretPublicPart): Buffer =>
  Buffer.from(canonicalJson({ secret: name, throwaway }));

export interface SecretFiles {
  read(name: string): Promise<SecretFile | null>;
  readAll(): Promise<readonly SecretFile[]>;
  /** Writes a new file, whole or not at all; false when there is one already. Secrets are never overwritten. */
  add(file: Omit<SecretFile, 'format'>): Promise<boolean>;
}

export function createSecretFiles(dir: string, ids: Ids): SecretFiles {
  const read = async (name: string): Promise<SecretFile | null> => {
    if (!/^[a-z][a-z-]{0,40}$/.test(name)) throw new TypeError('the name of a secret is made of small letters');
    const text = await readFile(join(dir, secretFileName(name)), 'utf8').catch(whenMissing);
    return text === null ? null : parse(text, name);
  };
  return {
    read,
    readAll: async () => {
      const names = (await readdir(dir).catch(() => [])).filter((file) => file.endsWith(SUFFIX)).toSorted();
      const files = await Promise.all(names.map((file) => read(file.slice(0, -SUFFIX.length))));
      return files.filter((file) => file !== null);
    },
    add: async (file) =>
      linkNew(dir, secretFileName(file.public.name), await writeUnlinked(dir, { format: FORMAT, ...file }, ids)),
  };
}

function whenMissing(cause: unknown): null {
  if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
  throw cause;
}

function parse(text: string, name: string): SecretFile {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = null;
  }
  if (!isObject(parsed) || parsed['format'] !== FORMAT) throw damagedFile(secretFileName(name));
  const { public: facts, createdAt, secret } = parsed;
  const isWhole =
    isObject(facts) && facts['name'] === name && typeof facts['throwaway'] === 'boolean' && isSealed(secret);
  if (!isWhole || typeof createdAt !== 'string') throw damagedFile(secretFileName(name));
  return { format: FORMAT, public: { name, throwaway: facts['throwaway'] === true }, createdAt, secret };
}
