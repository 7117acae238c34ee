import { isoSeconds, parseJson, type Clock } from '../../shared/index.js';
import type { FrameworkAnswers } from './framework-answers.js';
import type { CopyStore, Download } from './trust-store.js';

export interface FrameworkState {
  readonly answers: FrameworkAnswers;
  readonly fetchedAt: string;
}

export interface FrameworkStore {
  /** Null until reference data was loaded: level claims are then "not checked". */
  state(): FrameworkState | null;
  /** Opens what is kept on this device. */
  load(): Promise<void>;
  /** Fetches the data anew and keeps the old copy when that fails. */
  refresh(): Promise<void>;
}

const PACK = '/frameworks.pack.json';
/** The pack is about 200 KB; an operator's own tables may make it larger. */
const packLimits = { maxLength: 4_194_304, maxDepth: 32, maxNodes: 400_000 };

export interface FrameworkStoreDeps {
  readonly copies: CopyStore;
  readonly download: Download;
  readonly clock: Clock;
}

/**
 * Reference data about qualification frameworks, kept on this device like the lists. It is not signed: it can never
 * change whether a document is genuine, and its age and version are shown.
 */
export function createFrameworkStore({ copies, download, clock }: FrameworkStoreDeps): FrameworkStore {
  let opened: FrameworkState | null = null;

  async function open(bytes: Uint8Array, fetchedAt: string): Promise<boolean> {
    const parsed = parseJson(new TextDecoder().decode(bytes), packLimits);
    if (!parsed.ok) return false;
    try {
      const { openAnswers } = await import('./framework-answers.js');
      opened = { answers: openAnswers(parsed.value, () => clock.now()), fetchedAt };
      return true;
    } catch {
      // A pack of a later format, or the reader is not on this device yet: what is open stays.
      return false;
    }
  }

  return {
    state: () => opened,
    async load() {
      const copy = await copies.get(PACK);
      if (copy !== null) await open(copy.bytes, copy.fetchedAt);
    },
    async refresh() {
      const bytes = await download(PACK);
      const at = isoSeconds(clock.now());
      if (bytes !== null && (await open(bytes, at))) await copies.put(PACK, bytes, at);
    },
  };
}
