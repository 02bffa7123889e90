// Tables as spreadsheets read them: everything quoted, and nothing that they would run. Read page by page as they are sent.
import type { Cursor, Found } from "./cursor.ts";

/**
 * What a spreadsheet may take for the beginning of a formula, also behind blanks and what is not seen, also in the wide and
 * small forms that some of them turn into the plain ones.
 */
const FORMULA = /^(?:[\t\r\n]|[\s\p{C}]*[=+\-@|%\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212])/u;
const ROWS_PER_READ = 500;

type Cell = string | number;

const cell = (value: Cell): string => {
  const text = typeof value === "string" && FORMULA.test(value) ? `'${value}` : String(value);
  return `"${text.replaceAll('"', '""')}"`;
};

export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cell).join(",")}\r\n`;

export type CsvTable<Row> = {
  /** The file's name, without its ending. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly read: (limit: number, cursor: Cursor | null) => Promise<Found<Row>>;
  readonly cells: (row: Row) => readonly Cell[];
};

export const csvAnswer = <Row>(table: CsvTable<Row>): Response =>
  new Response(csvOf(table), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${table.name}.csv"`,
      "cache-control": "no-store",
    },
  });

function csvOf<Row>({ columns, read, cells }: CsvTable<Row>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let cursor: Cursor | null = null;
  let first = true;
  return new ReadableStream({
    async pull(controller) {
      // The mark tells spreadsheets that Korean names are UTF-8.
      if (first) controller.enqueue(encoder.encode(`\ufeff${columns.join(",")}\r\n`));
      first = false;
      const { found, next }: Found<Row> = await read(ROWS_PER_READ, cursor);
      const lines = found.map((row) => csvLine(cells(row)));
      if (lines.length > 0) controller.enqueue(encoder.encode(lines.join("")));
      cursor = next;
      if (next === null) controller.close();
    },
  });
}
