import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createDocumentLoader, pinnedContexts } from '../../../src/credentials/index.js';

const folder = join(import.meta.dirname, '..', '..', '..', 'src', 'credentials', 'contexts', 'data');
const examples = 'https://www.w3.org/ns/credentials/examples/v2';

describe('the context loader', () => {
  const load = createDocumentLoader();

  it('carries fifteen contexts, each file exactly as pinned and none unlisted', async () => {
    expect(pinnedContexts).toHaveLength(15);
    for (const { url, file, sha256 } of pinnedContexts) {
      expect(
        createHash('sha256')
          .update(readFileSync(join(folder, file)))
          .digest('hex'),
      ).toBe(sha256);
      expect(await load(url)).toMatchObject({ contextUrl: null, documentUrl: url, tag: 'static' });
    }
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
    expect(files).toHaveLength(pinnedContexts.length + 1);
  });

  it('names an unknown context and does not fetch it', async () => {
    await expect(load('https://evil.example/v1')).rejects.toMatchObject({
      code: 'context-unknown',
      title: expect.stringContaining('https://evil.example/v1'),
    });
  });

  it('knows the examples context only when asked to', async () => {
    await expect(load(examples)).rejects.toMatchObject({ code: 'context-unknown' });
    expect(await createDocumentLoader({ examples: true })(examples)).toMatchObject({ documentUrl: examples });
  });

  it('takes extra documents but never in place of a pinned one', async () => {
    const url = pinnedContexts[0]?.url ?? '';
    const withExtra = createDocumentLoader({ extra: { 'https://a.example/v1': { a: 1 }, [url]: { hijacked: true } } });
    expect((await withExtra('https://a.example/v1')).document).toEqual({ a: 1 });
    expect((await withExtra(url)).document).toEqual((await load(url)).document);
  });
});
