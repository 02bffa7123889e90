// The doors of a show that still let people in: a door sends others to them, and a ticket names its own.
import { and, eq, gt, isNull } from "drizzle-orm";
import { doors } from "../../../schema/tables/doors.ts";
import type { Database } from "../../kit/db/database.ts";

export const openDoors = (db: Database, show_id: string, now_ms: number): Promise<(typeof doors.$inferSelect)[]> =>
  db
    .select()
    .from(doors)
    .where(and(eq(doors.show_id, show_id), isNull(doors.revoked_at_ms), gt(doors.expires_at_ms, now_ms)))
    .orderBy(doors.created_at_ms, doors.id);
