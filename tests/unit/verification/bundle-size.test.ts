import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../../..');
/**
 * What a phone must load before it can check a certificate of ours, from the text of a code to the verdict with its six
 * answers, and before it can take a trust list: every module that the core imports statically, as one file. Dictionaries,
 * published schemas and the scanner are data and files of their own. So is what is loaded when it is met, named below:
 * words and language packs, tokens, several proofs, bundles, foreign documents, older status forms, the day of a
 * revocation, the Ed25519 stand-in for older browsers, and why something is no code. The service worker keeps all of them.
 */
const budgetBytes = 10_240;

const measure = `
  import { build } from 'esbuild';
  import { gzipSync } from 'node:zlib';
  const options = { bundle: true, minify: true, format: 'esm', target: 'es2022', platform: 'browser', write: false };
  const later = [];
  const apart = {
    name: 'apart',
    setup: ({ onResolve }) => onResolve({ filter: /./ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      later.push(path);
      return { path, external: true };
    }),
  };
  const { outputFiles, metafile } = await build({
    ...options, entryPoints: ['src/verification/browser.ts'], outfile: 'core.js', plugins: [apart], metafile: true,
  });
  const [{ contents, text }] = outputFiles;
  const [{ inputs }] = Object.values(metafile.outputs);
  const modules = Object.entries(inputs).map(([path, { bytesInOutput }]) => ({ path, bytesInOutput }));
  console.log(JSON.stringify({
    gzip: gzipSync(contents, { level: 9 }).length,
    raw: contents.length,
    usesNode: /from"node:|require\\(/.test(text),
    later,
    reached: Object.keys(metafile.inputs),
    modules: modules.filter(({ bytesInOutput }) => bytesInOutput > 0),
  }));
`;

interface Measured {
  readonly gzip: number;
  readonly raw: number;
  readonly usesNode: boolean;
  readonly later: readonly string[];
  /** Every module that static imports lead to, used or not. */
  readonly reached: readonly string[];
  readonly modules: readonly { readonly path: string; readonly bytesInOutput: number }[];
}

async function measureCore(): Promise<Measured> {
  // A process of its own: the bundler checks for a realm that the test runner replaces.
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', measure], { cwd: root });
  return JSON.parse(stdout) as Measured;
}

describe('the verification core in a browser', () => {
  it(`is at most ${budgetBytes} bytes compressed, whole, and needs nothing of Node`, async () => {
    const { gzip, raw, usesNode, later, reached, modules } = await measureCore();
    process.stdout.write(`verification core: ${gzip} bytes gzip (${raw} minified)\n`);
    expect(usesNode).toBe(false);
    expect(gzip).toBeGreaterThan(5_000);
    expect(gzip).toBeLessThanOrEqual(budgetBytes);
    // What decides about a certificate of ours is inside, and what is left out is named here one by one.
    const inside = modules.map(({ path }) => path).join(' ');
    for (const part of [
      'checks/integrity',
      'checks/key-window',
      'checks/authority',
      'checks/status',
      'checks/time',
      'checks/framework-claims',
      'checks/holder',
      'verdict',
      'codec/sp1-unpack',
      'codec/inflate-by-platform',
      'proofs/plain-eddsa-jcs-2022',
      'issuers/signed',
      'status/read',
      'schema/small-schema-gate',
      'claims/read-claims',
    ]) {
      expect(inside).toContain(part);
    }
    // What static imports lead to as well would be bundled at once, whatever this measure says.
    const files = later.map((path) => `/${path.split('/').at(-1)?.replace(/\.js$/, '.ts') ?? ''}`);
    expect(files.filter((file) => reached.some((path) => path.endsWith(file)))).toEqual([]);
    expect([...new Set(later.map((path) => path.split('/').at(-1)))].sort()).toEqual([
      'bundles.js',
      'claimed-kind.js',
      'ed25519',
      'eddsa-jcs-2022.js',
      'entry.js',
      'foreign.js',
      'list-2021.js',
      'other-inputs.js',
      'other-proofs.js',
      'report.js',
      'sp1-by-hand.js',
      'status-turned.js',
    ]);
  });
});
