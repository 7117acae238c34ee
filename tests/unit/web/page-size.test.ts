import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { builtPages } from '../../support/page-server.js';

/** What a phone loads before the verifier can be used: script and style, compressed. Bytes. */
const budget = 60 * 1_024;

describe('the first load of the verifier', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await builtPages();
  }, 60_000);

  /** The script of the page and every chunk it imports statically; what is fetched later is not counted. */
  function firstFiles(): string[] {
    const html = readFileSync(join(folder, 'index.html'), 'utf8');
    const found = new Set(
      [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, name = '']) => name),
    );
    for (const name of found) {
      if (!name.endsWith('.js')) continue;
      const script = readFileSync(join(folder, name), 'utf8');
      for (const [, imported = ''] of script.matchAll(
        /(?:^|[;}])(?:import|export)[^;'"()]*?from?["']\.\/([^"']+\.js)["']/g,
      ))
        found.add(`assets/${imported}`);
    }
    return [...found];
  }

  it('is at most 60 KB', () => {
    const files = firstFiles();
    expect(files.some((name) => name.endsWith('.css'))).toBe(true);
    const size = files.reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name)), { level: 9 }).length, 0);
    process.stdout.write(`verifier: ${size} bytes gzip in ${files.length} files\n`);
    expect(size).toBeGreaterThan(20_000);
    expect(size).toBeLessThanOrEqual(budget);
  });

  it('leaves the worker, many files, receipts and the desk for later', () => {
    const first = firstFiles()
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('');
    for (const later of ['share-form', 'batch-table', 'receipt-page', 'passport-items'])
      expect([later, first.includes(`"${later}"`) || first.includes(`\`${later}\``)]).toEqual([
        later,
        later.endsWith('.css'),
      ]);
    const scripts = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(20);
  });
});
