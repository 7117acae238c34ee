import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { backgroundTasks } from '../../src/composition/background-tasks.js';
import {
  assess,
  newAssessor,
  officers,
  openOffice,
  openTestService,
  type Office,
  type TestService,
} from '../support/service.js';

let test: TestService;
let office: Office;
let recordId = '';
let personId = '';
const services = () => test.service.assessment;
const at = (day: string): void => test.clock.set(`${day}T08:00:00Z`);
const refusedBy = (code: string) => ({
  refusals: expect.arrayContaining([expect.objectContaining({ code })]) as unknown,
});

beforeAll(async () => {
  test = await openTestService();
  office = await openOffice(test.service);
  const day = await assess(test, office, { day: '2026-02-02', notSatisfactory: ['HCS913304'] });
  [recordId = ''] = day.recordIds;
  [personId = ''] = day.personIds;
  at('2026-02-07');
  await services().decideMany({ actorId: officers.certification, recordIds: [recordId] });
}, 60_000);
afterAll(() => test.close());

const lodge = (more: object = {}) =>
  services().lodgeAppeal({ actorId: 'desk', kind: 'appeal', recordId, statement: 'I served the food.', ...more });

it('has its deadlines from the decision, and words that only the service can read', async () => {
  at('2026-02-20');
  const appeal = await lodge();
  expect(appeal).toMatchObject({ state: 'lodged', windowEnds: '2026-02-22', answerDue: '2026-03-22', personId });
  expect((await test.service.instance.store.read.appeals.get(appeal.id))?.statement).toBe('I served the food.');
  await expect(lodge({ statement: ' ' })).rejects.toMatchObject({ code: 'input-invalid' });
  await expect(lodge({ recordId: 'nothing' })).rejects.toMatchObject({ code: 'not-found' });
});

it('that comes late needs the reason why', async () => {
  at('2026-02-23');
  const late = await lodge();
  await expect(services().acknowledgeAppeal({ appealId: late.id, actorId: 'desk' })).rejects.toMatchObject(
    refusedBy('window-or-late-reason'),
  );
  const told = await lodge({ lateReason: 'At sea.' });
  expect(await services().acknowledgeAppeal({ appealId: told.id, actorId: 'desk' })).toMatchObject({
    state: 'acknowledged',
  });
});

it('is reviewed by nobody who had a part in it, and answered by who took it up', async () => {
  at('2026-02-20');
  const { id: appealId } = await lodge();
  await services().acknowledgeAppeal({ appealId, actorId: 'desk' });
  for (const actorId of [office.assessor.personId, officers.certification, 'desk', personId]) {
    await expect(services().startAppealReview({ appealId, actorId })).rejects.toMatchObject(
      refusedBy('reviewer-not-involved-before'),
    );
    const told = await services().appealObstacles({ appealId, actorId });
    expect(told.review).toMatchObject([{ rule: 'reviewer-not-involved-before', outcome: 'block' }]);
  }
  expect(await services().appealObstacles({ appealId, actorId: 'reviewer' })).toEqual({ review: [], rule: [] });
  await services().startAppealReview({ appealId, actorId: 'reviewer' });
  expect(await services().appealObstacles({ appealId, actorId: 'reviewer' })).toMatchObject({
    review: [],
    rule: [{ rule: 'second-instance', outcome: 'block' }],
  });
  const uphold = { appealId, answer: 'The film shows it.', remedy: 'free-reassessment' } as const;
  await expect(services().upholdAppeal({ ...uphold, actorId: 'another' })).rejects.toMatchObject(
    refusedBy('own-review'),
  );
  await expect(services().upholdAppeal({ ...uphold, actorId: 'reviewer', answer: '' })).rejects.toMatchObject(
    refusedBy('reason'),
  );
  const wrong = { ...uphold, actorId: 'reviewer', remedy: 'conduct-corrected' } as const;
  await expect(services().upholdAppeal(wrong)).rejects.toMatchObject(refusedBy('remedy'));
  expect(await services().upholdAppeal({ ...uphold, actorId: 'reviewer' })).toMatchObject({ state: 'upheld' });
  const guard = 'free-reassessment-by-other-assessor|result-changed-by-panel';
  for (const remedyRecordId of [undefined, recordId, 'nothing'])
    await expect(
      services().completeAppealRemedy({ appealId, actorId: 'desk', ...(remedyRecordId ? { remedyRecordId } : {}) }),
    ).rejects.toMatchObject(refusedBy(guard));
  const other = await newAssessor(test.service, office.body, {
    ...{ qualifications: [office.qualification], from: '2026-01-01', until: '2027-12-31', number: 'CA-other' },
  });
  const stranger = await assess(test, office, { day: '2026-03-02', assessor: other });
  const notTheirs = { appealId, actorId: 'desk', remedyRecordId: stranger.recordIds[0] ?? '' };
  await expect(services().completeAppealRemedy(notTheirs)).rejects.toMatchObject(refusedBy(guard));
});

it('dismissed goes to the second instance within fifteen days, to somebody else, and then is final', async () => {
  at('2026-02-20');
  const { id: appealId } = await lodge();
  await services().acknowledgeAppeal({ appealId, actorId: 'desk' });
  await services().startAppealReview({ appealId, actorId: 'reviewer' });
  const dismissed = await services().dismissAppeal({ appealId, actorId: 'reviewer', answer: 'Nothing new.' });
  expect(dismissed).toMatchObject({ state: 'dismissed', escalateUntil: '2026-03-07' });
  at('2026-03-07');
  expect(await services().lapseAppeals({ actorId: 'system' })).toBe(0);
  await services().escalateAppeal({ appealId, actorId: 'desk' });
  const rule = { appealId, answer: 'Upheld in part.' };
  await expect(services().ruleOnAppeal({ ...rule, actorId: 'reviewer' })).rejects.toMatchObject(
    refusedBy('second-instance'),
  );
  expect(await services().ruleOnAppeal({ ...rule, actorId: 'director' })).toMatchObject({ state: 'final' });
});

it('nobody took further is closed after the fifteen days, not before', async () => {
  at('2026-02-20');
  const { id: appealId } = await services().lodgeAppeal({
    ...{ actorId: 'desk', kind: 'complaint', scheme: 'TESDA', siteId: office.site.id, statement: 'Asked for money.' },
  });
  await services().acknowledgeAppeal({ appealId, actorId: 'desk' });
  await services().findAppealInadmissible({ appealId, actorId: 'desk', answer: 'Too vague; please tell us more.' });
  at('2026-03-08');
  await expect(services().escalateAppeal({ appealId, actorId: 'desk' })).rejects.toMatchObject(
    refusedBy('within-15-days'),
  );
  // The server does it by itself.
  const lapse = backgroundTasks(test.service).find(({ name }) => name === 'lapse-appeals');
  expect(lapse?.everyMs).toBeLessThanOrEqual(3_600_000);
  await lapse?.run();
  expect((await test.service.instance.store.read.appeals.get(appealId))?.state).toBe('closed');
});
