import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ServiceError } from '../shared/index.js';

/**
 * Every setting of the service: environment variable, default, unit and reason in one place. `docs/configuration.md` is
 * checked against this table by a test.
 */
export const settingsTable = {
  NODE_ENV: { default: 'development', about: '`production` refuses throwaway keys and a missing PUBLIC_URL.' },
  PORT: { default: '3000', about: 'TCP port to listen on, 1-65535; 0 picks a free one.' },
  HOST: { default: '', about: 'Address to listen on; empty = all addresses in production, loopback otherwise.' },
  PUBLIC_URL: {
    default: '',
    about:
      'The https address under which the world reaches this service. Written into every credential: choose it once.',
  },
  DATA_DIR: { default: './data', about: 'Folder for the embedded database, keys and caches.' },
  DATABASE_URL: { default: '', about: 'postgres://... of a PostgreSQL server; empty = embedded database in DATA_DIR.' },
  KEYS: {
    default: 'file',
    about: '`file`: encrypted files in KEY_DIR. `pkcs11`: a hardware token, which no private key leaves.',
  },
  PKCS11_MODULE: { default: '', about: "With KEYS=pkcs11: path of the PKCS#11 library of the hardware's maker." },
  PKCS11_TOKEN: { default: '', about: 'With KEYS=pkcs11: label of the token.' },
  PKCS11_PIN_FILE: { default: '', about: 'With KEYS=pkcs11: file whose first line is the PIN of the token.' },
  KEY_DIR: { default: '', about: 'Folder of the encrypted key files; empty = DATA_DIR/keys.' },
  KEY_PASSPHRASE: {
    default: '',
    about: 'Opens the encrypted key files. KEY_PASSPHRASE_FILE names a file that holds it instead.',
  },
  KEY_PASSPHRASE_FILE: { default: '', about: 'File whose first line is the passphrase (container secrets).' },
  OPERATOR: { default: 'Skills Passport operator', about: 'Name of the operating body, shown in the trust list.' },
  CATALOGUE_DIR: { default: '', about: 'Folder with more qualification files of the operator.' },
  FRAMEWORKS_DIR: {
    default: '',
    about: 'Folder with framework files that add to or replace the shipped ones; empty = DATA_DIR/frameworks.',
  },
  CONFORMANCE_DIR: {
    default: './data/conformance',
    about: 'Folder of the throwaway keys of the conformance server. Never the folder of real keys.',
  },
  SIGNER: {
    default: '',
    about:
      '`unix:/path` of the signing process (`cli signer`), which then alone holds the issuing keys; needs DATABASE_URL and ROOT_KEYS=offline. Empty = this process signs.',
  },
  SIGNER_KEY_DIR: { default: '', about: 'Folder of the encrypted issuing keys, of the signing process alone.' },
  SIGNER_PASSPHRASE_FILE: {
    default: '',
    about: 'File whose first line opens the keys in SIGNER_KEY_DIR; readable for the signing process alone.',
  },
  ROOT_KEYS: {
    default: 'store',
    about:
      '`store`: root keys in the key store sign the trust list by themselves. `offline`: only files signed elsewhere are published.',
  },
  ROOT_PINS: {
    default: '',
    about: 'With ROOT_KEYS=offline: the public root keys this instance began with, Multikey form, separated by commas.',
  },
  OUTBOUND: {
    default: 'on',
    about: '`off` closes the single outbound door: foreign DIDs and status lists then count as "could not check".',
  },
  RELEASES_PER_CENTRE_PER_DAY: {
    default: '2000',
    about: 'How many awards of one centre are released on one day (UTC) at most, 1-1000000; what is beyond is refused.',
  },
  LOG_LEVEL: { default: 'info', about: 'pino level: fatal, error, warn, info, debug, silent.' },
  TRUST_PROXY: {
    default: '0',
    about: 'How many reverse proxies stand in front, so that rate limits see the right address.',
  },
  OIDC_ISSUER: {
    default: '',
    about:
      "Address of the organisation's OpenID provider for staff sign-in; empty = passkeys only. It should state `auth_time` when asked with `max_age`, see [staff.md](staff.md). Reached even when OUTBOUND is off.",
  },
  OIDC_CLIENT_ID: { default: '', about: 'Client id of this service at the OpenID provider.' },
  OIDC_CLIENT_SECRET: {
    default: '',
    about: 'Client secret at the OpenID provider. OIDC_CLIENT_SECRET_FILE names a file that holds it instead.',
  },
  OIDC_CLIENT_SECRET_FILE: { default: '', about: 'File whose first line is the client secret (container secrets).' },
} as const;

export type SettingName = keyof typeof settingsTable;

export interface Settings {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly keyDir: string;
  readonly keyPassphrase: string | null;
  readonly operator: string;
  readonly catalogueDir: string | null;
  readonly frameworksDir: string;
  readonly conformanceDir: string;
  /** The hardware token with the keys; null = encrypted files in `keyDir`. */
  readonly token: { readonly modulePath: string; readonly tokenLabel: string; readonly pin: string } | null;
  /** Socket of the signing process; null = this process signs. */
  readonly signer: string | null;
  /** For the signing process itself. */
  readonly signerKeys: { readonly dir: string; readonly passphrase: string } | null;
  readonly rootKeys: 'store' | 'offline';
  /** The first root keys, when they are not in the store. */
  readonly rootPins: readonly string[];
  readonly outbound: boolean;
  readonly releasesPerCentrePerDay: number;
  readonly logLevel: string;
  readonly trustProxy: number;
  /** Sign-in of staff with an OpenID provider; null = passkeys only. */
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | null;
}

const port = z.coerce.number().int().min(0).max(65_535);
const level = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']);

function wrong(name: SettingName, whatToDo: string): ServiceError {
  return new ServiceError('bad-setting', { status: 500, title: `The setting ${name} cannot be used.`, whatToDo });
}

function parsed<T>(name: SettingName, schema: z.ZodType<T>, value: unknown, whatToDo: string): T {
  const result = schema.safeParse(value);
  if (!result.success) throw wrong(name, whatToDo);
  return result.data;
}

/** Origin only: a path, query or user part would end up inside signed credentials. */
function publicOrigin(value: string, production: boolean): string {
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    throw wrong('PUBLIC_URL', 'Give a full address such as https://passport.example.org');
  }
  if (url.origin !== value.replace(/\/$/, ''))
    throw wrong('PUBLIC_URL', 'Give scheme, host and port only, without path or query.');
  if (production && url.protocol !== 'https:')
    throw wrong('PUBLIC_URL', 'In production the address must begin with https://');
  return url.origin;
}

function databaseAddress(value: string): string | null {
  if (value === '') return null;
  if (/^postgres(ql)?:\/\//.test(value) && URL.canParse(value)) return value;
  throw wrong(
    'DATABASE_URL',
    'Give postgres://user:password@host:5432/database; write special characters of the password as %40, %23 and so on.',
  );
}

/**
 * Reads and checks all settings; the only place that touches the environment. Throws ServiceError `bad-setting` or
 * `public-url-missing` that says what to do.
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  overrides: Partial<Record<SettingName, string>> = {},
): Settings {
  const value = (name: SettingName): string => overrides[name] ?? environment[name] ?? settingsTable[name].default;
  const production = value('NODE_ENV') === 'production';
  const listenPort = parsed('PORT', port, value('PORT'), 'Give a whole number from 0 to 65535.');
  if (production && value('PUBLIC_URL') === '') {
    throw new ServiceError('public-url-missing', {
      status: 500,
      title: 'PUBLIC_URL is not set.',
      whatToDo:
        'Set PUBLIC_URL to the https address of this service, for example https://passport.example.org. It is written into every credential.',
    });
  }
  const dataDir = value('DATA_DIR');
  return Object.freeze({
    production,
    port: listenPort,
    host: value('HOST') || (production ? '0.0.0.0' : '127.0.0.1'),
    publicUrl: publicOrigin(value('PUBLIC_URL') || `http://localhost:${listenPort}`, production),
    dataDir,
    databaseUrl: databaseAddress(value('DATABASE_URL')),
    keyDir: value('KEY_DIR') || `${dataDir}/keys`,
    keyPassphrase: secret(value('KEY_PASSPHRASE'), value('KEY_PASSPHRASE_FILE'), 'KEY_PASSPHRASE_FILE'),
    operator: value('OPERATOR'),
    catalogueDir: value('CATALOGUE_DIR') || null,
    frameworksDir: value('FRAMEWORKS_DIR') || `${dataDir}/frameworks`,
    conformanceDir: value('CONFORMANCE_DIR'),
    ...separateSigner(value),
    token: hardwareToken(value),
    ...rootKeys(value),
    outbound: parsed('OUTBOUND', z.enum(['on', 'off']), value('OUTBOUND'), 'Give on or off.') === 'on',
    releasesPerCentrePerDay: parsed(
      'RELEASES_PER_CENTRE_PER_DAY',
      z.coerce.number().int().min(1).max(1_000_000),
      value('RELEASES_PER_CENTRE_PER_DAY'),
      'Give a whole number from 1 to 1000000.',
    ),
    logLevel: parsed('LOG_LEVEL', level, value('LOG_LEVEL'), 'Give one of fatal, error, warn, info, debug, silent.'),
    trustProxy: parsed(
      'TRUST_PROXY',
      z.coerce.number().int().min(0).max(10),
      value('TRUST_PROXY'),
      'Give the number of proxies, 0 to 10.',
    ),
    oidc: openIdProvider(value, production),
  });
}

function separateSigner(value: (name: SettingName) => string): Pick<Settings, 'signer' | 'signerKeys'> {
  const address = value('SIGNER');
  if (address === '') return { signer: null, signerKeys: null };
  // The embedded database cannot be shared, and a root key beside the main process would undo the separation.
  if (!/^unix:\/.{1,90}$/.test(address))
    throw wrong('SIGNER', 'Give unix: and an absolute path of at most 90 letters.');
  if (value('DATABASE_URL') === '') throw wrong('SIGNER', 'Two processes need a PostgreSQL server: set DATABASE_URL.');
  if (value('ROOT_KEYS') !== 'offline') throw wrong('ROOT_KEYS', 'With SIGNER the root keys must be offline.');
  const passphrase = secret('', value('SIGNER_PASSPHRASE_FILE'), 'SIGNER_PASSPHRASE_FILE');
  const dir = value('SIGNER_KEY_DIR');
  return { signer: address.slice(5), signerKeys: passphrase === null || dir === '' ? null : { dir, passphrase } };
}

function hardwareToken(value: (name: SettingName) => string): Settings['token'] {
  if (parsed('KEYS', z.enum(['file', 'pkcs11']), value('KEYS'), 'Give file or pkcs11.') === 'file') return null;
  const [modulePath, tokenLabel] = [value('PKCS11_MODULE'), value('PKCS11_TOKEN')];
  if (modulePath === '') throw wrong('PKCS11_MODULE', 'Give the path of the PKCS#11 library.');
  if (tokenLabel === '') throw wrong('PKCS11_TOKEN', 'Give the label of the token.');
  const pin = secret('', value('PKCS11_PIN_FILE'), 'PKCS11_PIN_FILE');
  if (pin === null) throw wrong('PKCS11_PIN_FILE', 'Give a file whose first line is the PIN.');
  return { modulePath, tokenLabel, pin };
}

function rootKeys(value: (name: SettingName) => string): Pick<Settings, 'rootKeys' | 'rootPins'> {
  const where = parsed('ROOT_KEYS', z.enum(['store', 'offline']), value('ROOT_KEYS'), 'Give store or offline.');
  const rootPins = value('ROOT_PINS')
    .split(',')
    .flatMap((pin) => pin.trim() || []);
  const arePins = rootPins.length <= 4 && rootPins.every((pin) => /^z6Mk[1-9A-HJ-NP-Za-km-z]{40,60}$/.test(pin));
  if (!arePins || (where === 'offline' && rootPins.length === 0))
    throw wrong('ROOT_PINS', 'Give one to four public Ed25519 keys as "trust root-key" printed them.');
  return { rootKeys: where, rootPins };
}

function openIdProvider(value: (name: SettingName) => string, production: boolean): Settings['oidc'] {
  const issuer = value('OIDC_ISSUER');
  if (issuer === '') return null;
  let url: URL;
  try {
    url = new URL(issuer);
  } catch {
    throw wrong('OIDC_ISSUER', 'Give the full address of the provider, as in its own configuration.');
  }
  if (url.protocol !== 'https:' && (production || url.protocol !== 'http:'))
    throw wrong('OIDC_ISSUER', 'The address of the provider must begin with https://');
  const clientId = value('OIDC_CLIENT_ID');
  const direct = value('OIDC_CLIENT_SECRET');
  const clientSecret = secret(direct, value('OIDC_CLIENT_SECRET_FILE'), 'OIDC_CLIENT_SECRET_FILE');
  if (clientId === '') throw wrong('OIDC_CLIENT_ID', 'Give the client id that the provider has for this service.');
  if (clientSecret === null) throw wrong('OIDC_CLIENT_SECRET', 'Give the client secret, or the file that holds it.');
  return { issuer, clientId, clientSecret };
}

function secret(direct: string, file: string, name: SettingName): string | null {
  if (direct !== '') return direct;
  if (file === '') return null;
  const refused = (title: string, whatToDo: string, cause?: unknown): ServiceError =>
    new ServiceError('bad-setting', { status: 500, title, whatToDo, cause });
  let line: string;
  try {
    [line = ''] = readFileSync(file, 'utf8').split(/\r?\n/, 1);
  } catch (cause) {
    const whatToDo = 'Check that the file exists and that this service may read it.';
    throw refused(`The file named by ${name} cannot be read.`, whatToDo, cause);
  }
  // An empty passphrase would encrypt keys for everybody; the examples of docker/secrets.example are known to everybody.
  if (line.trim() === '' || line.startsWith('EXAMPLE'))
    throw refused(
      `The file named by ${name} holds no secret of yours.`,
      'Put a value of your own into its first line.',
    );
  return line;
}

/** The passphrase of key files alone, for a machine that is no instance; null when none is set. */
export function readPassphrase(environment: Readonly<Record<string, string | undefined>> = process.env): string | null {
  const { KEY_PASSPHRASE = '', KEY_PASSPHRASE_FILE = '' } = environment;
  return secret(KEY_PASSPHRASE, KEY_PASSPHRASE_FILE, 'KEY_PASSPHRASE_FILE');
}

/** Settings of the demonstration: its own data folder, the embedded database, quiet logs, whatever the environment leaves open. */
export function readDemoSettings(environment: Readonly<Record<string, string | undefined>> = process.env): Settings {
  return readSettings({ DATA_DIR: './data/demo', LOG_LEVEL: 'warn', ...environment }, { DATABASE_URL: '' });
}

/** Settings of the conformance server: port 4443 unless the environment names one; public address and database play no part. */
export function readConformanceSettings(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Pick<Settings, 'production' | 'port' | 'host' | 'conformanceDir'> {
  const production = environment['NODE_ENV'] === 'production';
  const own = { PORT: '4443', ...environment, NODE_ENV: 'development', PUBLIC_URL: '', KEY_PASSPHRASE_FILE: '' };
  const { port: listenPort, host, conformanceDir } = readSettings(own);
  return { production, port: listenPort, host, conformanceDir };
}
