// The organiser's list for the early window, by verified address.
import { and, asc, count, eq, sql } from "drizzle-orm";
import { shows, vip_guests } from "../../../schema/tables/catalogue.ts";
import { users } from "../../../schema/tables/people.ts";
import type { Database } from "../../kit/db/database.ts";

/** The whole list at once: whoever is not named is off it. */
export const replaceGuests = (db: Database, show_id: string, emails: readonly string[]) =>
  [
    db.delete(vip_guests).where(eq(vip_guests.show_id, show_id)),
    ...chunks([...new Set(emails)]).map((part) =>
      db
        .insert(vip_guests)
        .values(part.map((email) => ({ show_id, email })))
        .onConflictDoNothing(),
    ),
  ] as const;

/** Two values a row, and D1 takes a hundred a statement. */
const ROWS_PER_STATEMENT = 45;
function chunks(list: readonly string[]): string[][] {
  const parts: string[][] = [];
  for (let at = 0; at < list.length; at += ROWS_PER_STATEMENT) parts.push(list.slice(at, at + ROWS_PER_STATEMENT));
  return parts;
}

export const countFailedTry = (db: Database, show_id: string) =>
  db
    .update(shows)
    .set({ vip_tries_failed: sql`${shows.vip_tries_failed} + 1` })
    .where(eq(shows.id, show_id));

export async function failedTries(db: Database, show_id: string): Promise<number> {
  const rows = await db.select({ failed: shows.vip_tries_failed }).from(shows).where(eq(shows.id, show_id));
  return rows[0]?.failed ?? 0;
}

export const setVipCode = (db: Database, show_id: string, vip_code: string | null) =>
  db.update(shows).set({ vip_code }).where(eq(shows.id, show_id));

export async function countGuests(db: Database, show_id: string): Promise<number> {
  const rows = await db.select({ guests: count() }).from(vip_guests).where(eq(vip_guests.show_id, show_id));
  return rows[0]?.guests ?? 0;
}

export async function listGuests(db: Database, show_id: string, limit: number): Promise<string[]> {
  const rows = await db
    .select({ email: vip_guests.email })
    .from(vip_guests)
    .where(eq(vip_guests.show_id, show_id))
    .orderBy(asc(vip_guests.email))
    .limit(limit);
  return rows.map(({ email }) => email);
}

export async function isVipGuest(
  db: Database,
  { show_id, user_id }: { readonly show_id: string; readonly user_id: string },
): Promise<boolean> {
  const rows = await db
    .select({ email: vip_guests.email })
    .from(vip_guests)
    .innerJoin(users, eq(users.email, vip_guests.email))
    .where(and(eq(vip_guests.show_id, show_id), eq(users.id, user_id)));
  return rows.length > 0;
}
