// Mail codes: one per challenge, three minutes, five tries. Every step that counts is one atomic statement, so that
// parallel guesses count as what they are.
import { and, count, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { code_sends, login_codes } from "../../schema/tables/people.ts";
import type { Database } from "./database.ts";

export const CODE_MS = 3 * 60_000;
export const TRIES_MAX = 5;
const SENDS_WINDOW_MS = 10 * 60_000;
const SENDS_MAX = 5;
/** A whole hall behind one address signs in at the same minute; a machine asks for more than a hall. */
const SENDS_PER_RANGE_MAX = 2_000;

export type CodeRow = typeof login_codes.$inferSelect;
export type CodeSend = { readonly challenge_hash: string; readonly address_range: string; readonly email: string };

/**
 * Five in ten minutes per challenge, and per address range and mail address, so that dropping the cookie gains nothing.
 * Never per mail address alone: then anyone could use up another's codes.
 */
export async function mayCodeBeSent(db: Database, send: CodeSend, now_ms: number): Promise<boolean> {
  const recent = gt(code_sends.at_ms, now_ms - SENDS_WINDOW_MS);
  const from_range = eq(code_sends.address_range, send.address_range);
  const [by_challenge, by_range_and_email, by_range] = await db.batch([
    db
      .select({ sent: count() })
      .from(code_sends)
      .where(and(eq(code_sends.challenge_hash, send.challenge_hash), recent)),
    db
      .select({ sent: count() })
      .from(code_sends)
      .where(and(from_range, eq(code_sends.email, send.email), recent)),
    db.select({ sent: count() }).from(code_sends).where(and(from_range, recent)),
  ]);
  return (
    (by_challenge[0]?.sent ?? 0) < SENDS_MAX &&
    (by_range_and_email[0]?.sent ?? 0) < SENDS_MAX &&
    (by_range[0]?.sent ?? 0) < SENDS_PER_RANGE_MAX
  );
}

export const insertCodeSend = (db: Database, send: CodeSend, now_ms: number) =>
  db.insert(code_sends).values({ ...send, at_ms: now_ms });

/** A resend takes its own challenge's row, and with it the former code. */
export const putCode = (db: Database, row: Pick<CodeRow, "challenge_hash" | "email" | "code_hash">, now_ms: number) => {
  const fresh = { ...row, tries: 0, expires_at_ms: now_ms + CODE_MS, used_at_ms: null };
  return db.insert(login_codes).values(fresh).onConflictDoUpdate({ target: login_codes.challenge_hash, set: fresh });
};

export async function isChallenge(db: Database, challenge_hash: string): Promise<boolean> {
  const rows = await db
    .select({ email: login_codes.email })
    .from(login_codes)
    .where(eq(login_codes.challenge_hash, challenge_hash));
  return rows.length > 0;
}

export type TryOutcome = "right" | "code_wrong" | "code_expired" | "code_tries_used";

/** Takes a try before it looks: the sixth is refused whatever it says. */
export async function tryCode(
  db: Database,
  guess: Pick<CodeRow, "challenge_hash" | "email" | "code_hash">,
  now_ms: number,
): Promise<TryOutcome> {
  const mine = eq(login_codes.challenge_hash, guess.challenge_hash);
  const [taken, found] = await db.batch([
    db
      .update(login_codes)
      .set({ tries: sql`${login_codes.tries} + 1` })
      .where(and(mine, lt(login_codes.tries, TRIES_MAX)))
      .returning(),
    db.select().from(login_codes).where(mine),
  ]);
  const row = taken[0];
  if (row === undefined) return found.length > 0 ? "code_tries_used" : "code_wrong";
  if (row.used_at_ms !== null || now_ms >= row.expires_at_ms) return "code_expired";
  if (row.email !== guess.email || row.code_hash !== guess.code_hash) return "code_wrong";
  const used = await db
    .update(login_codes)
    .set({ used_at_ms: now_ms })
    .where(and(mine, eq(login_codes.code_hash, guess.code_hash), isNull(login_codes.used_at_ms)))
    .returning({ email: login_codes.email });
  return used.length === 1 ? "right" : "code_expired";
}
