import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import jsonld, { type ActiveContext } from 'jsonld';
import ContextResolver from 'jsonld/lib/ContextResolver.js';
import { createDocumentLoader, readContexts } from '../../../src/credentials/index.js';
import { createCanonicalizer } from '../../../src/proofs/canonicalization.js';
import type { JsonObject } from '../../../src/shared/index.js';

const tests = join(import.meta.dirname, '../..');
const read = (path: string): JsonObject => JSON.parse(readFileSync(path, 'utf8')) as JsonObject;
const jsonIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name));

/** Our own kinds, and those of the official vectors that say in which contexts they are to be read. */
const documents = [
  ...jsonIn(join(tests, 'fixtures/credentials')).filter((path) => path.endsWith('.unsigned.json')),
  ...jsonIn(join(tests, 'conformance/vectors/vc-di-eddsa')),
  ...jsonIn(join(tests, 'conformance/vectors/vc-di-ecdsa')),
]
  .map((path) => [path.slice(tests.length + 1), read(path)] as const)
  .filter(([, document]) => '@context' in document && 'credentialSubject' in document);

const contexts = readContexts({
  examples: true,
  extra: {
    'https://w3id.org/citizenship/v4rc1': read(join(tests, 'conformance/vectors/contexts/citizenship-v4rc1.json')),
  },
});

const documentLoader = async (url: string): Promise<object> => {
  const context = contexts.get(url)?.['@context'];
  if (context === undefined) throw new Error(`no context ${url}`);
  return { contextUrl: null, documentUrl: url, document: { '@context': context } };
};
const canonical = (document: JsonObject): Promise<string> =>
  jsonld.canonize(document, {
    algorithm: 'RDFC-1.0',
    format: 'application/n-quads',
    documentLoader,
    // jsonld keeps what it made of a context for the whole process; a resolver of its own reads each from the beginning.
    contextResolver: new ContextResolver({ sharedCache: new Map() }),
    safe: true,
  });

const initialContext = (): Promise<ActiveContext> => jsonld.processContext(null, null, {});

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
}

describe('contexts that share their terms', () => {
  const asLibraryReads = new Map<string, string>();
  beforeAll(async () => {
    for (const [name, document] of documents) asLibraryReads.set(name, await canonical(document));
    createCanonicalizer(createDocumentLoader());
  });

  it('share them', async () => {
    const local = { name: 'https://schema.org/name' };
    const active = await jsonld.processContext(await initialContext(), local, { documentLoader });
    const copy = active.clone();
    expect(copy.mappings).not.toBe(active.mappings);
    expect(copy.mappings.get('name')).toBe(active.mappings.get('name'));
    expect(copy.mappings.size).toBe(1);
    expect(copy.protected).not.toBe(active.protected);
  });

  it('hold what copies of the library hold', async () => {
    const initial = await initialContext();
    const local = {
      '@version': 1.1,
      '@vocab': 'urn:v:',
      '@language': 'si',
      '@protected': true,
      '@base': 'urn:b:',
      a: 'urn:a',
    };
    const active = await jsonld.processContext(initial, local, { documentLoader });
    const { clone, ...shared } = active.clone();
    expect(clone).toBe(initial.clone);
    expect(Object.keys(shared).toSorted()).toEqual(
      '@base @language @vocab getInverse inverse mappings protected revertToPreviousContext'.split(' '),
    );
    expect(shared).toMatchObject({ '@vocab': 'urn:v:', '@language': 'si', '@base': 'urn:b:', protected: { a: true } });
  });

  it.each(documents)('give %s the same canonical form, also when no term can be changed', async (name, document) => {
    expect(asLibraryReads.get(name)).toContain('<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>');
    expect(await canonical(document)).toBe(asLibraryReads.get(name));
    const initial = await initialContext();
    const { clone } = initial;
    let copies = 0;
    initial.clone = function frozen() {
      copies++;
      for (const term of this.mappings.values()) freeze(term);
      return clone.call(this);
    };
    try {
      expect(await canonical(document)).toBe(asLibraryReads.get(name));
    } finally {
      initial.clone = clone;
    }
    expect(copies).toBeGreaterThan(5);
  });
});
