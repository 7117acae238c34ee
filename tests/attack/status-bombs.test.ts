import { createGzip, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { MAX_LIST_BYTES, openStatusList, streamGunzip, zlibGunzip } from '../../src/credentials/status/index.js';
import { cpuMs } from '../support/cpu-time.js';

/** gzip of `megabytes` MiB of zeros, made piece by piece so that the test itself stays small. */
async function bomb(megabytes: number): Promise<Uint8Array> {
  const gzip = createGzip({ level: 9 });
  const chunks: Buffer[] = [];
  gzip.on('data', (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise<void>((resolve) => gzip.on('end', resolve));
  const zeros = Buffer.alloc(1_048_576);
  for (let count = 0; count < megabytes; count++) {
    if (!gzip.write(zeros)) await new Promise((resolve) => gzip.once('drain', resolve));
  }
  gzip.end();
  await finished;
  return Buffer.concat(chunks);
}

const residentBytes = (): number => process.memoryUsage().rss;

describe('status list bombs', () => {
  it.each([16, 512])('a list that unpacks to %i MB is refused without unpacking it', async (megabytes) => {
    const packed = await bomb(megabytes);
    const listCredential = {
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      issuer: 'did:example:bomb',
      credentialSubject: {
        type: 'BitstringStatusList',
        statusPurpose: 'revocation',
        encodedList: `u${Buffer.from(packed).toString('base64url')}`,
      },
    };
    for (const gunzip of [zlibGunzip, streamGunzip]) {
      const before = residentBytes();
      expect(await openStatusList(listCredential, gunzip)).toBeNull();
      expect(residentBytes() - before).toBeLessThan(48 * 1_048_576);
    }
  });

  it('many bombs one after the other do not pile up', async () => {
    const packed = await bomb(16);
    expect(packed.length).toBeLessThan(22_000);
    expect(zlibGunzip(packed, MAX_LIST_BYTES)).toBeNull();
    const before = residentBytes();
    const started = cpuMs();
    for (let count = 0; count < 100; count++) expect(zlibGunzip(packed, MAX_LIST_BYTES)).toBeNull();
    expect(residentBytes() - before).toBeLessThan(64 * 1_048_576);
    expect((cpuMs() - started) / 100).toBeLessThan(50);
  });

  it.each(['zlib', 'stream'])('a list of exactly 1 MiB is read, one byte more is not (%s)', async (name) => {
    const gunzip = name === 'zlib' ? zlibGunzip : streamGunzip;
    expect((await gunzip(gzipSync(new Uint8Array(MAX_LIST_BYTES)), MAX_LIST_BYTES))?.length).toBe(MAX_LIST_BYTES);
    expect(await gunzip(gzipSync(new Uint8Array(MAX_LIST_BYTES + 1)), MAX_LIST_BYTES)).toBeNull();
  });
});
