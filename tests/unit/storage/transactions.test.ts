import { expect, it } from '@jest/globals';
import type { IssuanceStore, Setting } from '../../../src/issuance/index.js';
import { ServiceError } from '../../../src/shared/index.js';
import { describeOnEachDatabase, storageOf } from '../../support/database.js';

const setting = (id: string, count = 0): Setting => ({ id, version: 1, value: { count } });

async function mustGet(store: IssuanceStore, id: string): Promise<Setting> {
  const found = await store.settings.get(id);
  if (!found) throw new Error(`no setting ${id}`);
  return found;
}

describeOnEachDatabase('transactions', (newDatabase) => {
  const opened = storageOf(newDatabase);

  it('keeps everything or nothing', async () => {
    const failing = opened.storage.store.transaction(async (store) => {
      await store.settings.insert(setting('lost-1'));
      await store.settings.insertMany([setting('lost-2'), setting('lost-3')]);
      await store.audit.append({ action: 'a.b', actorId: 'u', subjectType: 's', subjectId: '1', facts: {} });
      expect(await store.settings.count({ id: ['lost-1', 'lost-2', 'lost-3'] })).toBe(3);
      throw new ServiceError('R14', { status: 409, title: 'no', whatToDo: 'stop' });
    });
    await expect(failing).rejects.toMatchObject({ code: 'R14' });
    expect(await opened.store.settings.find({ id: ['lost-1', 'lost-2', 'lost-3'] })).toEqual([]);
    expect(await opened.store.auditRows(1, 10)).toEqual([]);

    await opened.storage.store.transaction((store) => store.settings.insert(setting('kept')));
    expect(await opened.store.settings.get('kept')).toEqual(setting('kept'));
  });

  it('rolls back on a conflict inside, and works on afterwards', async () => {
    const failing = opened.storage.store.transaction(async (store) => {
      await store.settings.insert(setting('before-conflict'));
      await store.settings.insert(setting('kept'));
    });
    await expect(failing).rejects.toMatchObject({ code: 'conflict' });
    expect(await opened.store.settings.get('before-conflict')).toBeNull();
    expect((await opened.storage.health()).status).toBe('up');
  });

  it('fails as a whole when the caller swallowed a failed statement', async () => {
    const swallowing = opened.storage.store.transaction(async (store) => {
      await store.settings.insert(setting('swallowed'));
      await store.settings.insert(setting('kept')).catch(() => undefined);
    });
    await expect(swallowing).rejects.toMatchObject({ code: 'conflict' });
    const goingOn = opened.storage.store.transaction(async (store) => {
      await store.settings.insert(setting('kept')).catch(() => undefined);
      await store.settings.insert(setting('swallowed'));
    });
    await expect(goingOn).rejects.toMatchObject({ code: 'conflict' });
    expect(await opened.store.settings.get('swallowed')).toBeNull();
  });

  it('goes on after a refusal that never reached the database', async () => {
    await opened.storage.store.transaction(async (store) => {
      const wrong = { nosuch: 1 } as Parameters<typeof store.settings.find>[0];
      await expect(store.settings.find(wrong)).rejects.toMatchObject({ code: 'unknown-filter' });
      await expect(store.settings.update(setting('nobody'))).rejects.toMatchObject({ code: 'stale' });
      await store.settings.insert(setting('went-on'));
    });
    expect(await opened.store.settings.get('went-on')).toEqual(setting('went-on'));
  });

  it('refuses the outer store inside a transaction instead of hanging', async () => {
    const misused = opened.storage.store.transaction(async (store) => {
      await store.settings.insert(setting('misuse'));
      await opened.store.settings.get('kept');
    });
    await expect(misused).rejects.toThrow('The outer store was used inside a transaction');
    const audited = opened.storage.store.transaction(() =>
      opened.store.audit.append({
        action: 'a.b',
        actorId: 'u',
        subjectType: 's',
        subjectId: '1',
        facts: {},
      }),
    );
    await expect(audited).rejects.toThrow('inside a transaction');
    expect(await opened.store.settings.get('misuse')).toBeNull();
  });

  it('refuses a transaction inside a transaction', async () => {
    const nested = opened.storage.store.transaction(() => opened.storage.store.transaction(async () => 1));
    await expect(nested).rejects.toThrow('A transaction was started inside a transaction');
  });

  it('refuses the transaction store after the end', async () => {
    const leaked = await opened.storage.store.transaction(async (store) => store);
    await expect(leaked.settings.get('kept')).rejects.toThrow('The transaction is over');
    const event = { action: 'a.b', actorId: 'u', subjectType: 's', subjectId: '1', facts: {} };
    await expect(leaked.audit.append(event)).rejects.toThrow('The transaction is over');
  });

  it('lets work that outlives its transaction use the outer store again', async () => {
    let goOn: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (goOn = resolve));
    const later = await opened.storage.store.transaction(async () => ({
      result: ended.then(() => opened.store.settings.get('kept')),
    }));
    goOn();
    expect(await later.result).toEqual(setting('kept'));
  });

  it('runs parallel statements of one transaction one after the other', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `parallel-${index}`);
    await opened.storage.store.transaction((store) => Promise.all(ids.map((id) => store.settings.insert(setting(id)))));
    expect(await opened.store.settings.count({ id: ids })).toBe(12);
  });

  it('loses none of 20 concurrent increments that retry when stale', async () => {
    await opened.store.settings.insert(setting('counter'));
    const increment = async (): Promise<void> => {
      for (;;) {
        try {
          await opened.storage.store.transaction(async (store) => {
            const current = await mustGet(store, 'counter');
            await store.settings.update({ ...current, value: { count: Number(current.value['count']) + 1 } });
          });
          return;
        } catch (error) {
          if (!(error instanceof ServiceError && error.code === 'stale')) throw error;
        }
      }
    };
    await Promise.all(Array.from({ length: 20 }, increment));
    const counter = await mustGet(opened.store, 'counter');
    expect(counter).toEqual({ id: 'counter', version: 21, value: { count: 20 } });
  });

  it('keeps reads outside apart from an open transaction', async () => {
    let proceed: () => void = () => undefined;
    const seen = new Promise<void>((resolve) => (proceed = resolve));
    const writing = opened.storage.store.transaction(async (store) => {
      await store.settings.insert(setting('uncommitted'));
      await seen;
      throw new Error('changed my mind');
    });
    // On the embedded opened.database this read waits for its turn; on PostgreSQL it runs beside the transaction.
    const reading = opened.store.settings.get('uncommitted');
    setTimeout(proceed, 50);
    await expect(writing).rejects.toThrow('changed my mind');
    expect(await reading).toBeNull();
  });
});
