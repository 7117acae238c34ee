import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { DeskSay } from '../../locales/desk/strings.js';
import { useDesk } from '../context.js';
import { useLoad } from '../use-load.js';
import { calendarDay } from '../words.js';
import { Button } from './button.js';
import { SelectField, TextField } from './field.js';
import { Loading } from './loading.js';
import type { Column } from './table.js';

const MOST = 100;

interface RegisterProps<Row> {
  /** Where the rows are read, with `number`, `state` and `limit`. */
  readonly path: string;
  /** Label of the number that is looked for. */
  readonly find: string;
  /** What was typed, as the register writes numbers. */
  readonly numberFrom: (typed: string) => string;
  readonly states: readonly (readonly [code: string, name: string])[];
  readonly children: (rows: readonly Row[]) => ComponentChildren;
}

/** What was issued, found by number or by state. Names are not searched: they never stand in an address. */
export function Register<Row>({ path, find, numberFrom, states, children }: RegisterProps<Row>) {
  const { say, api } = useDesk();
  const [typed, setTyped] = useState('');
  const [number, setNumber] = useState('');
  const [state, setState] = useState('');
  const query = { limit: MOST, ...(number === '' ? {} : { number }), ...(state === '' ? {} : { state }) };
  const loaded = useLoad(`${path} ${number} ${state}`, () => api.get<readonly Row[]>(path, query));
  return (
    <>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          setNumber(numberFrom(typed));
        }}
      >
        <TextField id="number" label={find} value={typed} onInput={setTyped} type="search" />
        <Button type="submit">{say('cert.find.do')}</Button>
        <SelectField
          id="state"
          label={say('word.state')}
          value={state}
          onChange={setState}
          options={[['', say('word.all')], ...states]}
        />
      </form>
      <Loading of={loaded}>
        {(rows) => (
          <>
            {children(rows)}
            {rows.length === MOST && <p class="quiet">{say('cert.more', { n: MOST })}</p>}
          </>
        )}
      </Loading>
    </>
  );
}

/** The number it was issued under; none before it is released. */
export const numberColumn = <Row extends { readonly number: string | null }>(say: DeskSay): Column<Row> => ({
  key: 'number',
  title: say('word.number'),
  cell: ({ number }) => (
    <span class="digits" dir="ltr">
      {number ?? '–'}
    </span>
  ),
});

export const validUntilColumn = <Row extends { readonly validUntil: string | null }>(
  say: DeskSay,
  language: string,
): Column<Row> => ({
  key: 'until',
  title: say('cert.valid'),
  cell: ({ validUntil }) => (validUntil === null ? '–' : calendarDay(validUntil, language)),
});
