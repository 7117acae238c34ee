import { createHmac } from 'node:crypto';
import {
  base64urlDecode,
  base64urlEncode,
  equalBytes,
  isoSeconds,
  utf8,
  type Clock,
  type Ids,
} from '../shared/index.js';

/** A challenge of ours, for a holder to sign. */
export interface IssuedChallenge {
  readonly challenge: string;
  readonly domain: string;
  readonly expiresAt: string;
}

export type ChallengeStanding = 'not-ours' | 'good' | 'foreign' | 'expired';

export interface Challenges {
  readonly domain: string;
  issue(): IssuedChallenge;
  /** Does this challenge come from here, and is it still fresh? Challenges of other verifiers are `not-ours`. */
  judge(challenge: string): ChallengeStanding;
  /** Uses a challenge up. False when it was used before: exactly one of several concurrent calls gets true. */
  consume(challenge: string): Promise<boolean>;
}

export interface ChallengeDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  /** What the holder must sign as `domain`. */
  readonly domain: string;
  /** At least 32 random bytes; the same in every process that shall accept the others' challenges. */
  readonly key: Uint8Array;
  /** Remembers an id until then at least; false when it is there already. Must be atomic, also between processes. */
  readonly insertOnce: (id: string, until: Date) => Promise<boolean>;
}

const PREFIX = 'sp1c';
const VALID_MS = 5 * 60_000;
const PATTERN = /^sp1c\.([0-9a-z]{1,11})\.([\w-]{22})\.([\w-]{22})$/;

/**
 * Challenges that carry their own end and a MAC, so that asking for one stores nothing; only a presentation that verified
 * writes, and the unique id makes it single use. Whoever has the key accepts it: a restart voids nothing.
 */
export function createChallenges({ clock, ids, domain, key, insertOnce }: ChallengeDeps): Challenges {
  const macOf = (text: string): Uint8Array =>
    new Uint8Array(createHmac('sha256', key).update(`${domain}\n${text}`).digest().subarray(0, 16));

  return {
    domain,
    issue() {
      const until = clock.now().getTime() + VALID_MS;
      const text = `${PREFIX}.${until.toString(36)}.${base64urlEncode(ids.bytes(16))}`;
      return {
        challenge: `${text}.${base64urlEncode(macOf(text))}`,
        domain,
        expiresAt: isoSeconds(new Date(until)),
      };
    },
    judge(challenge) {
      if (!challenge.startsWith(`${PREFIX}.`)) return 'not-ours';
      const [, until = '', random = '', mac = ''] = PATTERN.exec(challenge) ?? [];
      const given = base64urlDecode(mac);
      if (!given || !equalBytes(given, macOf(`${PREFIX}.${until}.${random}`))) return 'foreign';
      return parseInt(until, 36) > clock.now().getTime() ? 'good' : 'expired';
    },
    consume: (challenge) =>
      insertOnce(
        base64urlEncode(new Uint8Array(createHmac('sha256', 'challenge').update(utf8(challenge)).digest())),
        endOf(challenge),
      ),
  };
}

const endOf = (challenge: string): Date => new Date(parseInt(PATTERN.exec(challenge)?.[1] ?? '0', 36));

/** Used challenges of one process, the oldest forgotten first. They outlive their five minutes by far at any real rate. */
export function createUsedChallenges(capacity = 100_000): (id: string) => Promise<boolean> {
  const used = new Set<string>();
  return async (id) => {
    if (used.has(id)) return false;
    used.add(id);
    const [oldest] = used;
    if (used.size > capacity && oldest !== undefined) used.delete(oldest);
    return true;
  };
}
