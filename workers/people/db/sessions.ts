// Sessions and their refresh tokens. A session is a family of tokens: one live at a time, each made from the last.
import { and, asc, desc, eq, gt, isNull, ne, sql } from "drizzle-orm";
import { identities, refresh_tokens, sessions, token_cuts, users } from "../../../schema/tables/people.ts";
import type { Database } from "../../kit/db/database.ts";
import { cutBeforeMs, cutTokens } from "./token-cuts.ts";

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

export type Rotation = {
  readonly hash: string;
  readonly successor: typeof refresh_tokens.$inferInsert;
  readonly now_ms: number;
};

/**
 * Exactly one caller takes an unused token; everyone else gets false. The successor is written in the same step, so no
 * crash can leave a family without a live token; written again it is the same row.
 */
export async function rotateRefreshToken(db: Database, { hash, successor, now_ms }: Rotation): Promise<boolean> {
  const [taken] = await db.batch([
    db
      .update(refresh_tokens)
      .set({ used_at_ms: now_ms })
      .where(and(eq(refresh_tokens.hash, hash), isNull(refresh_tokens.used_at_ms)))
      .returning({ hash: refresh_tokens.hash }),
    db.insert(refresh_tokens).values(successor).onConflictDoNothing(),
    db
      .update(sessions)
      .set({ last_seen_at_ms: now_ms, expires_at_ms: successor.expires_at_ms })
      .where(and(eq(sessions.id, successor.session_id), isNull(sessions.ended_at_ms))),
  ]);
  return taken.length === 1;
}

/**
 * Who a session belongs to at this moment, read in one step after its rows were written: whatever ended it before is
 * seen here, and what ends it later cuts the token that is about to be signed.
 */
export async function readStanding(db: Database, { user_id, session_id }: { user_id: string; session_id: string }) {
  const [found, list, cuts] = await db.batch([
    db
      .select({ user: users })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.user_id))
      .where(and(eq(sessions.id, session_id), isNull(sessions.ended_at_ms), eq(users.status, "ACTIVE"))),
    db.select().from(identities).where(eq(identities.user_id, user_id)).orderBy(asc(identities.created_at_ms)),
    db
      .select({ before_ms: token_cuts.before_ms })
      .from(token_cuts)
      .where(eq(token_cuts.subject, `user:${user_id}`)),
  ]);
  const user = found[0]?.user;
  return user === undefined ? null : { user, identities: list, tokens_from_ms: cuts[0]?.before_ms ?? 0 };
}

/** Ends the family and cuts its access tokens, in one batch. */
export async function endSession(db: Database, session_id: string, reason: EndReason, now_ms: number): Promise<void> {
  await db.batch([
    db
      .update(sessions)
      .set({ ended_at_ms: now_ms, end_reason: reason })
      .where(and(eq(sessions.id, session_id), isNull(sessions.ended_at_ms))),
    cutTokens(db, `session:${session_id}`, now_ms),
  ]);
}

/** Ends a person's sessions except the one they ask from, each with its tokens, in one batch; tells which they were. */
export async function endOtherSessions(
  db: Database,
  { user_id, kept_id }: { readonly user_id: string; readonly kept_id: string },
  now_ms: number,
): Promise<string[]> {
  const others = and(eq(sessions.user_id, user_id), ne(sessions.id, kept_id), isNull(sessions.ended_at_ms));
  const before_ms = cutBeforeMs(now_ms);
  const [, ended] = await db.batch([
    db
      .insert(token_cuts)
      .select(sql`SELECT 'session:' || ${sessions.id}, ${before_ms}, ${before_ms} FROM ${sessions} WHERE ${others}`)
      .onConflictDoUpdate({ target: token_cuts.subject, set: { before_ms, made_at_ms: before_ms } }),
    db
      .update(sessions)
      .set({ ended_at_ms: now_ms, end_reason: "ended_elsewhere" })
      .where(others)
      .returning({ id: sessions.id }),
  ]);
  return ended.map(({ id }) => id);
}

/** Statements that end every session of a person, for the batch of their cause. */
export const endSessionsOf = (db: Database, user_id: string, reason: EndReason, now_ms: number) =>
  [
    db
      .update(sessions)
      .set({ ended_at_ms: now_ms, end_reason: reason })
      .where(and(eq(sessions.user_id, user_id), isNull(sessions.ended_at_ms))),
    cutTokens(db, `user:${user_id}`, now_ms),
  ] as const;

export const listSessions = (db: Database, user_id: string, now_ms: number): Promise<SessionRow[]> =>
  db
    .select()
    .from(sessions)
    .where(and(eq(sessions.user_id, user_id), isNull(sessions.ended_at_ms), gt(sessions.expires_at_ms, now_ms)))
    .orderBy(desc(sessions.last_seen_at_ms));

export async function readSession(db: Database, session_id: string): Promise<SessionRow | null> {
  return (await db.select().from(sessions).where(eq(sessions.id, session_id)))[0] ?? null;
}
