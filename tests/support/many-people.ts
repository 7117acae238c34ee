import type { Service } from '../../src/app.js';
import type { SessionCandidate } from '../../src/intake/index.js';
import { isoDay } from '../../src/shared/index.js';
import { inventCandidates } from './service.js';

const DAY_MS = 86_400_000;

/**
 * Candidates of whom none is taken for another one, however many there are: invented names meet again among thousands, so the
 * `nth` of all is born on a day of their own.
 */
export const candidatesApart = (
  service: Service,
  { nth, count, seed }: { readonly nth: number; readonly count: number; readonly seed: number },
): SessionCandidate[] =>
  inventCandidates(service, { day: '', count, seed: seed + nth }).map((candidate, index) => ({
    ...candidate,
    details: {
      ...candidate.details,
      birthDate: { value: isoDay(new Date(Date.UTC(1975, 0, 1) + (nth + index) * DAY_MS)), source: 'passport' },
    },
  }));
