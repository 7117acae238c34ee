import { describe, expect, it, jest } from '@jest/globals';
import { createAttention } from '../../../src/composition/attention.js';
import { createBackground, type BackgroundTask } from '../../../src/composition/background.js';
import { ServiceError } from '../../../src/shared/index.js';

const HOUR = 3_600_000;
const silent = { info: () => undefined, error: () => undefined };
const failing = new ServiceError('not-today', { status: 500, title: 'Not today.', whatToDo: 'Tomorrow.' });

function opened(tasks: readonly BackgroundTask[]) {
  const attention = createAttention();
  const background = createBackground(attention);
  return { attention, background, start: () => background.start(tasks, silent) };
}

describe('work beside requests', () => {
  it('begins with the start, is never done beside itself, and once more when it was woken meanwhile', async () => {
    const ends: (() => void)[] = [];
    const run = jest.fn(() => new Promise<void>((resolve) => void ends.push(resolve)));
    const { background, start } = opened([{ name: 'a', everyMs: HOUR, run }]);
    background.wake('a');
    expect(run).not.toHaveBeenCalled();
    start();
    background.wake('a');
    background.wake('a');
    expect(run).toHaveBeenCalledTimes(1);
    ends.shift()?.();
    await new Promise(setImmediate);
    expect(run).toHaveBeenCalledTimes(2);
    ends.shift()?.();
    await background.stop();
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('that fails is named with its code until it succeeds, and stops no other', async () => {
    let isBroken = true;
    const other = jest.fn(async () => undefined);
    const run = async (): Promise<void> => {
      if (isBroken) throw failing;
    };
    const { attention, background, start } = opened([
      { name: 'broken', everyMs: HOUR, run },
      { name: 'other', everyMs: HOUR, run: other },
    ]);
    start();
    await background.idle();
    expect(attention.inWords()).toEqual([expect.stringContaining('broken did not succeed (not-today)')]);
    expect(other).toHaveBeenCalledTimes(1);
    isBroken = false;
    background.wake('broken');
    await background.idle();
    expect(attention.inWords()).toEqual([]);
    await background.stop();
  });

  it('ends with the service: what runs is waited for, nothing begins afterwards', async () => {
    let end = (): void => undefined;
    let isDone = false;
    const run = jest.fn(async () => {
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      isDone = true;
    });
    const { background, start } = opened([{ name: 'a', everyMs: HOUR, run }]);
    start();
    const stopped = background.stop();
    background.wake('a');
    end();
    await stopped;
    background.wake('a');
    expect([isDone, run.mock.calls.length]).toEqual([true, 1]);
  });
});
