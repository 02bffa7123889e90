// A table of facts: hairlines between rows, figures aligned at the end, its own sideways scroll on a narrow screen.
import type { ComponentChildren, JSX } from "preact";

export type Column<Row> = {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Figures stand at the end of their column. */
  readonly figures?: boolean;
  readonly heading?: boolean;
};

export type TableProps<Row> = {
  readonly caption: string;
  readonly captionHidden?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
};

export const Table = <Row,>({ caption, captionHidden, columns, rows, rowKey }: TableProps<Row>): JSX.Element => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
  <section class="table-scroll" aria-label={caption} tabIndex={0}>
    <table class="table">
      <caption class={captionHidden === true ? "unseen" : "table-caption"}>{caption}</caption>
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
                <th key={column.id} scope="row">
                  {column.cell(row)}
                </th>
              ) : (
                <td key={column.id} class={column.figures === true ? "figures tabular" : undefined}>
                  {column.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
