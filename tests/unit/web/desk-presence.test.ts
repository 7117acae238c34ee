import { beforeEach, describe, expect, it } from '@jest/globals';
import { fixedClock } from '../../../src/shared/index.js';
import { DeskProblem, offline } from '../../../src/web/desk/api/problem.js';
import { memoryDatabase } from '../../../src/web/desk/local/database.js';
import { createOutbox, type Outbox } from '../../../src/web/desk/local/outbox.js';
import {
  keptAs,
  outcomeOf,
  presenceToSend,
  presentHere,
  rowsOf,
  type Registration,
} from '../../../src/web/desk/local/registration.js';

/** Presence of somebody whom the office does not know yet: noted at once, sent in its turn, when it can be taken. */
const lane = '00000000-0000-4000-8000-000000000001';
const applicationId = '00000000-0000-4000-8000-000000000002';
const registration: Registration = {
  ...{ personId: lane, applicationId, organizationId: 'post', sessionId: 's1', photo: null, answer: null },
  details: { names: [] },
  application: { qualificationId: 'q', revision: '1' },
};
const PERSON = '/api/assessment/candidates';
const APPLY = '/api/assessment/applications';
const ADMIT = '/api/assessment/applications/admit';

let isAway: boolean;
let refuses: string | null;
let application: { state: string; sessionId: string | null };
let sent: string[];
let outbox: Outbox;

beforeEach(async () => {
  isAway = true;
  refuses = null;
  application = { state: 'draft', sessionId: null };
  sent = [];
  const post = async <T>(path: string): Promise<T> => {
    if (isAway) throw offline();
    if (path === refuses) throw new DeskProblem({ status: 409, code: 'D15', title: 'Alike.', whatToDo: 'Say who.' });
    sent.push(path);
    return {} as T;
  };
  const get = async <T>(): Promise<T> => {
    if (isAway) throw offline();
    return application as T;
  };
  outbox = createOutbox({
    ...{ database: Promise.resolve(memoryDatabase()), clock: fixedClock('2026-01-05T08:00:00Z'), accountId: 'me' },
    api: { post, get, upload: post },
    tabs: { alone: (work) => work(), tell: () => undefined, listen: () => () => undefined },
  });
  await outbox.add(...rowsOf(registration));
  await note();
});

async function note(): Promise<void> {
  const kept = keptAs(lane, outbox.state().waiting);
  const row = kept && presenceToSend(kept, { method: 'passport' });
  if (row === null) throw new Error('nobody to be present');
  await outbox.add(row);
}
const waits = (): readonly string[] => outbox.state().waiting.map(({ about }) => about.kind);
/** The office is there and is asked until it says no more. */
async function send(): Promise<void> {
  isAway = false;
  await outbox.send();
  await outbox.send({ again: true });
}

describe('presence of somebody registered in the hall', () => {
  it('is sent after the registration and the application, once the office has enrolled the person there', async () => {
    expect(waits()).toEqual(['register', 'apply', 'admit']);
    expect(presentHere(outbox.state().waiting, 's1').map(({ about }) => about.recordId)).toEqual([applicationId]);
    expect(presentHere(outbox.state().waiting, 's2')).toEqual([]);
    await send();
    for (const state of ['draft', 'submitted', 'documents-requested', 'eligible', 'fee-cleared']) {
      application = { state, sessionId: null };
      await send();
      expect(sent).toEqual([PERSON, APPLY]);
      expect(outbox.state().waiting[0]?.held?.code).toBe('not-enrolled');
    }
    // The office has the registration: nobody waits for the rest of it.
    expect(await outcomeOf(outbox, lane)).toEqual({ kind: 'received' });
    application = { state: 'scheduled', sessionId: 's1' };
    await send();
    expect(sent).toEqual([PERSON, APPLY, ADMIT]);
    expect(waits()).toEqual([]);
  });

  it('is not taken for another session than the one in whose hall it was noted', async () => {
    application = { state: 'scheduled', sessionId: 's2' };
    await send();
    expect(sent).not.toContain(ADMIT);
    expect(outbox.state().waiting[0]?.stuck?.code).toBe('enrolled-elsewhere');
  });

  it('waits behind a registration that is refused, stays over its correction, and is given up with it', async () => {
    refuses = PERSON;
    await send();
    expect(waits()).toEqual(['register', 'apply', 'admit']);
    await outbox.amend(lane, rowsOf({ ...registration, answer: { kind: 'another' } }));
    expect(waits()).toEqual(['register', 'apply', 'admit']);
    await send();
    await outbox.discard(outbox.state().waiting[0]?.id ?? 0);
    expect(waits()).toEqual([]);
  });

  it('falls with the application: by correcting it away, or by giving it up', async () => {
    refuses = APPLY;
    await send();
    expect(waits()).toEqual(['apply', 'admit']);
    await outbox.discard(outbox.state().waiting[0]?.id ?? 0);
    expect(waits()).toEqual([]);
  });

  it('falls where a correction leaves no application', async () => {
    refuses = PERSON;
    await send();
    await outbox.amend(lane, rowsOf({ ...registration, application: null }));
    expect(waits()).toEqual(['register']);
  });

  it('asks nothing before it is sent where the person is on the list', async () => {
    isAway = false;
    await outbox.add({ lane: 'a1', path: ADMIT, body: {}, about: { kind: 'admit', recordId: 'a1' } });
    application = { state: 'draft', sessionId: null };
    await send();
    expect(sent).toContain(ADMIT);
  });
});
