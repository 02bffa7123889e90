// The audit log as an admin searches it: by who did it, what, of which show, when.
import { and, desc, eq, gte, lt, or, type SQL, sql } from "drizzle-orm";
import type { AuditFilter } from "../../../schema/http/audit.ts";
import { showtimes } from "../../../schema/tables/catalogue.ts";
import { audit, users } from "../../../schema/tables/people.ts";
import { bookings } from "../../../schema/tables/sales.ts";
import type { Database } from "../../kit/db/database.ts";
import { type Cursor, cut, type Found } from "../../kit/http/cursor.ts";

export type AuditRow = typeof audit.$inferSelect;
type Page = { readonly limit: number; readonly cursor: Cursor | null };

function doneBy(who: string | undefined): SQL | undefined {
  if (who === undefined) return undefined;
  const word = who.toLowerCase();
  return sql`(${audit.actor_id} = ${who} OR ${audit.actor_id} IN (SELECT ${users.id} FROM ${users}
    WHERE instr(coalesce(${users.email}, ''), ${word}) > 0 OR instr(lower(${users.name}), ${word}) > 0))`;
}

const ofShow = (show_id: string | undefined): SQL | undefined =>
  show_id === undefined
    ? undefined
    : sql`((${audit.subject_kind} = 'show' AND ${audit.subject_id} = ${show_id})
      OR (${audit.subject_kind} = 'showtime' AND ${audit.subject_id} IN
        (SELECT ${showtimes.id} FROM ${showtimes} WHERE ${showtimes.show_id} = ${show_id}))
      OR (${audit.subject_kind} = 'booking' AND ${audit.subject_id} IN
        (SELECT ${bookings.id} FROM ${bookings} WHERE ${bookings.show_id} = ${show_id})))`;

export async function readAudit(
  db: Database,
  { who, action, show_id, from_ms, before_ms }: AuditFilter,
  { limit, cursor }: Page,
): Promise<Found<AuditRow>> {
  const after =
    cursor === null
      ? undefined
      : or(lt(audit.at_ms, cursor.key), and(eq(audit.at_ms, cursor.key), lt(audit.id, cursor.id)));
  const rows = await db
    .select()
    .from(audit)
    .where(
      and(
        doneBy(who),
        action === undefined ? undefined : eq(audit.action, action),
        ofShow(show_id),
        from_ms === undefined ? undefined : gte(audit.at_ms, from_ms),
        before_ms === undefined ? undefined : lt(audit.at_ms, before_ms),
        after,
      ),
    )
    .orderBy(desc(audit.at_ms), desc(audit.id))
    .limit(limit + 1);
  return cut(rows, limit, (row) => ({ key: row.at_ms, id: row.id, at_ms: 0 }));
}
