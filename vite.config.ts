import { gzipSync } from 'node:zlib';
import { defineConfig, type Plugin, type Rolldown } from 'vite';

/**
 * Tells the service worker which files make up the page. It runs last, when all names are known, and leaves the PDF
 * reader (4 MB) and the letters of other scripts out: what most visitors never need is kept once it was used.
 */
function precacheList(): Plugin {
  return {
    name: 'precache-list',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const worker = bundle['service-worker.js'];
      if (worker?.type !== 'chunk') throw new Error('the service worker was not built');
      const desk = filesOf(bundle, 'desk');
      const page = filesOf(bundle, 'index');
      const deskOnly = (name: string): boolean => desk.has(name) && !page.has(name);
      const files = Object.keys(bundle).filter(
        (name) => name.startsWith('assets/') && !/pdf|\.woff2$/i.test(name) && !deskOnly(name),
      );
      const urls = ['/', '/manifest.webmanifest', '/icon.svg', ...files.map((name) => `/${name}`)];
      worker.code = worker.code.replace(/(["'`])PRECACHE_LIST\1/, () => `\`${JSON.stringify(urls)}\``);
    },
  };
}

/** Every file that a page can ask for, from its entry on. */
function filesOf(bundle: Rolldown.OutputBundle, entry: string): Set<string> {
  const found = new Set<string>();
  const visit = (fileName: string): void => {
    const file = bundle[fileName];
    if (found.has(fileName) || file === undefined) return;
    found.add(fileName);
    if (file.type !== 'chunk') return;
    const { importedCss = new Set<string>(), importedAssets = new Set<string>() } = file.viteMetadata ?? {};
    for (const next of [...file.imports, ...file.dynamicImports, ...importedCss, ...importedAssets]) visit(next);
  };
  for (const file of Object.values(bundle))
    if (file.type === 'chunk' && file.isEntry && file.name === entry) visit(file.fileName);
  return found;
}

/** A compressed copy beside every large file, made once here instead of at every request. */
function compressedCopies(): Plugin {
  return {
    name: 'compressed-copies',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const [fileName, file] of Object.entries(bundle)) {
          if (!/^assets\/.*\.(js|css|wasm)$/.test(fileName)) continue;
          const source = gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 });
          this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source });
        }
      },
    },
  };
}

export default defineConfig({
  root: 'src/web',
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // Everything is a file of its own: the content security policy allows neither inline code nor data addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: 'src/web/index.html', desk: 'src/web/desk.html', 'service-worker': 'src/web/service-worker.ts' },
      output: {
        entryFileNames: (chunk) => (chunk.name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  plugins: [precacheList(), compressedCopies()],
});
