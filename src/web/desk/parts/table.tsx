import type { ComponentChildren } from 'preact';
import { Link } from './button.js';

export interface Column<T> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: T) => ComponentChildren;
  /** Names the row for readers. */
  readonly isHeader?: boolean;
}

interface LinkColumn<T> extends Pick<Column<T>, 'key' | 'title'> {
  readonly to: (row: T) => string;
  readonly name: (row: T) => string;
}

/** The column that names the row, and leads to it. */
export const linkColumn = <T,>({ to, name, ...head }: LinkColumn<T>): Column<T> => ({
  ...head,
  isHeader: true,
  cell: (row) => (
    <Link to={to(row)}>
      <bdi>{name(row)}</bdi>
    </Link>
  ),
});

interface TableProps<T> {
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  /** Shown instead of the table when there are no rows. */
  readonly empty: ComponentChildren;
  readonly hideCaption?: boolean;
}

/** Real rows and headers; on a narrow screen each row becomes a card that repeats the headers. */
export function Table<T>({ caption, columns, rows, keyOf, empty, hideCaption }: TableProps<T>) {
  if (rows.length === 0) return <p class="empty">{empty}</p>;
  return (
    <table class="table">
      <caption class={hideCaption === true ? 'visually-hidden' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col">
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** One box beside the label of a card, however many parts the content has. */
function Cell<T>({ column, row }: { readonly column: Column<T>; readonly row: T }) {
  const content = column.cell(row);
  if (column.isHeader === true)
    return (
      <th scope="row" data-label={column.title}>
        <div>{content}</div>
      </th>
    );
  // A card leaves out what is empty; a table keeps the place.
  return (
    <td class={content === null ? 'blank' : undefined} data-label={column.title}>
      {content !== null && <div>{content}</div>}
    </td>
  );
}
