import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';

const globals = new URL('./jest-globals.mjs', import.meta.url).href;
const tsconfigRaw = await readFile(new URL('../../../tsconfig.json', import.meta.url), 'utf8');

/** `./x.js` in a TypeScript file is `./x.ts` or `./x.tsx`; `@jest/globals` are those of the suite that runs. */
export function resolve(specifier, context, next) {
  if (specifier === '@jest/globals') return { url: globals, shortCircuit: true };
  if (/^\.{1,2}\/.*\.js$/.test(specifier)) {
    for (const ending of ['.ts', '.tsx']) {
      const url = new URL(specifier.replace(/\.js$/, ending), context.parentURL);
      if (existsSync(url)) return { url: url.href, format: 'module', shortCircuit: true };
    }
  }
  return next(specifier, context);
}

/** Made by what builds the service (scripts/build.mjs). Names are not kept by a helper, which functions given to a page lack. */
export async function load(url, context, next) {
  if (!/\.tsx?$/.test(url)) return next(url, context);
  const sourcefile = fileURLToPath(url);
  const { code } = await transform(await readFile(sourcefile, 'utf8'), {
    loader: url.endsWith('x') ? 'tsx' : 'ts',
    format: 'esm',
    target: 'node20.19',
    sourcemap: 'inline',
    sourcefile,
    tsconfigRaw,
  });
  return { format: 'module', source: code, shortCircuit: true };
}
