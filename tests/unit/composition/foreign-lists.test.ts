import { describe, expect, it } from '@jest/globals';
import { createListCache } from '../../../src/composition/list-cache.js';
import { createOutbound } from '../../../src/composition/outbound.js';
import { buildStatusListCredential, emptyBits } from '../../../src/credentials/index.js';
import type { SafeFetch } from '../../../src/net/index.js';
import { fixedClock, utf8, type JsonObject } from '../../../src/shared/index.js';
import { openTestService } from '../../support/service.js';
import { created, formatNamed, freshSigner, now } from '../../support/proofs.js';

const list = (name: string): { kind: 'list'; credential: JsonObject; fetchedAt: string } => ({
  kind: 'list',
  credential: { name },
  fetchedAt: created,
});

describe('lists of others that are kept', () => {
  it('are bounded in bytes: what was not asked for the longest goes first', () => {
    const cache = createListCache(fixedClock(created), 100);
    cache.put('a', list('a'), 40);
    cache.put('b', list('b'), 40);
    expect(cache.get('a')).toEqual(list('a'));
    cache.put('c', list('c'), 40);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([list('a'), null, list('c')]);
    cache.put('a', list('new'), 60);
    expect([cache.get('a'), cache.get('c')]).toEqual([list('new'), list('c')]);
    cache.put('huge', list('huge'), 101);
    expect([cache.get('huge'), cache.get('a'), cache.get('c')]).toEqual([null, list('new'), list('c')]);
  });

  it('are bounded in age, also for a clock that went back', () => {
    const clock = fixedClock(created);
    const cache = createListCache(clock);
    cache.put('a', list('a'), 10);
    clock.set('2026-03-01T00:14:59Z');
    expect(cache.get('a')).toEqual(list('a'));
    clock.set('2026-03-01T00:15:00Z');
    expect(cache.get('a')).toBeNull();
    cache.put('b', list('b'), 10);
    clock.set('2026-02-28T00:00:00Z');
    expect(cache.get('b')).toBeNull();
  });

  it('were signed by the issuer they name: an unsigned one is asked for again and takes no place', async () => {
    const test = await openTestService('postgresql', created);
    try {
      const { signer, record } = await freshSigner();
      const unsigned = buildStatusListCredential({
        id: 'https://far.example/status/1',
        issuer: record.controller,
        purpose: 'revocation',
        bits: emptyBits(),
        version: 1,
        validFrom: now,
      });
      const signed = (await formatNamed('eddsa-jcs-2022').sign(unsigned, { signer, created })) as JsonObject;
      let served: JsonObject = { ...signed, validUntil: '2030-01-01T00:00:00Z' };
      let fetches = 0;
      const fetch: SafeFetch = async () => {
        fetches++;
        return { ok: true, body: utf8(JSON.stringify(served)), contentType: 'application/json' };
      };
      const { statusList } = createOutbound(test.service.instance, fetch);
      const ask = () => statusList('https://far.example/status/1');
      expect(await ask()).toMatchObject({ kind: 'list', credential: served });
      expect(await ask()).toMatchObject({ kind: 'list', credential: served });
      expect(fetches).toBe(2);
      served = signed;
      expect(await ask()).toMatchObject({ kind: 'list', credential: signed });
      served = unsigned;
      expect(await ask()).toMatchObject({ kind: 'list', credential: signed });
      expect(fetches).toBe(3);
    } finally {
      await test.close();
    }
  });
});
