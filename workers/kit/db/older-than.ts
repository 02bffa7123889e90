// Where a list sorted newest first goes on: what was made before the cursor's row, ids parting rows of one moment.
import { and, eq, lt, or, type SQL } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Cursor } from "../http/cursor.ts";

type Rows = { readonly created_at_ms: SQLiteColumn; readonly id: SQLiteColumn };

export const olderThan = ({ created_at_ms, id }: Rows, cursor: Cursor | null): SQL | undefined =>
  cursor === null
    ? undefined
    : or(lt(created_at_ms, cursor.key), and(eq(created_at_ms, cursor.key), lt(id, cursor.id)));
