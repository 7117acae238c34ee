import { readFileSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { describeSettings, readSettings, settingsTable, type SettingName } from '../../src/config/index.js';
import { ServiceError } from '../../src/shared/index.js';

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return error instanceof ServiceError ? error.code : 'not-a-service-error';
  }
  return 'nothing-thrown';
};

describe('settings', () => {
  it('work without any environment', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({
      production: false,
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      databaseUrl: null,
    });
    expect(Object.isFrozen(settings)).toBe(true);
  });

  it('production refuses a missing PUBLIC_URL and says what to do', () => {
    expect(codeOf(() => readSettings({ NODE_ENV: 'production' }))).toBe('public-url-missing');
  });

  it.each([
    ['a port that is no number', { PORT: 'abc' }],
    ['a port out of range', { PORT: '70000' }],
    ['a public address with a path', { PUBLIC_URL: 'https://a.example/x' }],
    ['a public address that is none', { PUBLIC_URL: 'passport' }],
    ['plain http in production', { NODE_ENV: 'production', PUBLIC_URL: 'http://a.example' }],
    ['a database address that is none', { DATABASE_URL: 'awards' }],
    ['a database of another kind', { DATABASE_URL: 'mysql://owner@db.example/awards' }],
    ['a database password that cuts the address short', { DATABASE_URL: 'postgres://owner:a#b@db.example/awards' }],
    ['an unknown log level', { LOG_LEVEL: 'loud' }],
    ['an unknown outbound word', { OUTBOUND: 'maybe' }],
    ['a passphrase file that is not there', { KEY_PASSPHRASE_FILE: '/nowhere/at/all' }],
  ])('%s is refused by name', (_name, environment) => {
    expect(codeOf(() => readSettings(environment))).toBe('bad-setting');
  });

  it('reads the passphrase from the first line of a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'settings-')), 'passphrase');
    writeFileSync(file, 'correct horse\nsecond line\n');
    expect(readSettings({ KEY_PASSPHRASE_FILE: file }).keyPassphrase).toBe('correct horse');
  });

  it('refuses a secret file without a secret, and the examples that come with the containers', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'settings-')), 'empty');
    for (const text of ['', '\n', '   \nsecond line']) {
      writeFileSync(file, text);
      expect(codeOf(() => readSettings({ KEY_PASSPHRASE_FILE: file }))).toBe('bad-setting');
    }
    const docker = join(import.meta.dirname, '..', '..', 'docker');
    const named = readFileSync(join(docker, 'compose.yml'), 'utf8').matchAll(/file: \.\/secrets\/([\w-]+)/g);
    const examples = [...named].map(([, name = '']) => join(docker, 'secrets.example', name));
    expect(examples).toHaveLength(2);
    for (const example of examples)
      expect(codeOf(() => readSettings({ KEY_PASSPHRASE_FILE: example }))).toBe('bad-setting');
  });

  it('are told without what is secret in them, and with everything else', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'settings-')), 'secret');
    writeFileSync(file, 'hush-of-a-file\n');
    const environment = {
      ...{ DATABASE_URL: 'postgres://owner:hush-of-the-database@db.example:5433/awards?sslpassword=hush' },
      ...{ KEY_PASSPHRASE: 'hush-of-the-keys', SIGNER: 'unix:/run/signer.sock', ROOT_KEYS: 'offline' },
      ...{ SIGNER_KEY_DIR: '/signer/keys', SIGNER_PASSPHRASE_FILE: file, KEYS: 'pkcs11', PKCS11_MODULE: '/lib/p11.so' },
      ...{ PKCS11_TOKEN: 'awards', PKCS11_PIN_FILE: file, ROOT_PINS: `z6Mk${'a'.repeat(44)}` },
      ...{ OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'passport', OIDC_CLIENT_SECRET: 'hush-of-the-client' },
    };
    const told = describeSettings(readSettings(environment));
    expect(JSON.stringify(told)).not.toContain('hush');
    expect(told).toMatchObject({
      DATABASE_URL: 'postgres://owner@db.example:5433/awards',
      KEYS: 'pkcs11 /lib/p11.so awards',
      OIDC_ISSUER: 'https://id.example passport',
      SIGNER_KEY_DIR: '/signer/keys',
    });
    // Each setting by itself shows, but for secrets and what only says where they lie.
    const others: Partial<Record<SettingName, string>> = {
      ...{ NODE_ENV: 'production', PORT: '1', HOST: '::1', PUBLIC_URL: 'https://a.example', DATA_DIR: 'x' },
      ...{ DATABASE_URL: 'postgres://owner@db.example/other', PKCS11_MODULE: '/lib/other.so', PKCS11_TOKEN: 'other' },
      ...{ KEY_DIR: 'x', OPERATOR: 'x', CATALOGUE_DIR: 'x', FRAMEWORKS_DIR: 'x', CONFORMANCE_DIR: 'x', KEYS: 'file' },
      ...{ SIGNER: 'unix:/run/other.sock', SIGNER_KEY_DIR: '/other', ROOT_PINS: `z6Mk${'b'.repeat(44)}` },
      ...{ OUTBOUND: 'off', RELEASES_PER_CENTRE_PER_DAY: '1', LOG_LEVEL: 'debug', TRUST_PROXY: '1' },
      ...{ OIDC_ISSUER: 'https://other.example', OIDC_CLIENT_ID: 'other' },
    };
    const isSecret = (name: string): boolean => /PASSPHRASE|PIN_FILE|SECRET|^ROOT_KEYS$/.test(name);
    expect(Object.keys(others).toSorted()).toEqual(
      Object.keys(settingsTable)
        .filter((name) => !isSecret(name))
        .toSorted(),
    );
    const base = { ...environment, PUBLIC_URL: 'https://passport.example' };
    for (const [name, value] of Object.entries(others))
      expect([name, describeSettings(readSettings({ ...base, [name]: value }))]).not.toEqual([
        name,
        describeSettings(readSettings(base)),
      ]);
  });

  it('docs/configuration.md names every setting with its default and meaning', () => {
    const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'configuration.md'), 'utf8');
    for (const [name, { default: value, about }] of Object.entries(settingsTable)) {
      expect(text).toContain(
        `| \`${name}\` | ${value === '' ? '(none)' : `\`${value}\``} | ${about.replaceAll('|', '\\|')} |`,
      );
    }
  });
});
