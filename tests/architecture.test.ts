import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from '@jest/globals';

interface Architecture {
  imports: Record<string, string[]>;
  entryPoints: string[];
  composedBy: Record<string, string>;
  onlyIn: Record<string, string[]>;
}
const root = join(import.meta.dirname, '..');
const architecture = JSON.parse(readFileSync(join(root, 'architecture.json'), 'utf8')) as Architecture;

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

interface Import {
  file: string;
  from: string;
  target: string;
}
const files = sourceFiles(join(root, 'src'));
const imports: Import[] = files.flatMap((path) => {
  const file = relative(join(root, 'src'), path).split(sep).join('/');
  const text = readFileSync(path, 'utf8');
  const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1] ?? '');
  return targets.map((target) => ({
    file,
    from: file.includes('/') ? (file.split('/')[0] ?? '') : file.replace(/\.tsx?$/, ''),
    target,
  }));
});

/** Path of a relative import inside src/, or null for packages. */
function resolved(entry: Import): string | null {
  if (!entry.target.startsWith('.')) return null;
  const parts = entry.file.split('/').slice(0, -1);
  for (const step of entry.target.split('/')) {
    if (step === '..' && parts.length === 0) return `../${entry.target}`;
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}

describe('architecture', () => {
  it('reads a real tree', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(imports.length).toBeGreaterThan(20);
  });

  it('every arrow between folders is in the table', () => {
    const wrong = imports.flatMap((entry) => {
      const path = resolved(entry);
      if (path === null || path.startsWith('..')) return [];
      const to = path.includes('/') ? (path.split('/')[0] ?? '') : path.replace(/\.js$/, '');
      const allowed = architecture.imports[entry.from] ?? [];
      return to === entry.from || allowed.includes('*') || allowed.includes(to) ? [] : [`${entry.file} -> ${path}`];
    });
    expect(wrong).toEqual([]);
  });

  it('other folders are entered through their index (or browser) file, types aside', () => {
    const wrong = imports.flatMap((entry) => {
      const path = resolved(entry);
      if (path === null || path.startsWith('..') || !path.includes('/')) return [];
      const [to, ...rest] = path.split('/');
      const door = (rest.join('/') || 'index.js').replace(/\.(js|tsx?)$/, '');
      const composed = architecture.composedBy[entry.from] === to;
      return to === entry.from || composed || architecture.entryPoints.includes(door) || door === 'types'
        ? []
        : [`${entry.file} -> ${path}`];
    });
    expect(wrong).toEqual([]);
  });

  it('packages with a home are imported only there', () => {
    const wrong = imports.flatMap((entry) => {
      const name = Object.keys(architecture.onlyIn).find(
        (key) => entry.target === key || entry.target.startsWith(`${key}/`),
      );
      return name && !architecture.onlyIn[name]?.includes(entry.from) ? [`${entry.file} -> ${entry.target}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('packages are named by one exact version, and what is locked is known by its hash', () => {
    const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'));
    type Wishes = Readonly<Record<string, string>>;
    type Manifest = Partial<Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Wishes>>;
    const { dependencies, devDependencies, optionalDependencies } = read('package.json') as Manifest;
    const wishes = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(wishes.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
    const { packages } = read('package-lock.json') as {
      readonly packages: Readonly<Record<string, { readonly version: string; readonly integrity?: string }>>;
    };
    expect(wishes.filter(([name, version]) => packages[`node_modules/${name}`]?.version !== version)).toEqual([]);
    const locked = Object.entries(packages).filter(([path]) => path !== '');
    expect(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
    expect(locked.length).toBeGreaterThan(wishes.length);
  });

  it('index files are doors, not rooms', () => {
    const long = files.filter(
      (path) => /src[/\\][^/\\]+[/\\]index\.ts$/.test(path) && readFileSync(path, 'utf8').split('\n').length > 30,
    );
    expect(long).toEqual([]);
  });

  it('the word of the canary is written by its own suites only: the test server has one log for all databases', () => {
    const others = sourceFiles(join(root, 'tests')).filter((path) => /zzpii/i.test(readFileSync(path, 'utf8')));
    expect(others.map((path) => relative(root, path).split(sep).pop()).toSorted()).toEqual([
      'architecture.test.ts',
      'canary.test.ts',
      'canary.ts',
      'privacy.test.ts',
    ]);
  });
});
