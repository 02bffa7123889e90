// What was turned on a sale, from the log of privileged acts: the marks on its curves.
import { and, desc, eq, inArray, or, type SQL } from "drizzle-orm";
import type { AuditAct } from "../../../schema/audit-acts.ts";
import { audit, users } from "../../../schema/tables/people.ts";
import type { Database } from "../../kit/db/database.ts";

export type Control = {
  readonly at_ms: number;
  readonly action: string;
  /** The name of who did it. */
  readonly by: string;
  readonly details: Record<string, unknown>;
};

const ON_SHOW = ["sale.settings", "sale.status", "sale.notice", "line.remove", "line.restore"];
const ON_SHOWTIME = ["seats.block", "seats.unblock"];
/** A person turns a few in a sale; past these the oldest marks are no longer drawn. */
const CONTROLS_MAX = 500;

/** Oldest first. */
export async function readControls(
  db: Database,
  { show_id, showtime_ids }: { readonly show_id: string; readonly showtime_ids: readonly string[] },
): Promise<Control[]> {
  return readLines(
    db,
    or(
      and(eq(audit.subject_kind, "show"), eq(audit.subject_id, show_id), inArray(audit.action, ON_SHOW)),
      and(
        eq(audit.subject_kind, "showtime"),
        // D1 binds a hundred values at most; the marks of a year-long run's seats are of its first rounds.
        inArray(audit.subject_id, showtime_ids.slice(0, 80)),
        inArray(audit.action, ON_SHOWTIME),
      ),
    ),
  );
}

/** What was turned on the copy of a live rehearsal, as the same act on a sale is called. */
export async function readSteering(
  db: Database,
  { show_id, rehearsal_id }: { readonly show_id: string; readonly rehearsal_id: string },
): Promise<Control[]> {
  const steered: AuditAct = "rehearsal.steer";
  const lines = await readLines(
    db,
    and(eq(audit.subject_kind, "show"), eq(audit.subject_id, show_id), eq(audit.action, steered)),
  );
  return lines.flatMap(({ details, ...line }) => {
    const action = STEERED[String(details.act)];
    return details.id !== rehearsal_id || action === undefined ? [] : [{ ...line, action, details }];
  });
}

const STEERED: Readonly<Record<string, AuditAct>> = {
  status: "sale.status",
  room: "sale.settings",
  say: "sale.notice",
  remove: "line.remove",
};

async function readLines(db: Database, which: SQL | undefined): Promise<Control[]> {
  const rows = await db
    .select({ at_ms: audit.at_ms, action: audit.action, details: audit.details, name: users.name })
    .from(audit)
    .leftJoin(users, eq(users.id, audit.actor_id))
    .where(which)
    .orderBy(desc(audit.at_ms), desc(audit.id))
    .limit(CONTROLS_MAX);
  return rows.reverse().map(({ name, ...row }) => ({ ...row, by: name ?? "" }));
}
