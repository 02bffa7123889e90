// The people an admin looks for.
import { and, desc, eq, lt, or, type SQL, sql } from "drizzle-orm";
import type { Role } from "../../../schema/http/words.ts";
import { users } from "../../../schema/tables/people.ts";
import type { Database } from "../../kit/db/database.ts";
import { type Cursor, cut, type Found } from "../../kit/http/cursor.ts";
import type { UserRow } from "../../people/db/people.ts";

type Page = { readonly limit: number; readonly cursor: Cursor | null };

export async function findUsers(
  db: Database,
  about: { readonly q?: string | undefined; readonly role?: Role | undefined },
  page: Page,
): Promise<Found<UserRow>> {
  const word = about.q?.toLowerCase() ?? "";
  const named: SQL | undefined =
    word === ""
      ? undefined
      : sql`(instr(coalesce(${users.email}, ''), ${word}) > 0 OR instr(lower(${users.name}), ${word}) > 0 OR ${users.id} = ${about.q})`;
  const after =
    page.cursor === null
      ? undefined
      : or(
          lt(users.created_at_ms, page.cursor.key),
          and(eq(users.created_at_ms, page.cursor.key), lt(users.id, page.cursor.id)),
        );
  const rows = await db
    .select()
    .from(users)
    .where(and(named, about.role === undefined ? undefined : eq(users.role, about.role), after))
    .orderBy(desc(users.created_at_ms), desc(users.id))
    .limit(page.limit + 1);
  return cut(rows, page.limit, (row) => ({ key: row.created_at_ms, id: row.id, at_ms: 0 }));
}
