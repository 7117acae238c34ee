import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SHARE_ENV, Worker } from 'node:worker_threads';

/** A token in software, as SoftHSM makes it: real PKCS#11, thrown away at the end. */
export interface SoftToken {
  readonly modulePath: string;
  readonly tokenLabel: string;
  readonly pin: string;
  /** For processes of their own. */
  readonly environment: Readonly<Record<string, string>>;
  close(): void;
}

const PACKAGES = ['softhsm2', 'libsofthsm2', 'softhsm2-common'];
const INSTALLED = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib64/softhsm/libsofthsm2.so',
  '/usr/lib64/pkcs11/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
];
const cache = resolve(import.meta.dirname, '../../node_modules/.cache/skills-passport/softhsm');
const unpacked = join(cache, 'root/usr/lib/softhsm/libsofthsm2.so');

/** The library that is installed, or Debian's packages unpacked into the cache; null where there is neither. */
export function findSoftHsm(): string | null {
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed !== undefined) return installed;
  if (!existsSync(unpacked)) {
    try {
      fetchPackages();
    } catch {
      return null;
    }
  }
  return existsSync(unpacked) ? unpacked : null;
}

/** Nothing is installed: the packages are unpacked into a folder of our own, which any user may do. */
function fetchPackages(): void {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'fetch-'));
  const run = (command: string, args: readonly string[]): void => {
    execFileSync(command, args, { cwd: folder, timeout: 120_000, stdio: 'ignore' });
  };
  try {
    try {
      run('apt-get', ['download', ...PACKAGES]);
    } catch {
      // No package lists on this machine, or none that this user may read: lists of our own.
      for (const path of ['lists/partial', 'cache/archives/partial'])
        mkdirSync(join(folder, path), { recursive: true });
      const options = ['-o', `Dir::State::lists=${folder}/lists`, '-o', `Dir::Cache=${folder}/cache`];
      run('apt-get', [...options, 'update']);
      run('apt-get', [...options, 'download', ...PACKAGES]);
    }
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.deb'))) run('dpkg', ['-x', name, 'root']);
    // Renamed into place: another worker must never load half a library.
    if (!existsSync(unpacked)) renameSync(join(folder, 'root'), join(cache, 'root'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Says loudly that something was not tried here. */
export function sayNotTried(what: string): void {
  process.stderr.write(
    `\n*** NOT TRIED ON THIS MACHINE: ${what} (no SoftHSM and no Debian packages to take it from) ***\n\n`,
  );
}

/** Jest gives tests a copy of the environment that libraries cannot see; a thread that shares the real one can set it. */
function setRealEnvironment(name: string, value: string): Promise<void> {
  const code = `process.env[${JSON.stringify(name)}] = ${JSON.stringify(value)}`;
  return new Promise((done, fail) => {
    new Worker(code, { eval: true, env: SHARE_ENV }).once('exit', () => done()).once('error', fail);
  });
}

/** A fresh token. One at a time per process: the library reads its configuration once. */
export async function makeSoftToken(modulePath: string, tokenLabel = 'Issuing authority'): Promise<SoftToken> {
  const folder = mkdtempSync(join(tmpdir(), 'skills-passport-softhsm-'));
  mkdirSync(join(folder, 'tokens'));
  const configuration = join(folder, 'softhsm2.conf');
  writeFileSync(
    configuration,
    `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = false\n`,
  );
  await setRealEnvironment('SOFTHSM2_CONF', configuration);
  const pin = '482913';
  const driver = createRequire(import.meta.url)('pkcs11js') as typeof import('pkcs11js');
  const module = new driver.PKCS11();
  module.load(modulePath);
  module.C_Initialize();
  const [slot] = module.C_GetSlotList(true);
  if (slot === undefined) throw new Error('SoftHSM offers no slot');
  module.C_InitToken(slot, '12345678', tokenLabel.padEnd(32));
  const fresh = module.C_GetSlotList(true).find((each) => module.C_GetTokenInfo(each).label.trim() === tokenLabel);
  if (fresh === undefined) throw new Error('SoftHSM did not make the token');
  const session = module.C_OpenSession(fresh, driver.CKF_SERIAL_SESSION | driver.CKF_RW_SESSION);
  module.C_Login(session, driver.CKU_SO, '12345678');
  module.C_InitPIN(session, pin);
  module.C_Logout(session);
  module.C_CloseSession(session);
  return {
    modulePath,
    tokenLabel,
    pin,
    environment: { SOFTHSM2_CONF: configuration },
    close: () => {
      module.C_Finalize();
      module.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
