import { beforeEach, describe, expect, it } from '@jest/globals';
import { fixedClock } from '../../../src/shared/index.js';
import { memoryDatabase, type LocalDatabase } from '../../../src/web/desk/local/database.js';
import { createTyped, TYPED_KEPT_FOR_MS, type Typed } from '../../../src/web/desk/local/typed.js';

/** What was typed and not sent, over a page that is left: for the same person in the same tab, for a while. */
let database: LocalDatabase;
let clock: ReturnType<typeof fixedClock>;
beforeEach(() => {
  database = memoryDatabase();
  clock = fixedClock('2026-01-05T08:00:00Z');
});

const page = (tab = 'tab'): Typed => createTyped({ database: Promise.resolve(database), clock, tab });
const rosa = { accountId: 'rosa', organizationId: 'office' };
const later = (ms: number): void => clock.set(new Date(clock.now().getTime() + ms).toISOString());
const kept = async (): Promise<number> => (await database.all('kept')).length;

/** A page on which something was typed, left by this person. */
async function leave(tab = 'tab'): Promise<void> {
  const typed = page(tab);
  typed.hold('name', 'Lim');
  typed.hold('photo', { bytes: new Blob(['face']) });
  typed.hold('gone', 'taken back');
  typed.drop('gone');
  await typed.keep(rosa);
}

describe('what was typed before the page was left', () => {
  it('is there once for the same person, and no more on the device', async () => {
    await leave();
    const typed = page();
    expect(await typed.leftFor('rosa')).toBe('office');
    expect(typed.take('name')).toBeUndefined();
    await typed.bring();
    expect([typed.take('name'), typed.take('gone'), typed.take('other')]).toEqual(['Lim', undefined, undefined]);
    expect(typed.take('photo')).toEqual({ bytes: expect.any(Blob) });
    expect(typed.take('name')).toBeUndefined();
    expect(await kept()).toBe(0);
  });

  it('is deleted when another person comes back in the same tab', async () => {
    await leave();
    expect(await page().leftFor('edna')).toBeNull();
    expect(await kept()).toBe(0);
    expect(await page().leftFor('rosa')).toBeNull();
  });

  it('is not given to another tab, whose own goes on waiting', async () => {
    await leave('first');
    expect(await page('second').leftFor('rosa')).toBeNull();
    expect(await page('first').leftFor('rosa')).toBe('office');
  });

  it('ends after a while: on the device, whoever opens the desk, and in a page that took it up', async () => {
    await leave();
    later(TYPED_KEPT_FOR_MS - 1);
    const typed = page();
    expect(await typed.leftFor('rosa')).toBe('office');
    await typed.bring();
    later(1);
    expect(typed.take('name')).toBeUndefined();

    await leave('other');
    later(TYPED_KEPT_FOR_MS);
    expect(await page().leftFor('edna')).toBeNull();
    expect(await kept()).toBe(0);
  });

  it('keeps nothing of an untouched page, and what was left before stays', async () => {
    await leave();
    await page().keep(rosa);
    expect(await page().leftFor('rosa')).toBe('office');
  });

  it('forgets what it took up when somebody signs out', async () => {
    await leave();
    const typed = page();
    await typed.bring();
    typed.forget();
    expect(typed.take('name')).toBeUndefined();
  });

  it('touches nothing else that is kept', async () => {
    await database.put('kept', { path: '/api/staff/me', value: {} });
    await leave();
    await page().leftFor('edna');
    expect(await kept()).toBe(1);
  });

  it('leaves the page all the same where the browser keeps nothing', async () => {
    const full: LocalDatabase = {
      ...database,
      put: () => Promise.reject(new DOMException('full', 'QuotaExceededError')),
    };
    const typed = createTyped({ database: Promise.resolve(full), clock, tab: 'tab' });
    typed.hold('name', 'Lim');
    await expect(typed.keep(rosa)).resolves.toBeUndefined();
  });
});
