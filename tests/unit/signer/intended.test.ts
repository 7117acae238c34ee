import { describe, expect, it } from '@jest/globals';
import { sha256, type AuditRow, type IssuanceIntent } from '../../../src/issuance/index.js';
import { seededIds } from '../../../src/shared/index.js';
import { assertIntended } from '../../../src/signer/intended.js';
import { codeOf } from '../../support/code-of.js';

/** All that threat T4 asks for: it costs nothing here. */
const CLAIMS = 10_000;

const intent = {
  ...{ id: 'intent-1', number: '26130000000001', unsignedJson: '{"a":1}' },
  ...{ createdAt: '2026-03-02T08:00:00.000Z', proofCreated: '2026-03-02T08:00:01Z' },
} as IssuanceIntent;

type Entry = Pick<AuditRow, 'action' | 'at'> & { readonly facts?: AuditRow['facts'] };
const intended: Entry = {
  ...{ action: 'issuance.intended', at: '2026-03-02T08:00:00.100Z' },
  facts: { intent: intent.id, number: intent.number },
};
const announced: Entry = {
  ...{ action: 'issuance.will-sign', at: '2026-03-02T08:00:01.100Z' },
  facts: { intent: intent.id, unsignedSha256: sha256(intent.unsignedJson ?? '') },
};
const others = (count: number, at: string): Entry[] =>
  Array.from({ length: count }, () => ({ action: 'record.sign', at }));

interface Answer {
  readonly code: string;
  readonly rowsRead: number;
  readonly readings: number;
}

/** The trail as it is read, how many rows of it were, and how often. */
async function asked(entries: readonly Entry[], about = intent): Promise<Answer> {
  const rows = entries.map((entry, index) => ({ sequence: index + 1, facts: {}, ...entry }) as AuditRow);
  let rowsRead = 0;
  let readings = 0;
  const read = {
    auditClock: async () => ({ latest: null, headSequence: rows.length }),
    auditRows: async (from: number, limit: number) => {
      const found = rows.slice(from - 1, from - 1 + limit);
      rowsRead += found.length;
      readings++;
      return found;
    },
  };
  return { code: await codeOf(assertIntended(about, { store: { read } })), rowsRead, readings };
}
const codeFor = async (...question: Parameters<typeof asked>): Promise<string> => (await asked(...question)).code;

describe('what the audit trail must say before a first signature', () => {
  const morning = others(3, '2026-03-02T07:00:00Z');

  it('is that the number was given out and that this text is to be signed', async () => {
    expect(await codeFor([...morning, intended, announced])).toBe('nothing-thrown');
    expect(await codeFor([...morning, announced])).toBe('signer-no-intent');
    expect(await codeFor([...morning, intended])).toBe('signer-no-intent');
    expect(await codeFor([])).toBe('signer-no-intent');
    expect(await codeFor([...morning, intended, announced], { ...intent, unsignedJson: '{"a":2}' })).toBe(
      'signer-no-intent',
    );
    expect(await codeFor([...morning, intended, announced], { ...intent, number: '26130000000002' })).toBe(
      'signer-no-intent',
    );
    expect(await codeFor([...morning, intended, announced], { ...intent, id: 'intent-2' })).toBe('signer-no-intent');
  });

  it('is that the number was given out before the text was announced', async () => {
    expect(await codeFor([...morning, announced, intended])).toBe('signer-no-intent');
    expect(await codeFor([...morning, intended, announced, intended])).toBe('nothing-thrown');
  });

  it('is that it was at the times that the register claims', async () => {
    const trail = [...morning, intended, announced];
    for (const changes of [
      { createdAt: '2026-03-02T07:50:00.000Z' },
      { createdAt: '' },
      { proofCreated: '2026-03-02T09:00:00Z' },
    ])
      expect(await codeFor(trail, { ...intent, ...changes })).toBe('signer-wrong-time');
  });

  it('is no entry that is dated before what stands ahead of it, unless two officers said that the clock had been wrong', async () => {
    const noon = others(3, '2026-03-02T12:00:00Z');
    expect(await codeFor([...noon, intended, announced])).toBe('signer-wrong-time');
    expect(await codeFor([...morning, intended, ...noon, announced])).toBe('signer-wrong-time');
    const accepted: Entry = { action: 'clock.accepted', at: '2026-03-02T07:30:00Z' };
    expect(await codeFor([...noon, accepted, intended, announced])).toBe('nothing-thrown');
    expect(await codeFor([accepted, ...noon, intended, announced])).toBe('signer-wrong-time');
    // Of each of both the hundred entries ahead of it are looked at, wherever a reading ended.
    for (const between of [0, 1, 60, 97, 98, 150, 250, 700]) {
      const quiet = others(between, '2026-03-02T08:00:00Z');
      for (const [ahead, code] of [
        [98, 'signer-wrong-time'],
        [100, 'nothing-thrown'],
      ] as const) {
        const since = others(ahead, '2026-03-02T07:30:00Z');
        const trail = [...others(1, '2026-03-02T12:00:00Z'), ...since, intended, ...quiet, announced];
        expect([between, ahead, await codeFor(trail)]).toEqual([between, ahead, code]);
      }
    }
  });

  it(`is within five minutes of what the register claims, of ${CLAIMS} claims at random moments`, async () => {
    const random = seededIds(20_261_123);
    const off = (): number => random.integer(14_400_001) - 7_200_000;
    const shifted = (at: string, by: number): string => new Date(Date.parse(at) + by).toISOString();
    const counted = { signed: 0, refused: 0, wrong: 0 };
    for (let claim = 0; claim < CLAIMS; claim++) {
      // Half of them lie about one date only, and about the other by little.
      const [given, proven] = [off(), claim % 2 === 0 ? off() : off() / 100];
      const claims = {
        createdAt: shifted(intended.at, given / (claim % 4 === 0 ? 100 : 1)),
        proofCreated: shifted(announced.at, proven),
      };
      const code = await codeFor([...morning, intended, announced], { ...intent, ...claims });
      const farthest = Math.max(
        Math.abs(Date.parse(claims.createdAt) - Date.parse(intended.at)),
        Math.abs(Date.parse(claims.proofCreated) - Date.parse(announced.at)),
      );
      if (code === 'nothing-thrown') counted.signed++;
      else counted.refused++;
      if (code !== (farthest <= 300_000 ? 'nothing-thrown' : 'signer-wrong-time')) counted.wrong++;
    }
    expect(counted.wrong).toBe(0);
    expect(counted.signed + counted.refused).toBe(CLAIMS);
    expect(Math.min(counted.signed, counted.refused)).toBeGreaterThan(100);
  });

  it('is found right at the end, and behind all that was done since a crash', async () => {
    const years = others(20_000, '2026-03-01T00:00:00Z');
    const fresh = await asked([...years, intended, announced]);
    expect(fresh).toMatchObject({ code: 'nothing-thrown' });
    expect(fresh).toMatchObject({ rowsRead: 200, readings: 1 });
    const busy = await asked([...years, intended, ...others(400, '2026-03-02T08:00:00Z'), announced]);
    expect(busy).toMatchObject({ code: 'nothing-thrown', rowsRead: 200 + 200 + 400, readings: 3 });
    const since = others(5_000, '2026-03-05T00:00:00Z');
    expect(await codeFor([...years, intended, announced, ...since])).toBe('nothing-thrown');
    // What was never noted ends where the time of the intent is passed, not at the beginning of the trail.
    const never = await asked([...others(20_000, '2026-01-01T00:00:00Z'), ...since]);
    expect(never.code).toBe('signer-no-intent');
    expect(never.rowsRead).toBeLessThan(9_000);
  });
});
