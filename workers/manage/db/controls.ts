// What was turned on a sale, from the log of privileged acts: the marks on its curves.
import { and, desc, eq, inArray, or } from "drizzle-orm";
import { audit, users } from "../../../schema/tables/people.ts";
import type { Database } from "../../kit/db/database.ts";

export type Control = {
  readonly at_ms: number;
  readonly action: string;
  /** The name of who did it. */
  readonly by: string;
  readonly details: Record<string, unknown>;
};

const ON_SHOW = ["sale.settings", "sale.status", "sale.notice", "line.remove"];
const ON_SHOWTIME = ["seats.block", "seats.unblock"];
/** A person turns a few in a sale; past these the oldest marks are no longer drawn. */
const CONTROLS_MAX = 500;

/** Oldest first. */
export async function readControls(
  db: Database,
  { show_id, showtime_ids }: { readonly show_id: string; readonly showtime_ids: readonly string[] },
): Promise<Control[]> {
  const rows = await db
    .select({ at_ms: audit.at_ms, action: audit.action, details: audit.details, name: users.name })
    .from(audit)
    .leftJoin(users, eq(users.id, audit.actor_id))
    .where(
      or(
        and(eq(audit.subject_kind, "show"), eq(audit.subject_id, show_id), inArray(audit.action, ON_SHOW)),
        and(
          eq(audit.subject_kind, "showtime"),
          // D1 binds a hundred values at most; the marks of a year-long run's seats are of its first rounds.
          inArray(audit.subject_id, showtime_ids.slice(0, 80)),
          inArray(audit.action, ON_SHOWTIME),
        ),
      ),
    )
    .orderBy(desc(audit.at_ms), desc(audit.id))
    .limit(CONTROLS_MAX);
  return rows.reverse().map(({ name, ...row }) => ({ ...row, by: name ?? "" }));
}
