// Deleting an account: names, addresses and ways to sign in go; bookings and payments keep an id that leads nowhere.
import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { appeals } from "../../../schema/tables/appeals.ts";
import { shows, vip_guests } from "../../../schema/tables/catalogue.ts";
import { mail_choices, open_inboxes, push_subscriptions } from "../../../schema/tables/inbox.ts";
import { code_sends, identities, login_codes, refresh_tokens, sessions, users } from "../../../schema/tables/people.ts";
import { bookings, mail_outbox, notifications } from "../../../schema/tables/sales.ts";
import type { Database } from "../../kit/db/database.ts";
import { endSessionsOf } from "./sessions.ts";

export async function hasOpenBookings(db: Database, user_id: string): Promise<boolean> {
  const rows = await db
    .select({ id: bookings.id })
    .from(bookings)
    .where(and(eq(bookings.user_id, user_id), inArray(bookings.status, ["PENDING", "PAYING", "REFUNDING"])))
    .limit(1);
  return rows.length > 0;
}

/** Shows in public, or taken down from there, whose last date is still to come: somebody has to answer for them. */
export async function organisesStill(db: Database, user_id: string, now_ms: number): Promise<boolean> {
  const ends_at_ms = sql`coalesce(${shows.last_starts_at_ms}, ${shows.closes_at_ms})`;
  const rows = await db
    .select({ id: shows.id })
    .from(shows)
    .where(and(eq(shows.owner_id, user_id), inArray(shows.status, ["PUBLISHED", "TAKEN_DOWN"]), gt(ends_at_ms, now_ms)))
    .limit(1);
  return rows.length > 0;
}

export async function forgetUser(db: Database, user_id: string, now_ms: number): Promise<void> {
  const user = (await db.select({ email: users.email }).from(users).where(eq(users.id, user_id)))[0];
  const own_sessions = db.select({ id: sessions.id }).from(sessions).where(eq(sessions.user_id, user_id));
  await db.batch([
    db
      .update(users)
      .set({ email: null, name: "", phone: "", status: "DELETED", role: "USER", updated_at_ms: now_ms })
      .where(eq(users.id, user_id)),
    db.delete(identities).where(eq(identities.user_id, user_id)),
    db.delete(vip_guests).where(eq(vip_guests.email, user?.email ?? "")),
    db.delete(appeals).where(eq(appeals.user_id, user_id)),
    db.delete(notifications).where(eq(notifications.user_id, user_id)),
    db.delete(mail_choices).where(eq(mail_choices.user_id, user_id)),
    db.delete(open_inboxes).where(eq(open_inboxes.user_id, user_id)),
    db.delete(push_subscriptions).where(eq(push_subscriptions.user_id, user_id)),
    db.delete(mail_outbox).where(eq(mail_outbox.to_email, user?.email ?? "")),
    ...endSessionsOf(db, user_id, "deleted", now_ms),
    db.delete(refresh_tokens).where(inArray(refresh_tokens.session_id, own_sessions)),
    db.update(sessions).set({ user_agent: "", address_prefix: "" }).where(eq(sessions.user_id, user_id)),
    db.delete(login_codes).where(eq(login_codes.email, user?.email ?? "")),
    db.delete(code_sends).where(eq(code_sends.email, user?.email ?? "")),
  ]);
}
