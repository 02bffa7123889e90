// Sessions and their refresh tokens. A session is a family of tokens: one live at a time, each made from the last.
import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { refresh_tokens, sessions } from "../../schema/tables/people.ts";
import type { Database } from "./database.ts";
import { cutTokens } from "./token-cuts.ts";

export type SessionRow = typeof sessions.$inferSelect;
export type EndReason = NonNullable<SessionRow["end_reason"]>;

export const insertSession = (db: Database, row: typeof sessions.$inferInsert) => db.insert(sessions).values(row);

export const insertRefreshToken = (db: Database, row: typeof refresh_tokens.$inferInsert) =>
  db.insert(refresh_tokens).values(row);

export async function readRefreshToken(db: Database, hash: string) {
  const rows = await db
    .select({ token: refresh_tokens, session: sessions })
    .from(refresh_tokens)
    .innerJoin(sessions, eq(sessions.id, refresh_tokens.session_id))
    .where(eq(refresh_tokens.hash, hash));
  return rows[0] ?? null;
}

/** Exactly one caller takes an unused token; everyone else gets no row. */
export async function takeRefreshToken(db: Database, hash: string, now_ms: number): Promise<boolean> {
  const rows = await db
    .update(refresh_tokens)
    .set({ used_at_ms: now_ms })
    .where(and(eq(refresh_tokens.hash, hash), isNull(refresh_tokens.used_at_ms)))
    .returning({ hash: refresh_tokens.hash });
  return rows.length === 1;
}

export const touchSession = (db: Database, session_id: string, now_ms: number) =>
  db.update(sessions).set({ last_seen_at_ms: now_ms }).where(eq(sessions.id, session_id));

/** Ends the family and cuts its access tokens, in one batch. */
export async function endSession(db: Database, session_id: string, reason: EndReason, now_ms: number): Promise<void> {
  await db.batch([
    db
      .update(sessions)
      .set({ ended_at_ms: now_ms, end_reason: reason })
      .where(and(eq(sessions.id, session_id), isNull(sessions.ended_at_ms))),
    cutTokens(db, `session:${session_id}`, now_ms + 1),
  ]);
}

/** Statements that end every session of a person, for the batch of their cause. */
export const endSessionsOf = (db: Database, user_id: string, reason: EndReason, now_ms: number) =>
  [
    db
      .update(sessions)
      .set({ ended_at_ms: now_ms, end_reason: reason })
      .where(and(eq(sessions.user_id, user_id), isNull(sessions.ended_at_ms))),
    cutTokens(db, `user:${user_id}`, now_ms + 1),
  ] as const;

export const listSessions = (db: Database, user_id: string, now_ms: number): Promise<SessionRow[]> =>
  db
    .select()
    .from(sessions)
    .where(and(eq(sessions.user_id, user_id), isNull(sessions.ended_at_ms), gt(sessions.expires_at_ms, now_ms)))
    .orderBy(desc(sessions.last_seen_at_ms));
