// The doors of a show, and the names that its tickets may be found by.
import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { doors } from "../../../schema/tables/doors.ts";
import { users } from "../../../schema/tables/people.ts";
import { bookings } from "../../../schema/tables/sales.ts";
import type { Database } from "../../kit/db/database.ts";

export type DoorRow = typeof doors.$inferSelect;

export const insertDoor = (db: Database, row: DoorRow) => db.insert(doors).values(row);

export const listDoors = (db: Database, show_id: string): Promise<DoorRow[]> =>
  db.select().from(doors).where(eq(doors.show_id, show_id)).orderBy(desc(doors.created_at_ms), desc(doors.id));

export async function readDoor(db: Database, door_id: string): Promise<DoorRow | null> {
  const rows = await db.select().from(doors).where(eq(doors.id, door_id));
  return rows[0] ?? null;
}

export async function doorOfCode(db: Database, code: string): Promise<DoorRow | null> {
  const rows = await db.select().from(doors).where(eq(doors.code, code));
  return rows[0] ?? null;
}

export const revokeDoor = (db: Database, door_id: string, now_ms: number) =>
  db
    .update(doors)
    .set({ revoked_at_ms: now_ms })
    .where(and(eq(doors.id, door_id), isNull(doors.revoked_at_ms)));

export const deleteDoorsOf = (db: Database, show_id: string) => db.delete(doors).where(eq(doors.show_id, show_id));

/** By booking: who holds it. Read in one go, since a bundle names every ticket. */
export async function holderNames(db: Database, showtime_id: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .select({ id: bookings.id, name: users.name })
    .from(bookings)
    .innerJoin(users, eq(users.id, bookings.user_id))
    .where(and(eq(bookings.showtime_id, showtime_id), inArray(bookings.status, ["CONFIRMED", "REFUNDING"])));
  return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
}

/** Of those to whom tickets were handed over. */
export async function personNames(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(sql`${users.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
  return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
}
