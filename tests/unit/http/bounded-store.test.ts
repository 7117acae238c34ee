import { describe, expect, it } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { createBoundedStore } from '../../../src/http/bounded-store.js';
import { limitGuesses } from '../../../src/http/limits.js';

const opened = (maxKeys: number) => {
  let at = 0;
  const store = createBoundedStore(() => new Date(at), maxKeys);
  void store.init?.({ windowMs: 1_000 } as never);
  const hit = async (key: string): Promise<number> => (await store.increment(key)).totalHits;
  return { store, hit, wait: (ms: number) => (at += ms) };
};

describe('counts of a rate limit', () => {
  it('count within the window, go back for what succeeded, and begin again afterwards', async () => {
    const { store, hit, wait } = opened(10);
    expect([await hit('a'), await hit('a'), await hit('b')]).toEqual([1, 2, 1]);
    await store.decrement('a');
    expect(await store.get?.('a')).toEqual({ totalHits: 1, resetTime: new Date(1_000) });
    wait(999);
    expect(await hit('a')).toBe(2);
    wait(1);
    expect(await hit('a')).toBe(1);
  });

  it('hold a bounded number of keys, and a flood of others does not reset the one that is guessed at', async () => {
    const { store, hit } = opened(100);
    for (let count = 0; count < 9; count++) await hit('target');
    for (let count = 0; count < 5_000; count++) await hit(`code-${count}`);
    expect(store.size()).toBe(100);
    expect(await hit('target')).toBe(10);
  });

  it('stop guesses at one code, whoever makes them', async () => {
    const app = express();
    app.get('/:code', limitGuesses({ perHour: 3, of: ({ params }) => String(params['code']) }), (_, response) => {
      response.status(404).end();
    });
    const statuses: number[] = [];
    for (let count = 0; count < 4; count++) statuses.push((await request(app).get('/a')).status);
    expect(statuses).toEqual([404, 404, 404, 429]);
    expect((await request(app).get('/b')).status).toBe(404);
  });
});
