import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { carryOutCompromise, planCompromise } from '../../src/composition/index.js';
import { publishStatusLists } from '../../src/issuance/index.js';
import type { Signer } from '../../src/keys/index.js';
import { fixedClock, isoSeconds, seededIds, type JsonObject } from '../../src/shared/index.js';
import { composeTestService, type ComposedService } from '../support/composed-service.js';
import { candidatesApart } from '../support/many-people.js';
import { formatNamed } from '../support/proofs.js';
import {
  certify,
  credentialOf,
  failingCodes,
  openOffice,
  two,
  verdictOf,
  verifyInput,
  type Office,
} from '../support/service.js';

/** A few with every run; `node scripts/threat-figures.mjs stolen-key` makes 1,000 and 5,000 (docs/threat-model.md, T3). */
const FORGED = Number(process.env['FORGED'] ?? 20);
const HONEST = Number(process.env['HONEST'] ?? 20);
const PER_SESSION = 10;
const DAY_MS = 86_400_000;
/** The day of the first assessment. */
const BEGINNING = new Date('2026-01-12T00:00:00Z');

const clock = fixedClock('2026-01-05T08:00:00Z');
const random = seededIds(20_261_123);
let composed: ComposedService;
let office: Office;
let thief: Signer;
let stolenAt: Date;
const honest: string[] = [];
const forged: JsonObject[] = [];

beforeAll(
  async () => {
    // What two officers give anew on one day is more than a centre gives on an ordinary one.
    const environment = { RELEASES_PER_CENTRE_PER_DAY: String(2 * HONEST + 100) };
    composed = await composeTestService({ clock, environment });
    const { service } = composed;
    office = await openOffice(service);
    for (let session = 0; honest.length < HONEST; session++) {
      const day = new Date(BEGINNING.getTime() + Math.floor(session / 4) * DAY_MS).toISOString().slice(0, 10);
      const count = Math.min(PER_SESSION, HONEST - honest.length);
      const candidates = candidatesApart(service, { nth: honest.length, count, seed: 70_000 });
      honest.push(...(await certify({ service, clock }, office, { day, hour: (session % 4) * 2, candidates })));
    }
    stolenAt = new Date(clock.now().getTime() + DAY_MS);
    clock.set(new Date(stolenAt.getTime() + DAY_MS).toISOString());
    thief = await service.instance.keys.signer(office.body.did ?? '', 'issuer', clock.now());
    const [model = ''] = honest;
    const { proof: _proof, ...content } = await credentialOf(service, model);
    await publishStatusLists(service.issuance);
    for (let nth = 0; nth < FORGED; nth++) forged.push(await forge(content, nth));
  },
  120_000 + 500 * (HONEST + FORGED),
);
afterAll(() => composed.close());

/** In somebody else's name and number, at a place of the lists that nobody uses, dated whenever the thief likes. */
async function forge(content: JsonObject, nth: number): Promise<JsonObject> {
  const [from, until] = nth % 2 === 0 ? [stolenAt, clock.now()] : [BEGINNING, stolenAt];
  const seconds = (until.getTime() - from.getTime()) / 1_000;
  const created = isoSeconds(new Date(from.getTime() + random.integer(seconds) * 1_000));
  const statusListIndex = String(random.integer(131_072));
  const entries = (content['credentialStatus'] as JsonObject[]).map((entry) => ({ ...entry, statusListIndex }));
  const subject = { ...(content['credentialSubject'] as JsonObject), licenseNumber: `2613${1_000_000_000 + nth}` };
  const document = {
    ...content,
    id: `urn:uuid:${random.uuid()}`,
    credentialStatus: entries,
    credentialSubject: subject,
  };
  return (await formatNamed('eddsa-jcs-2022').sign(document, { signer: thief, created })) as JsonObject;
}

it(
  `leaves none of ${FORGED} forged certificates believed, and each of ${HONEST} honest workers with a valid one`,
  async () => {
    const { service } = composed;
    const verdicts = async (): Promise<Map<string, number>> => {
      const counted = new Map<string, number>();
      for (const one of forged) {
        const report = await verifyInput(service, one);
        const name = [report.verdict, ...failingCodes(report)].join(' ');
        counted.set(name, (counted.get(name) ?? 0) + 1);
      }
      return counted;
    };
    expect(await verdicts()).toEqual(new Map([['genuine-and-current', FORGED]]));

    const began = performance.now();
    let isOver = false;
    const plan = await planCompromise(service, thief.id, stolenAt);
    const drill = carryOutCompromise(service, plan, two).finally(() => (isOver = true));
    const seconds = (): number => (performance.now() - began) / 1_000;
    const [first = {}] = forged;
    while (!isOver && (await verifyInput(service, first)).verdict === 'genuine-and-current');
    const refusedAfter = seconds();
    const { refused, replaced } = await drill;
    const doneAfter = seconds();
    expect(refused).toEqual([]);
    expect(replaced).toHaveLength(HONEST);

    const after = await verdicts();
    let valid = 0;
    for (const id of honest) {
      const old = await service.instance.store.read.certificates.get(id);
      if ((await verdictOf(service, old?.replacedById ?? '')) === 'genuine-and-current') valid++;
    }
    const told = [...after].map(([name, count]) => `${count} ${name}`).join(', ');
    process.stdout.write(
      `${FORGED} forged with a stolen key: ${told}; ${valid} of ${HONEST} honest valid under the next key; ` +
        `refused after ${refusedAfter.toFixed(1)} s, all issued anew after ${doneAfter.toFixed(1)} s\n`,
    );
    expect(after).toEqual(new Map([['revoked S13', FORGED]]));
    expect(valid).toBe(HONEST);
    expect([refusedAfter <= 300, doneAfter <= 3_600]).toEqual([true, true]);
  },
  120_000 + 1_000 * (HONEST + FORGED),
);
