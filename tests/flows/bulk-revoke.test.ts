import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { applyBatch, previewBatch } from '../../src/issuance/index.js';
import { fixedClock } from '../../src/shared/index.js';
import { composeTestService, type ComposedService } from '../support/composed-service.js';
import { candidatesApart } from '../support/many-people.js';
import { certify, findings, openOffice, two, verdictOf, type Office } from '../support/service.js';

/** A few with every run; `node scripts/threat-figures.mjs bulk-revoke` makes 10,000 (docs/threat-model.md, T2). */
const AWARDS = Number(process.env['AWARDS'] ?? 30);
const PER_SESSION = 10;
const SESSIONS_A_DAY = 4;
const DAY_MS = 86_400_000;
const BEGINNING = new Date('2026-01-12T00:00:00Z');

const clock = fixedClock('2026-01-05T08:00:00Z');
let composed: ComposedService;
let office: Office;
const awards: string[] = [];

beforeAll(
  async () => {
    const environment = { RELEASES_PER_CENTRE_PER_DAY: '1000' };
    composed = await composeTestService({ clock, environment });
    office = await openOffice(composed.service);
    for (let session = 0; awards.length < AWARDS; session++) {
      const day = new Date(BEGINNING.getTime() + Math.floor(session / SESSIONS_A_DAY) * DAY_MS)
        .toISOString()
        .slice(0, 10);
      const count = Math.min(PER_SESSION, AWARDS - awards.length);
      const candidates = candidatesApart(composed.service, { nth: awards.length, count, seed: 80_000 });
      const hour = (session % SESSIONS_A_DAY) * 2;
      awards.push(...(await certify({ service: composed.service, clock }, office, { day, hour, candidates })));
    }
  },
  120_000 + 500 * AWARDS,
);
afterAll(() => composed.close());

it(
  `revokes the ${AWARDS} awards that rest on one assessor, and publishes that they are`,
  async () => {
    const { service } = composed;
    const { records } = service.instance.store.read;
    const [record] = await records.find({ siteId: office.site.id }, { limit: 1 });
    const scope = { kind: 'assessor', id: record?.assessorPersonId ?? '' } as const;
    const question = { scheme: 'TESDA', event: 'revoke', scope } as const;
    const { targets, token } = await previewBatch(question, service.issuance);
    expect(targets.map(({ targetId }) => targetId).toSorted()).toEqual(awards.toSorted());

    const began = performance.now();
    const proposal = { ...question, token, reasonClass: 'assessment-fraud', count: targets.length } as const;
    const outcome = await applyBatch(proposal, two, service.issuance);
    const seconds = (performance.now() - began) / 1_000;

    expect(outcome).toMatchObject({ total: AWARDS, done: AWARDS, refused: 0, isFinished: true });
    for (const id of awards.slice(0, 100)) expect(await verdictOf(service, id)).toBe('revoked');
    expect(await findings(service)).toEqual([]);
    process.stdout.write(`${AWARDS} awards of one assessor revoked and published after ${seconds.toFixed(1)} s\n`);
  },
  120_000 + 200 * AWARDS,
);
