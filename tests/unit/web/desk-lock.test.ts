import { beforeEach, describe, expect, it } from '@jest/globals';
import { fixedClock } from '../../../src/shared/index.js';
import { createSignsOfLife, LOCK_AFTER_MS, type SignsOfLife } from '../../../src/web/desk/lock/signs-of-life.js';

/** When the desk counts as left alone, over all tabs of one browser. */
const START = Date.parse('2026-01-05T08:00:00Z');
let clock: ReturnType<typeof fixedClock>;
let kept: Map<string, string>;
const open = (): SignsOfLife =>
  createSignsOfLife(
    {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => void kept.set(name, value),
      removeItem: (name) => void kept.delete(name),
    },
    clock,
  );
const after = (seconds: number): void => clock.set(new Date(START + seconds * 1_000).toISOString());

beforeEach(() => {
  clock = fixedClock(new Date(START).toISOString());
  kept = new Map();
});

describe('signs of life', () => {
  it('in one tab count for all of them', () => {
    const [one, other] = [open(), open()];
    after(299);
    other.touch();
    after(400);
    expect([one.idleMs(), other.idleMs()]).toEqual([101_000, 101_000]);
    expect(one.idleMs()).toBeLessThan(LOCK_AFTER_MS);
  });

  it('a lock holds in every tab, also in one that is opened later, until somebody signs in', () => {
    const one = open();
    after(300);
    expect(one.idleMs()).toBe(LOCK_AFTER_MS);
    one.lock();
    const later = open();
    expect([one.isLocked(), later.isLocked()]).toEqual([true, true]);
    later.unlock();
    expect([one.isLocked(), one.idleMs()]).toEqual([false, 0]);
  });

  it('a page opened anew in the same session is as old as the last sign of life in it', () => {
    const first = open();
    first.begin('session 1');
    first.touch();
    after(240);
    const reloaded = open();
    reloaded.begin('session 1');
    expect(reloaded.idleMs()).toBe(240_000);
    after(86_400);
    const nextDay = open();
    nextDay.begin('session 1');
    expect(nextDay.idleMs()).toBe(86_400_000);
  });

  it('a session begun since opens the lock, also one that began on another page', () => {
    const before = open();
    before.begin('session 1');
    before.lock();
    after(600);
    const again = open();
    again.begin('session 1');
    expect(again.isLocked()).toBe(true);
    const entered = open();
    entered.begin('session 2');
    expect([entered.isLocked(), entered.idleMs()]).toEqual([false, 0]);
  });

  it('a clock that was set back counts as just used, and time goes on from there', () => {
    const one = open();
    one.touch();
    after(-3_600);
    expect(one.idleMs()).toBe(0);
    after(-3_600 + 300);
    expect(one.idleMs()).toBe(LOCK_AFTER_MS);
  });
});
