import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Compiles the worker thread's entry, which Node cannot load as TypeScript, and returns where it is. */
export async function buildCanonicalizationWorker(): Promise<URL> {
  const root = join(import.meta.dirname, '..', '..');
  const outfile = join(root, 'node_modules', '.cache', `canonicalization-worker-${process.pid}.mjs`);
  const entry = join(root, 'src', 'proofs', 'canonicalization-worker.ts');
  await build({ entryPoints: [entry], outfile, bundle: true, packages: 'external', platform: 'node', format: 'esm' });
  return pathToFileURL(outfile);
}
