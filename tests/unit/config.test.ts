import { readFileSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readSettings, settingsTable } from '../../src/config/index.js';
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

  it('docs/configuration.md names every setting with its default and meaning', () => {
    const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'configuration.md'), 'utf8');
    for (const [name, { default: value, about }] of Object.entries(settingsTable)) {
      expect(text).toContain(
        `| \`${name}\` | ${value === '' ? '(none)' : `\`${value}\``} | ${about.replaceAll('|', '\\|')} |`,
      );
    }
  });
});
