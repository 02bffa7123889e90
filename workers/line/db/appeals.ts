// Appeals against removals: filed by fans, read by fans and organisers, closed once.
import { and, desc, eq, sql } from "drizzle-orm";
import type { AuditAct } from "../../../schema/audit-acts.ts";
import { appeals } from "../../../schema/tables/appeals.ts";
import { audit } from "../../../schema/tables/people.ts";
import type { Database } from "../../kit/db/database.ts";
import { olderThan } from "../../kit/db/older-than.ts";
import { type Cursor, cut, type Found } from "../../kit/http/cursor.ts";

export type AppealRow = typeof appeals.$inferSelect;
export type NewAppeal = Pick<AppealRow, "id" | "show_id" | "user_id" | "position" | "text" | "created_at_ms">;

/** False where one is open already: of two filed at once one stands. */
export async function fileAppeal(db: Database, row: NewAppeal): Promise<boolean> {
  const filed = await db.insert(appeals).values(row).onConflictDoNothing().returning({ id: appeals.id });
  return filed.length > 0;
}

/** Newest first; a fan has a few at most. */
export const appealsOfFan = (db: Database, { show_id, user_id }: Pick<AppealRow, "show_id" | "user_id">) =>
  db
    .select()
    .from(appeals)
    .where(and(eq(appeals.user_id, user_id), eq(appeals.show_id, show_id)))
    .orderBy(desc(appeals.created_at_ms), desc(appeals.id));

export async function appealsOfShow(
  db: Database,
  { show_id, status }: { readonly show_id: string; readonly status?: AppealRow["status"] | undefined },
  { limit, cursor }: { readonly limit: number; readonly cursor: Cursor | null },
): Promise<Found<AppealRow>> {
  const rows = await db
    .select()
    .from(appeals)
    .where(
      and(
        eq(appeals.show_id, show_id),
        status === undefined ? undefined : eq(appeals.status, status),
        olderThan(appeals, cursor),
      ),
    )
    .orderBy(desc(appeals.created_at_ms), desc(appeals.id))
    .limit(limit + 1);
  return cut(rows, limit, ({ id, created_at_ms }) => ({ key: created_at_ms, id, at_ms: created_at_ms }));
}

export const countOpenAppeals = (db: Database, show_id: string): Promise<number> =>
  db.$count(appeals, and(eq(appeals.show_id, show_id), eq(appeals.status, "OPEN")));

export async function readAppeal(
  db: Database,
  { show_id, appeal_id }: { readonly show_id: string; readonly appeal_id: string },
): Promise<AppealRow | null> {
  const rows = await db
    .select()
    .from(appeals)
    .where(and(eq(appeals.id, appeal_id), eq(appeals.show_id, show_id)));
  return rows[0] ?? null;
}

type Closing = {
  readonly show_id: string;
  readonly position: number;
  readonly status: "RESTORED" | "DECLINED";
  readonly answer: string;
  readonly by: string;
  readonly now_ms: number;
};

/** The open one of this place, if there is one: what was decided stays decided. */
export const closeAppeal = (db: Database, { show_id, position, status, answer, by, now_ms }: Closing) =>
  db
    .update(appeals)
    .set({ status, answer, decided_at_ms: now_ms, decided_by: by })
    .where(and(eq(appeals.show_id, show_id), eq(appeals.position, position), eq(appeals.status, "OPEN")));

export const deleteAppealsOf = (db: Database, show_id: string) =>
  db.delete(appeals).where(eq(appeals.show_id, show_id));

const REMOVAL: AuditAct = "line.remove";
/** More are never shown on one page. */
const REASONS_MAX = 500;

/** By number in line: the organiser's words at the last removal. */
export async function removalReasons(
  db: Database,
  show_id: string,
  positions: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (positions.length === 0) return new Map();
  const rows = await db
    .select({ details: audit.details })
    .from(audit)
    .where(
      and(
        eq(audit.subject_kind, "show"),
        eq(audit.subject_id, show_id),
        eq(audit.action, REMOVAL),
        sql`${audit.details} ->> 'position' IN (SELECT value FROM json_each(${JSON.stringify(positions)}))`,
      ),
    )
    .orderBy(desc(audit.at_ms), desc(audit.id))
    .limit(REASONS_MAX);
  // Oldest first, so that the last word stands.
  return new Map(rows.reverse().map(({ details }) => [Number(details.position), String(details.reason)] as const));
}
