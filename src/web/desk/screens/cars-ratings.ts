import { useEffect, useRef, useState } from 'preact/hooks';
import type { Outcome, RecordSheet, UnitResult } from '../api/shapes.js';
import { useOutbox } from '../chip.js';
import { useDesk } from '../context.js';
import type { Waiting } from '../local/outbox.js';

export interface Ratings {
  of(unitCode: string, method: string): Outcome | null;
  /** Rates a cell; the same outcome again clears it. Kept on the device before anything else happens. */
  rate(unitCode: string, method: string, outcome: Outcome): void;
  /** Shows other results, as they were chosen between two. */
  follow(results: readonly UnitResult[]): void;
  /** Cells without an outcome. */
  readonly left: number;
  readonly total: number;
  /** Computed from the cells once all are filled; the office computes it again. */
  readonly overall: 'competent' | 'not-yet-competent' | null;
}

/** How far the record is, with what still waits on this device counted as done. */
export type Stage = 'rating' | 'agreed' | 'signed';

function stageOf(state: string, waiting: readonly Waiting[]): Stage {
  const kinds = waiting.filter(({ stuck }) => stuck === null).map(({ about }) => about.kind);
  if (kinds.includes('sign')) return 'signed';
  if (['open', 'results-entered'].includes(state)) return kinds.includes('acknowledge') ? 'agreed' : 'rating';
  return state === 'candidate-acknowledged' ? 'agreed' : 'signed';
}

const order: readonly Stage[] = ['rating', 'agreed', 'signed'];

/**
 * The stage reached so far. What was just received is off the waiting list before the sheet is read again: meanwhile the
 * stage stands where it was. Only a refusal takes it back.
 */
export function useStage(state: string, waiting: readonly Waiting[]): Stage {
  const reached = useRef<Stage>('rating');
  const now = stageOf(state, waiting);
  const isRefused = waiting.some(({ stuck }) => stuck !== null);
  if (isRefused || order.indexOf(now) > order.indexOf(reached.current)) reached.current = now;
  return reached.current;
}

type Cells = ReadonlyMap<string, Outcome>;
const cellOf = (unitCode: string, method: string): string => `${unitCode} ${method}`;

const textOf = (results: readonly UnitResult[]): string =>
  results
    .map(({ unitCode, method, outcome }) => `${unitCode} ${method} ${outcome}`)
    .sort()
    .join();

const cellsOf = (results: readonly UnitResult[]): Cells =>
  new Map(results.map(({ unitCode, method, outcome }) => [cellOf(unitCode, method), outcome]));

const lastOf = (recordId: string, waiting: readonly Waiting[]): Waiting | undefined =>
  waiting.findLast(({ lane, about }) => lane === recordId && about.kind === 'results');

/** What a waiting rating would make of the sheet. */
const resultsOf = (item: Waiting | undefined): readonly UnitResult[] | undefined =>
  (item?.body as { results?: readonly UnitResult[] } | undefined)?.results;

/** What was tapped last on this device wins over what the office knew when the sheet was read. */
export const latest = ({ record }: RecordSheet, waiting: readonly Waiting[]): readonly UnitResult[] =>
  resultsOf(lastOf(record.id, waiting)) ?? record.results;

/**
 * Follows what happens to the sheet elsewhere: rated in another tab of this browser, or newer at the office. Taps of this
 * sheet that are just being written down are never taken back.
 */
function useFollow(sheet: RecordSheet, follow: (results: readonly UnitResult[]) => void) {
  const { waiting } = useOutbox();
  const own = useRef({ writing: 0, texts: new Set<string>(), version: sheet.record.version });
  const last = lastOf(sheet.record.id, waiting);
  useEffect(() => {
    const results = resultsOf(last);
    if (results !== undefined && own.current.writing === 0 && !own.current.texts.has(textOf(results))) follow(results);
  }, [last?.id]);
  useEffect(() => {
    const { version } = sheet.record;
    // A copy kept on the device is older than what was sent since.
    if (version <= own.current.version || own.current.writing > 0) return;
    own.current.version = version;
    follow(latest(sheet, waiting));
  }, [sheet]);
  return (results: readonly UnitResult[], written: Promise<void>): void => {
    own.current.texts.add(textOf(results));
    own.current.writing += 1;
    void written.finally(() => (own.current.writing -= 1));
  };
}

/** The cells of one sheet. Every change is kept on the device and sent in order; half-filled sheets are only noted. */
export function useRatings(sheet: RecordSheet, canRate: boolean): Ratings {
  const { outbox, say, announce } = useDesk();
  const { record, units, methods } = sheet;
  const [cells, setCells] = useState<Cells>(() => cellsOf(latest(sheet, outbox.state().waiting)));
  const [wasRevised, setWasRevised] = useState(false);
  const wasComplete = wasRevised || record.state !== 'open';
  const wrote = useFollow(sheet, (results) => setCells(cellsOf(results)));
  const all = units.flatMap(({ code }) => methods.map((method) => cellOf(code, method)));
  const emptyIn = (some: Cells): number => all.filter((cell) => !some.has(cell)).length;
  const left = emptyIn(cells);

  const rate = (unitCode: string, method: string, outcome: Outcome): void => {
    if (!canRate) return;
    const cell = cellOf(unitCode, method);
    const next = new Map(cells);
    // Once the results are entered they are revised, never emptied.
    if (next.get(cell) === outcome && !wasComplete) next.delete(cell);
    else next.set(cell, outcome);
    setCells(next);
    const isComplete = emptyIn(next) === 0;
    if (isComplete) setWasRevised(true);
    const rows = (some: Cells): readonly UnitResult[] =>
      units.flatMap(({ code }) =>
        methods.flatMap((name) => {
          const found = some.get(cellOf(code, name));
          return found === undefined ? [] : [{ unitCode: code, method: name, outcome: found }];
        }),
      );
    const written = outbox.add({
      lane: record.id,
      path: `/api/assessment/records/${record.id}/${isComplete ? 'results' : 'notes'}`,
      // With the cells as they were: the office takes over what this tap changed, and nothing else.
      body: { results: rows(next), seen: rows(cells) },
      about: { kind: 'results', recordId: record.id },
    });
    wrote(rows(next), written);
    announce(isComplete ? say('cars.complete') : say('cars.left', { n: emptyIn(next) }));
  };

  return {
    follow: (results) => setCells(cellsOf(results)),
    of: (unitCode, method) => cells.get(cellOf(unitCode, method)) ?? null,
    rate,
    left,
    total: all.length,
    overall:
      left > 0 || all.length === 0
        ? null
        : [...cells.values()].every((outcome) => outcome === 'satisfactory')
          ? 'competent'
          : 'not-yet-competent',
  };
}
