import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../../..');
/**
 * What a phone must load before it can check a code: pipeline, SP1 reader, canonical JSON, schema gate, trust list
 * reader and status reader, without language packs, dictionaries, schemas, scanner and the Ed25519 fallback, which are
 * files of their own.
 */
const budgetBytes = 20_480;

const measure = `
  import { build } from 'esbuild';
  import { gzipSync } from 'node:zlib';
  const { outputFiles } = await build({
    entryPoints: ['src/verification/browser.ts'], bundle: true, minify: true, splitting: true, format: 'esm',
    target: 'es2022', platform: 'browser', outdir: 'core', write: false,
  });
  const core = outputFiles.find(({ path }) => path.endsWith('browser.js'));
  const text = core.text;
  const shared = outputFiles.filter(({ path }) => new RegExp('from"./' + path.split('/').pop()).test(text));
  console.log(JSON.stringify({
    gzip: [core, ...shared].reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0),
    usesNode: /from"node:|require\\(/.test(text),
  }));
`;

describe('the verification core in a browser', () => {
  it(`is at most ${budgetBytes} bytes compressed and needs nothing of Node`, async () => {
    // A process of its own: the bundler checks for a realm that the test runner replaces.
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', measure], {
      cwd: root,
    });
    const { gzip, usesNode } = JSON.parse(stdout) as { gzip: number; usesNode: boolean };
    process.stdout.write(`verification core: ${gzip} bytes gzip\n`);
    expect(usesNode).toBe(false);
    expect(gzip).toBeGreaterThan(5_000);
    expect(gzip).toBeLessThanOrEqual(budgetBytes);
  });
});
