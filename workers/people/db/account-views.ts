// What the account pages show beside the rows themselves: the code a browser is waiting for, and what hangs on a person.
import { and, count, eq, gt, inArray, isNull } from "drizzle-orm";
import { login_codes, sessions, users } from "../../../schema/tables/people.ts";
import { bookings } from "../../../schema/tables/sales.ts";
import type { Database } from "../../kit/db/database.ts";
import { TRIES_MAX } from "./login-codes.ts";

export type PendingCode = { readonly email: string; readonly expires_at_ms: number; readonly tries_left: number };

/** Null when this browser asked for no code, or the code has done its work. */
export async function readPendingCode(db: Database, challenge_hash: string): Promise<PendingCode | null> {
  const rows = await db
    .select()
    .from(login_codes)
    .where(and(eq(login_codes.challenge_hash, challenge_hash), isNull(login_codes.used_at_ms)));
  const row = rows[0];
  if (row === undefined) return null;
  const { email, expires_at_ms, tries } = row;
  return { email, expires_at_ms, tries_left: Math.max(0, TRIES_MAX - tries) };
}

/** How much a person would lose, in numbers. */
export type Holdings = {
  readonly devices: number;
  readonly bookings_confirmed: number;
  readonly bookings_open: number;
};

export async function readHoldings(db: Database, user_id: string, now_ms: number): Promise<Holdings> {
  const own = eq(bookings.user_id, user_id);
  const [devices, confirmed, open] = await db.batch([
    db
      .select({ found: count() })
      .from(sessions)
      .where(and(eq(sessions.user_id, user_id), isNull(sessions.ended_at_ms), gt(sessions.expires_at_ms, now_ms))),
    db
      .select({ found: count() })
      .from(bookings)
      .where(and(own, eq(bookings.status, "CONFIRMED"))),
    db
      .select({ found: count() })
      .from(bookings)
      .where(and(own, inArray(bookings.status, ["PENDING", "PAYING", "REFUNDING"]))),
  ]);
  return {
    devices: devices[0]?.found ?? 0,
    bookings_confirmed: confirmed[0]?.found ?? 0,
    bookings_open: open[0]?.found ?? 0,
  };
}

export type Named = { readonly id: string; readonly name: string; readonly email: string | null };

/** The people behind a page of ids, at most one screen of them. */
export async function readNames(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, Named>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(inArray(users.id, wanted));
  return new Map(rows.map((row) => [row.id, row]));
}
