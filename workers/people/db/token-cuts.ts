// Access tokens that were cut short by a log-out, a disabled account or a changed role.
import { gt } from "drizzle-orm";
import { token_cuts } from "../../../schema/tables/people.ts";
import type { Database } from "../../kit/db/database.ts";

export const cutsSince = (db: Database, since_ms: number) =>
  db
    .select({ subject: token_cuts.subject, before_ms: token_cuts.before_ms })
    .from(token_cuts)
    .where(gt(token_cuts.made_at_ms, since_ms));

/**
 * A cut reaches a little into the future. Whoever renews while a role is being taken away may have read the old one and
 * be signed a token a moment after the cut was dated; clocks of two machines differ, too. Tokens made in knowledge of
 * the cut are dated behind it, see `readStanding`.
 */
const CUT_AHEAD_MS = 5_000;
export const cutBeforeMs = (now_ms: number): number => now_ms + CUT_AHEAD_MS;

/** A statement for the batch that ends the session, so that both happen or neither. */
export const cutTokens = (db: Database, subject: string, now_ms: number) => {
  const cut = { before_ms: cutBeforeMs(now_ms), made_at_ms: cutBeforeMs(now_ms) };
  return db
    .insert(token_cuts)
    .values({ subject, ...cut })
    .onConflictDoUpdate({ target: token_cuts.subject, set: cut });
};
