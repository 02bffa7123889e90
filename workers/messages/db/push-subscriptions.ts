// Browsers that asked to be woken. One belongs to the session that asked: with its end nothing more is pushed there.
import { and, eq, isNull, sql } from "drizzle-orm";
import { push_subscriptions } from "../../../schema/tables/inbox.ts";
import { sessions } from "../../../schema/tables/people.ts";
import type { Database } from "../../kit/db/database.ts";

export type SubscriptionRow = typeof push_subscriptions.$inferSelect;

/** The same browser may be somebody else's now: the row goes over to who asked last. */
export async function keepSubscription(db: Database, row: SubscriptionRow): Promise<void> {
  await db
    .insert(push_subscriptions)
    .values(row)
    .onConflictDoUpdate({ target: push_subscriptions.id, set: { ...row } });
}

export async function dropSubscription(db: Database, id: string): Promise<void> {
  await db.delete(push_subscriptions).where(eq(push_subscriptions.id, id));
}

export async function dropSubscriptionsOfSession(db: Database, session_id: string): Promise<void> {
  await db.delete(push_subscriptions).where(eq(push_subscriptions.session_id, session_id));
}

export async function subscriptionsOf(db: Database, user_ids: readonly string[]): Promise<SubscriptionRow[]> {
  const rows = await db
    .select({ subscription: push_subscriptions })
    .from(push_subscriptions)
    .innerJoin(sessions, eq(sessions.id, push_subscriptions.session_id))
    .where(
      and(
        sql`${push_subscriptions.user_id} IN (SELECT value FROM json_each(${JSON.stringify(user_ids)}))`,
        isNull(sessions.ended_at_ms),
        eq(sessions.user_id, push_subscriptions.user_id),
      ),
    );
  return rows.map(({ subscription }) => subscription);
}
