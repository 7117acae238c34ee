import { useRef, useState } from 'preact/hooks';
import type { DeskKey } from '../../locales/desk/strings.js';
import type { Outcome, RecordSheet } from '../api/shapes.js';
import { useDesk } from '../context.js';
import { CarsEvidence } from './cars-evidence.js';
import type { Ratings } from './cars-ratings.js';
import { Registered } from '../../parts/registered.js';

interface GridProps {
  readonly sheet: RecordSheet;
  readonly ratings: Ratings;
  readonly canRate: boolean;
}

const outcomes: readonly Outcome[] = ['satisfactory', 'not-satisfactory'];

/**
 * Units by methods with cells for thumbs; on a telephone each unit is a card. One stop for the tabulator: arrows move
 * between cells, S and N rate.
 */
export function CarsGrid({ sheet, ratings, canRate }: GridProps) {
  const { say } = useDesk();
  const { units, methods } = sheet;
  const [active, setActive] = useState<readonly [number, number]>([0, 0]);
  const table = useRef<HTMLTableElement>(null);
  const move = (row: number, column: number): void => {
    const next = [clamp(row, units.length), clamp(column, methods.length)] as const;
    setActive(next);
    table.current?.querySelector<HTMLElement>(`[data-cell="${next[0]}-${next[1]}"] button`)?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    const [row, column] = active;
    const along = document.dir === 'rtl' ? -1 : 1;
    const unit = units[row];
    const method = methods[column];
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(row + 1, column),
      ArrowUp: () => move(row - 1, column),
      ArrowRight: () => move(row, column + along),
      ArrowLeft: () => move(row, column - along),
      s: () => unit && method !== undefined && ratings.rate(unit.code, method, 'satisfactory'),
      n: () => unit && method !== undefined && ratings.rate(unit.code, method, 'not-satisfactory'),
    };
    const key = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    const isCell = event.target instanceof HTMLElement && event.target.closest('[data-cell]') !== null;
    if (key === undefined || !isCell) return;
    event.preventDefault();
    key();
  };
  return (
    <>
      {canRate && <p class="quiet wide-only">{say('cars.help')}</p>}
      <table class="table cars" role="grid" aria-label={say('cars.title')} ref={table} onKeyDown={onKey}>
        <thead>
          <tr>
            <th scope="col">{say('cars.unit')}</th>
            {methods.map((method) => (
              <th key={method} scope="col">
                {say(`method.${method}` as DeskKey)}
              </th>
            ))}
            <th scope="col">{say('cars.evidence')}</th>
            <th scope="col">{say('cars.unit-result')}</th>
          </tr>
        </thead>
        <tbody>
          {units.map((unit, row) => (
            <tr key={unit.code}>
              <th scope="row">
                <Registered>{unit.title}</Registered>{' '}
                <span class="code" dir="ltr">
                  {unit.code}
                </span>
              </th>
              {methods.map((method, column) => (
                <td key={method} data-label={say(`method.${method}` as DeskKey)}>
                  <Cell
                    {...{ ratings, canRate, unit, method }}
                    place={`${row}-${column}`}
                    isStop={active[0] === row && active[1] === column}
                    onFocus={() => setActive([row, column])}
                  />
                </td>
              ))}
              <td data-label={say('cars.evidence')}>
                <CarsEvidence {...{ sheet, canRate, unit }} />
              </td>
              <td data-label={say('cars.unit-result')}>
                <UnitResult {...{ ratings, methods }} unitCode={unit.code} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const clamp = (value: number, count: number): number => Math.min(Math.max(value, 0), count - 1);

interface CellProps {
  readonly ratings: Ratings;
  readonly canRate: boolean;
  readonly unit: RecordSheet['units'][number];
  readonly method: string;
  readonly place: string;
  readonly isStop: boolean;
  readonly onFocus: () => void;
}

function Cell({ ratings, canRate, unit, method, place, isStop, onFocus }: CellProps) {
  const { say } = useDesk();
  const rated = ratings.of(unit.code, method);
  if (!canRate) return <span class={`rated ${rated ?? 'none'}`}>{rated === null ? '–' : say(`cars.${rated}`)}</span>;
  return (
    <div class="cell" data-cell={place} onFocusIn={onFocus}>
      {outcomes.map((outcome, index) => (
        <button
          key={outcome}
          type="button"
          class={`rate ${outcome}`}
          aria-pressed={rated === outcome ? 'true' : 'false'}
          aria-label={say('cars.cell', {
            short: say(outcome === 'satisfactory' ? 'cars.s' : 'cars.ns'),
            unit: unit.title,
            method: say(`method.${method}` as DeskKey),
            outcome: say(`cars.${outcome}`),
          })}
          tabIndex={isStop && (rated === null ? index === 0 : rated === outcome) ? 0 : -1}
          onClick={() => ratings.rate(unit.code, method, outcome)}
        >
          {say(outcome === 'satisfactory' ? 'cars.s' : 'cars.ns')}
        </button>
      ))}
    </div>
  );
}

/** S only when every method is; computed, never entered. */
function UnitResult(props: {
  readonly ratings: Ratings;
  readonly methods: readonly string[];
  readonly unitCode: string;
}) {
  const { say } = useDesk();
  const rated = props.methods.map((method) => props.ratings.of(props.unitCode, method));
  const left = rated.filter((outcome) => outcome === null).length;
  if (left === rated.length) return <span class="quiet">{say('cars.not-started')}</span>;
  if (left > 0) return <span class="quiet">{say('cars.left-of', { left, total: rated.length })}</span>;
  const isGood = rated.every((outcome) => outcome === 'satisfactory');
  return <strong>{say(isGood ? 'cars.satisfactory' : 'cars.not-satisfactory')}</strong>;
}
