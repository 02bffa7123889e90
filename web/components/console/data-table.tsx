// A console's table: its head stays in sight on a desktop, and on a phone each row becomes a slip with named lines.
import type { ComponentChildren, JSX } from "preact";

export type Column<Row> = {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Figures stand at the end of their column. */
  readonly figures?: boolean;
  readonly heading?: boolean;
};

export type DataTableProps<Row> = {
  readonly caption: string;
  readonly captionHidden?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** A sum, or how to get at the rest. */
  readonly foot?: ComponentChildren;
};

export const DataTable = <Row,>({
  caption,
  captionHidden,
  columns,
  rows,
  rowKey,
  foot,
}: DataTableProps<Row>): JSX.Element => (
  <div class="data">
    <table class="data-table">
      <caption class={captionHidden === true ? "unseen" : "console-part-title"}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} scope="col" class={column.figures === true ? "figures" : undefined}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map((column) =>
              column.heading === true ? (
                <th key={column.id} scope="row" class="data-heading">
                  {column.cell(row)}
                </th>
              ) : (
                <td
                  key={column.id}
                  data-label={column.title}
                  class={column.figures === true ? "figures tabular" : undefined}
                >
                  <div class="data-cell">{column.cell(row)}</div>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
    {foot === undefined ? null : <div class="data-foot">{foot}</div>}
  </div>
);
