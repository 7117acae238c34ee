import type { AuditAnchor, AuditRow, IssuanceStore } from '../issuance/index.js';
import { canonicalJson, GENESIS_HASH, type ServiceError } from '../shared/index.js';
import { refusedToSign } from './refusals.js';

/** What the signing process believes of the audit trail: what it checked itself. Errors: ServiceError `signer-trail-broken`. */
export interface ProvenTrail {
  /** Nothing that was seen changed, what came since follows from it, and the end is the one that the service sealed. */
  assertWhole(): Promise<void>;
  /** This row stands in it: every link from it to a place that was checked before, or to the sealed end, holds. */
  assertInTrail(row: AuditRow): Promise<void>;
  /** The whole trail from its first row on, so that older rows are proven at once later. Ends early when aborted. */
  checkAll(stopped: AbortSignal): Promise<void>;
}

type Reader = Pick<IssuanceStore, 'auditStretch' | 'auditRows' | 'auditClock'>;

const PAGE = 500;
const BEGINNING: AuditAnchor = { sequence: 0, hash: GENESIS_HASH };

/**
 * A hash covers everything before it, and the service seals the last one. So nothing is read twice: each signature reads what
 * came since the one before, and an older row only as far as the next place that this process remembers.
 */
export function createProvenTrail(read: Reader): ProvenTrail {
  /** Every PAGE-th row that was checked, by its sequence. */
  const places = new Map<number, string>();
  let head: AuditAnchor | null = null;

  /** From here on, until a place that is remembered or the sealed end of the chain. Remembers what it passed. */
  async function walk(start: AuditAnchor, until: 'remembered' | 'end', stopped?: AbortSignal): Promise<Walked> {
    let first: AuditRow | null = null;
    const passed: AuditAnchor[] = [];
    for (let after = start; ;) {
      // Up to the next full page, so that every walk passes the same places.
      const stretch = await read.auditStretch(after, PAGE - (after.sequence % PAGE));
      if (!stretch.ok) throw broken(stretch.sequence);
      first ??= stretch.rows[0] ?? null;
      after = stretch.end;
      const known = places.get(after.sequence);
      if (known !== undefined && known !== after.hash) throw broken(after.sequence);
      if (after.sequence % PAGE === 0) passed.push(after);
      if (stopped?.aborted === true) return { first, end: after };
      if (!stretch.isHead && (known === undefined || until === 'end')) continue;
      // Only now: links that lead nowhere prove nothing.
      for (const { sequence, hash } of passed) places.set(sequence, hash);
      return { first, end: after };
    }
  }

  async function assertWhole(): Promise<void> {
    head = (await walk(head ?? (await recent()), 'end')).end;
  }

  /** The last rows but a page: what is before them is checked when it is asked for. */
  async function recent(): Promise<AuditAnchor> {
    const { headSequence } = await read.auditClock(0);
    const [row] = headSequence > PAGE ? await read.auditRows(headSequence - PAGE, 1) : [];
    return row ?? BEGINNING;
  }

  return {
    assertWhole,
    assertInTrail: async (row) => {
      await assertWhole();
      const { first } = await walk({ sequence: row.sequence - 1, hash: row.previousHash }, 'remembered');
      // Read once more with its links: what was found must be what is checked.
      if (first === null || canonicalJson({ ...first }) !== canonicalJson({ ...row })) throw broken(row.sequence);
    },
    checkAll: async (stopped) => {
      await walk(BEGINNING, 'end', stopped);
    },
  };
}

interface Walked {
  readonly first: AuditRow | null;
  readonly end: AuditAnchor;
}

const broken = (sequence: number): ServiceError =>
  refusedToSign('signer-trail-broken', `The audit trail is not as the service left it, at entry ${sequence}.`);
