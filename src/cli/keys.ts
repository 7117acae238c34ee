import { parseArgs } from 'node:util';
import { EXIT, UsageError, type Command } from './command.js';
import { withService } from './instance.js';
import { recordKeyActs } from './key-acts.js';
import { compromise, rotate } from './key-lifecycle.js';

const ROLES = ['issuer', 'status', 'root', 'audit'] as const;
const ALGORITHMS = ['Ed25519', 'P-256', 'P-384'] as const;

export const keysCommand: Command = {
  name: 'keys',
  usage:
    'keys list | keys create --issuer tesda [--role issuer] [--algorithm Ed25519] [--from DATE] [--until DATE] [--by OFFICER] | keys retire <id> [--at DATE] [--compromised] [--by OFFICER] | keys rotate <role> [--issuer tesda] [--lead DAYS] [--overlap DAYS] [--by OFFICER] | keys compromise <id> --since DATE (--dry-run | --set SET --by OFFICER --with OFFICER)',
  about:
    'Lists, makes, rotates and retires signing keys, and answers a stolen one. Private keys are never printed.\nWhat to do when a key may be stolen: docs/runbooks/key-compromise.md.',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        issuer: { type: 'string' },
        role: { type: 'string', default: 'issuer' },
        algorithm: { type: 'string', default: 'Ed25519' },
        from: { type: 'string' },
        until: { type: 'string' },
        at: { type: 'string' },
        compromised: { type: 'boolean', default: false },
        lead: { type: 'string' },
        overlap: { type: 'string' },
        since: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        set: { type: 'string' },
        by: { type: 'string' },
        with: { type: 'string' },
      },
    });
    const [action, id] = positionals;
    if (action === 'list') return list();
    if (action === 'create') return create(values);
    if (action === 'retire' && id !== undefined) return retire(id, values);
    const role = ROLES.find((entry) => entry === id);
    if (action === 'rotate' && role !== undefined) return rotate(role, values);
    if (action === 'compromise' && id !== undefined && values.since !== undefined)
      return compromise(id, dateOf(values.since), values);
    throw new UsageError('Say keys list, create, retire <id>, rotate <role> or compromise <id> --since DATE.');
  },
};

function list(): Promise<number> {
  return withService(async ({ instance }) => {
    const keys = await instance.keys.list();
    if (keys.length === 0) console.log('There are no keys yet. "keys create" makes one.');
    for (const key of keys) {
      const state = key.revokedAt
        ? `compromised ${key.revokedAt}`
        : key.validUntil
          ? `until ${key.validUntil}`
          : 'open end';
      console.log(
        `${key.id}\n  ${key.role}, ${key.algorithm}, from ${key.validFrom}, ${state}${key.throwaway ? ', THROWAWAY' : ''}\n  ${key.publicKeyMultibase}`,
      );
    }
    return EXIT.ok;
  });
}

interface CreateValues {
  readonly issuer?: string | undefined;
  readonly role: string;
  readonly algorithm: string;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly by?: string | undefined;
}

function create(values: CreateValues): Promise<number> {
  const role = ROLES.find((entry) => entry === values.role);
  const algorithm = ALGORITHMS.find((entry) => entry === values.algorithm);
  if (!role || !algorithm)
    throw new UsageError(`--role is one of ${ROLES.join(', ')}; --algorithm one of ${ALGORITHMS.join(', ')}.`);
  const issuer = values.issuer;
  if (issuer === undefined) throw new UsageError('Name the issuer: --issuer tesda, or a full DID.');
  const until = values.until === undefined ? null : dateOf(values.until);
  const from = values.from === undefined ? null : dateOf(values.from);
  return withService(async (service) => {
    const { instance, issuerDid } = service;
    const controller = issuer.startsWith('did:') ? issuer : issuerDid(issuer);
    const key = await instance.keys.create({
      controller,
      role,
      algorithm,
      validFrom: from ?? instance.clock.now(),
      validUntil: until,
    });
    await recordKeyActs(service, 'key.create', [key], values.by);
    console.log(`Made ${key.id}\n  ${key.publicKeyMultibase}`);
    return EXIT.ok;
  });
}

function retire(
  id: string,
  values: { readonly at?: string | undefined; readonly compromised: boolean; readonly by?: string | undefined },
): Promise<number> {
  const at = values.at === undefined ? null : dateOf(values.at);
  return withService(async (service) => {
    const { instance, trust } = service;
    const key = await instance.keys.retire(id, at ?? instance.clock.now(), values.compromised);
    await recordKeyActs(service, 'key.retire', [key], values.by);
    await trust.current({ fresh: true });
    console.log(
      `${key.id} ${values.compromised ? 'is marked compromised; nothing signed with it counts any more' : `signs no more after ${key.validUntil ?? 'now'}`}.`,
    );
    return EXIT.ok;
  });
}

function dateOf(text: string): Date {
  const date = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(date.getTime()))
    throw new UsageError('Dates are written as 2026-11-22 or 2026-11-22T09:00:00Z.');
  return date;
}
