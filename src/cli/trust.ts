import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readPassphrase } from '../config/index.js';
import {
  describeTrustList,
  readUnsigned,
  signRootRollover,
  signTrustList,
  trustListDifferences,
  writeUnsigned,
} from '../issuers/index.js';
import { createRootKeyFile, openKeyFile } from '../keys/index.js';
import { ServiceError, systemClock } from '../shared/index.js';
import { EXIT, UsageError, type Command } from './command.js';
import { withService } from './instance.js';
import { importActions } from './trust-imports.js';
import { listOf, needed, trustOptions, type TrustAction, type TrustValues } from './trust-arguments.js';

const actions: Readonly<Record<string, TrustAction>> = {
  prepare,
  sign,
  publish,
  'root-key': rootKey,
  roots: showRoots,
  ...importActions,
};

export const trustCommand: Command = {
  name: 'trust',
  usage: `trust prepare [--roots KEY,KEY] > FILE | trust sign FILE --root KEYFILE [--previous FILE] > SIGNED | trust publish SIGNED --by OFFICER
      trust root-key --dir FOLDER | trust roots
      trust import <url|file> --roots KEY,KEY --by OFFICER | trust imports | trust consent|withdraw <id> --by OFFICER | trust refresh`,
  about:
    'Signs the trust list outside this service and recognises other operators.\n"sign" and "root-key" need neither database nor network: run them on a machine that has none.',
  run: async (args) => {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: trustOptions });
    const [name = '', subject = '', ...more] = positionals;
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (action === undefined || more.length > 0)
      throw new UsageError(`Say one of: ${Object.keys(actions).join(', ')}.`);
    await action(subject, values);
    return EXIT.ok;
  },
};

async function prepare(_subject: string, { roots }: TrustValues): Promise<void> {
  const statement = await withService(async ({ trust }) =>
    roots === undefined
      ? ({ format: 'skills-passport-trust-list/1', list: await trust.prepare() } as const)
      : ({ format: 'skills-passport-root-statement/1', rollover: await trust.prepareRoots(listOf(roots)) } as const),
  );
  process.stdout.write(writeUnsigned(statement));
}

async function sign(file: string, { root, previous }: TrustValues): Promise<void> {
  const statement = readUnsigned(await readFile(needed(file, 'the file that "trust prepare" wrote'), 'utf8'));
  if (statement === null) throw notAStatement();
  const { record, signer } = await openKeyFile(needed(root, '--root KEYFILE'), passphrase(), systemClock);
  // On stderr: the signed text alone goes to stdout.
  const say = (lines: readonly string[]): void => lines.forEach((line) => void process.stderr.write(`${line}\n`));
  if ('list' in statement) {
    say(describeTrustList(statement.list));
    const before = previous === undefined ? null : readUnsigned(await readFile(previous, 'utf8'));
    if (before !== null && 'list' in before) say(trustListDifferences(before.list, statement.list));
  } else say([`Root keys from now on (serial ${statement.rollover.serial}):`, ...statement.rollover.roots]);
  say([`Signed with ${record.publicKeyMultibase}`]);
  const jws =
    'list' in statement
      ? await signTrustList(statement.list, signer)
      : await signRootRollover(statement.rollover, signer);
  process.stdout.write(`${jws}\n`);
}

async function publish(file: string, { by }: TrustValues): Promise<void> {
  const actorId = needed(by, '--by OFFICER');
  const jws = (await readFile(needed(file, 'the file that "trust sign" wrote'), 'utf8')).trim();
  const done = await withService(({ trust }) => trust.publish(jws, actorId));
  if (done.kind === 'roots')
    console.log(`Root keys with serial ${done.serial} are published:\n${done.roots.join('\n')}`);
  else console.log([`Trust list version ${done.version} is published.`, ...done.remarks].join('\n'));
}

async function rootKey(_subject: string, { dir }: TrustValues): Promise<void> {
  const folder = needed(dir, '--dir FOLDER');
  const { record, fileName } = await createRootKeyFile(folder, passphrase(), systemClock);
  console.log(`${record.publicKeyMultibase}\n  ${folder}/${fileName}`);
}

async function showRoots(): Promise<void> {
  const { roots, serial } = await withService(({ trust }) => trust.roots());
  console.log(`Serial ${serial}\n${roots.join('\n')}`);
}

function passphrase(): string {
  const found = readPassphrase();
  if (found !== null) return found;
  throw new ServiceError('key-passphrase-missing', {
    status: 500,
    title: 'The passphrase of the root key is not set.',
    whatToDo: 'Set KEY_PASSPHRASE_FILE to a file that holds it, on the machine that signs.',
  });
}

const notAStatement = (): ServiceError =>
  new ServiceError('not-a-trust-statement', {
    status: 422,
    title: 'This file is not what "trust prepare" writes.',
    whatToDo: 'Carry the file over again and compare its length on both machines.',
  });
