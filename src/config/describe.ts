import type { SettingName, Settings } from './settings.js';

type Told<K extends keyof Settings> = readonly [SettingName, (value: Settings[K]) => string | number | boolean];

const isSet = (value: unknown): string => (value === null ? 'none' : 'set');
const text = (value: string | null): string => value ?? '';

/** What takes effect of each setting, without what is secret in it. A new setting does not compile before it stands here. */
const told: { readonly [K in keyof Settings]: Told<K> } = {
  production: ['NODE_ENV', (isProduction) => (isProduction ? 'production' : 'development')],
  port: ['PORT', Number],
  host: ['HOST', String],
  publicUrl: ['PUBLIC_URL', String],
  dataDir: ['DATA_DIR', String],
  databaseUrl: ['DATABASE_URL', withoutSecrets],
  keyDir: ['KEY_DIR', String],
  keyPassphrase: ['KEY_PASSPHRASE', isSet],
  operator: ['OPERATOR', String],
  catalogueDir: ['CATALOGUE_DIR', text],
  frameworksDir: ['FRAMEWORKS_DIR', String],
  conformanceDir: ['CONFORMANCE_DIR', String],
  token: ['KEYS', (token) => (token === null ? 'file' : `pkcs11 ${token.modulePath} ${token.tokenLabel}`)],
  signer: ['SIGNER', text],
  signerKeys: ['SIGNER_KEY_DIR', (keys) => keys?.dir ?? ''],
  rootKeys: ['ROOT_KEYS', String],
  rootPins: ['ROOT_PINS', (pins) => pins.join(',')],
  outbound: ['OUTBOUND', Boolean],
  releasesPerCentrePerDay: ['RELEASES_PER_CENTRE_PER_DAY', Number],
  logLevel: ['LOG_LEVEL', String],
  trustProxy: ['TRUST_PROXY', Number],
  oidc: ['OIDC_ISSUER', (oidc) => (oidc === null ? '' : `${oidc.issuer} ${oidc.clientId}`)],
};

/** By the names that `docs/configuration.md` has for them. Passwords, passphrases and PINs are left out. */
export function describeSettings(settings: Settings): Readonly<Record<string, string | number | boolean>> {
  const describe = <K extends keyof Settings>(field: K): readonly [SettingName, string | number | boolean] => {
    const [name, tell] = told[field];
    return [name, tell(settings[field])];
  };
  return Object.fromEntries((Object.keys(told) as (keyof Settings)[]).map((field) => describe(field)));
}

/** Where the database is and who asks; parameters behind the question mark may hold a password too. */
function withoutSecrets(address: string | null): string {
  if (address === null) return '';
  if (!URL.canParse(address)) return 'unreadable';
  const url = new URL(address);
  return `${url.protocol}//${url.username}@${url.host}${url.pathname}`;
}
