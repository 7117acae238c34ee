import { canonicalJson, ServiceError, type Stored } from '../../shared/index.js';
import { StorageMisuse, unstorableText } from '../storage-errors.js';
import { keyedHash, openCell, sealCell } from './cell-crypto.js';
import type { OwnerKey } from './owner-keys.js';
import type { FormContext, StoredForm, StoredRecord } from './stored-form.js';

/** Which fields of a kind are personal, and whose they are. */
export interface PersonalFields<T extends Stored, K extends keyof T & string> {
  readonly table: string;
  /** What readers find in the personal fields once the person was erased. Names the fields at the same time. */
  readonly erased: Pick<T, K>;
  /** The column with the id of the person whose key seals the row. */
  readonly ownerColumn: string;
  /** Owner of each model, in order. */
  owners(models: readonly T[], context: FormContext): Promise<readonly string[]>;
  /** A personal text field that must stay findable by equality: its column holds a keyed hash. */
  readonly indexed?: { readonly field: K; readonly key: Uint8Array };
  /** fsck must be able to walk over damage; everybody else is better stopped by it. */
  readonly whenDamaged: 'throw' | 'as-erased';
}

/**
 * Keeps the personal fields of a row together in its column `personal`, sealed with the owner's key and bound to table
 * and row. NULL there means: erased.
 *
 * ServiceErrors: `person-erased` (409) when something new is written about an erased person, `personal-data-damaged`
 * (500), `unstorable-text` (422).
 */
export function personalForm<T extends Stored, K extends keyof T & string>(spec: PersonalFields<T, K>): StoredForm<T> {
  const fields = Object.keys(spec.erased) as K[];
  const isPersonal = new Set<string>(fields);
  const { indexed } = spec;
  const bound = (id: string): string => `${spec.table} ${id}`;
  const hashOf = (value: unknown): unknown =>
    indexed && typeof value === 'string' ? keyedHash(indexed.key, value) : value;

  function seal(model: T, owner: string, key: OwnerKey | undefined): StoredRecord {
    const open = Object.fromEntries(Object.entries(model).filter(([field]) => !isPersonal.has(field)));
    const content = Object.fromEntries(fields.map((field) => [field, present(spec.table, field, model[field])]));
    const row = { ...open, ...(spec.ownerColumn === OWNER_COLUMN ? { [OWNER_COLUMN]: owner } : {}) };
    if (key === undefined) throw new StorageMisuse(`${spec.table} has no key for its owner`);
    if (key === 'erased') {
      if (canonicalJson(content) !== canonicalJson(spec.erased)) throw personErased();
      return { ...row, personal: null, ...(indexed ? { [indexed.field]: '' } : {}) };
    }
    const text = storableJson(content);
    const personal = sealCell(key, bound(model.id), Buffer.from(text, 'utf8'));
    return { ...row, personal, ...(indexed ? { [indexed.field]: hashOf(model[indexed.field]) } : {}) };
  }

  function open(row: StoredRecord, key: OwnerKey | undefined): T {
    const rest = Object.entries(row).filter(([field]) => field !== 'personal' && field !== OWNER_COLUMN);
    return { ...Object.fromEntries(rest), ...contentOf(row, key) } as unknown as T;
  }

  function contentOf(row: StoredRecord, key: OwnerKey | undefined): Pick<T, K> {
    const { personal } = row;
    if (typeof personal !== 'string' || key === 'erased') return spec.erased;
    const opened = key === undefined ? null : openCell(key, bound(String(row['id'])), personal);
    if (opened !== null) return JSON.parse(opened.toString('utf8')) as Pick<T, K>;
    if (spec.whenDamaged === 'as-erased') return spec.erased;
    throw damaged();
  }

  return {
    toStored: async (models, context) => {
      const owners = await spec.owners(models, context);
      const keys = await context.keys.ensured(context.manager, owners);
      return models.map((model, index) => seal(model, owners[index] ?? '', keys.get(owners[index] ?? '')));
    },
    fromStored: async (rows, context) => {
      const owners = rows.map((row) => String(row[spec.ownerColumn]));
      const keys = await context.keys.known(context.manager, owners);
      return rows.map((row, index) => open(row, keys.get(owners[index] ?? '')));
    },
    filter: (filter) => {
      if (!indexed || !(indexed.field in filter)) return filter;
      const wanted: unknown = filter[indexed.field];
      const asked = Array.isArray(wanted) ? wanted.map(hashOf) : hashOf(wanted);
      return { ...filter, [indexed.field]: asked };
    },
  };
}

/** Column of tables whose models know their person only through another row. */
export const OWNER_COLUMN = 'ownerId';

function present(table: string, field: string, value: unknown): unknown {
  if (value === undefined) throw new StorageMisuse(`${table}.${field} must not be empty`);
  return value;
}

/** JSON with the same bounds as a jsonb column: no NUL, no half of a surrogate pair. */
function storableJson(content: unknown): string {
  const text = JSON.stringify(content);
  if (/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/.test(text)) throw unstorableText();
  return text;
}

const personErased = (): ServiceError =>
  new ServiceError('person-erased', {
    status: 409,
    title: 'This person was erased: nothing about them can be stored any more.',
    whatToDo: 'Register the person anew if they ask to be assessed again.',
  });

const damaged = (): ServiceError =>
  new ServiceError('personal-data-damaged', {
    status: 500,
    title: 'Stored personal data was changed from outside and cannot be read.',
    whatToDo: 'Run the fsck command: it names the row. Restore it from a backup.',
  });
