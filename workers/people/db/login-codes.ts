// Mail codes: one per challenge, three minutes, five tries. Every step that counts is one atomic statement, so that
// parallel guesses count as what they are.
import { and, eq, isNull, lt, type SQL, sql } from "drizzle-orm";
import { code_sends, login_codes, sessions, users } from "../../../schema/tables/people.ts";
import type { Database } from "../../kit/db/database.ts";

export const CODE_MS = 3 * 60_000;
export const TRIES_MAX = 5;
const SENDS_WINDOW_MS = 10 * 60_000;
const SENDS_MAX = 5;
/** A whole hall behind one address signs in at the same minute; a machine asks for more than a hall. */
const SENDS_PER_RANGE_MAX = 2_000;
const DAY_MS = 86_400_000;
/** Guesses a day: two hundred from one range, five hundred from the whole world, of a million. */
const SENDS_PER_RANGE_AND_EMAIL_DAY_MAX = 40;
const SENDS_PER_EMAIL_DAY_MAX = 100;

export type CodeRow = typeof login_codes.$inferSelect;
export type CodeSend = { readonly challenge_hash: string; readonly address_range: string; readonly email: string };

/**
 * Counts this send, or refuses it: the look and the count are one statement, so that parallel asks count as what they
 * are. Five in ten minutes per challenge, and per address range and mail address, so that dropping the cookie gains
 * nothing. Over a day each send gives a stranger five guesses at six digits, so there is a day's measure too; the one
 * over all ranges is not for ranges from which the account was signed in to, or anyone could use up another's codes.
 */
export async function takeCodeSend(db: Database, send: CodeSend, now_ms: number): Promise<boolean> {
  const recent = sql`${code_sends.at_ms} > ${now_ms - SENDS_WINDOW_MS}`;
  const today = sql`${code_sends.at_ms} > ${now_ms - DAY_MS}`;
  const from_range = sql`${code_sends.address_range} = ${send.address_range}`;
  const to_email = sql`${code_sends.email} = ${send.email}`;
  const sent = (which: SQL) => sql`(SELECT count(*) FROM ${code_sends} WHERE ${which})`;
  const rows = await db.all<{ id: number }>(sql`
    INSERT INTO ${code_sends} (challenge_hash, address_range, email, at_ms)
    SELECT ${send.challenge_hash}, ${send.address_range}, ${send.email}, ${now_ms}
    WHERE ${sent(sql`${code_sends.challenge_hash} = ${send.challenge_hash} AND ${recent}`)} < ${SENDS_MAX}
      AND ${sent(sql`${to_email} AND ${from_range} AND ${recent}`)} < ${SENDS_MAX}
      AND ${sent(sql`${from_range} AND ${recent}`)} < ${SENDS_PER_RANGE_MAX}
      AND ${sent(sql`${to_email} AND ${from_range} AND ${today}`)} < ${SENDS_PER_RANGE_AND_EMAIL_DAY_MAX}
      AND (${sent(sql`${to_email} AND ${today}`)} < ${SENDS_PER_EMAIL_DAY_MAX} OR EXISTS (
        SELECT 1 FROM ${sessions} JOIN ${users} ON ${users.id} = ${sessions.user_id}
        WHERE ${users.email} = ${send.email} AND ${sessions.address_prefix} = ${send.address_range}))
    RETURNING id`);
  return rows.length === 1;
}

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
