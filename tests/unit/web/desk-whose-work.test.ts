import { expect, it } from '@jest/globals';
import { createApi } from '../../../src/web/desk/api/client.js';

/** Two tabs of one browser share its session: what one person did must not go out as the work of the next one. */
it('every request names the account whose work it is, but for the question who is there', async () => {
  const asked: [string, string | null][] = [];
  const api = createApi({
    fetch: async (path, init) => {
      asked.push([typeof path === 'string' ? path : '', new Headers(init?.headers).get('Staff-Account')]);
      return new Response('{}', { status: 200 });
    },
    accountId: () => 'one',
    ...{ onSignedOut: () => undefined, onStepUp: async () => false, onServerTime: () => undefined },
    copies: { get: async () => undefined, put: async () => undefined },
  });
  await api.post('/api/assessment/candidates', {});
  await api.upload('/api/assessment/candidates/x/photo', new Blob(['face']));
  await api.get('/api/assessment/sessions');
  await api.get('/api/staff/me');
  expect(asked).toEqual([
    ['/api/assessment/candidates', 'one'],
    ['/api/assessment/candidates/x/photo', 'one'],
    ['/api/assessment/sessions', 'one'],
    ['/api/staff/me', null],
  ]);
});
