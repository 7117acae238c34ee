import type { Refusal } from '../../../shared/index.js';
import type { SessionFacts } from './officer-words.js';

export interface ReleaseGroup {
  readonly session: SessionFacts | null;
  readonly approvedBy: readonly string[];
  readonly certificates: readonly {
    readonly id: string;
    readonly name: string;
    readonly title: string;
    readonly isReplacement: boolean;
    readonly isYours: boolean;
  }[];
}

export interface RunBrief {
  readonly id: string;
  readonly state: 'running' | 'paused' | 'held' | 'done';
  readonly heldBy: string | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly total: number;
  readonly released: number;
  readonly stopped: number;
  readonly session?: SessionFacts | null;
}

export interface RunFile extends RunBrief {
  readonly startedBy: string;
  readonly problems: readonly {
    readonly certificateId: string;
    readonly name: string;
    readonly refusals: readonly Refusal[];
  }[];
}

export interface Printable {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly number: string | null;
  readonly fit: 'card' | 'sheet' | 'online';
  readonly bytes: number;
  readonly max: number;
}
