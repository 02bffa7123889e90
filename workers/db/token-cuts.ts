// Access tokens that were cut short by a log-out, a disabled account or a changed role.
import { gt } from "drizzle-orm";
import { token_cuts } from "../../schema/tables/people.ts";
import type { Database } from "./database.ts";

export const cutsSince = (db: Database, since_ms: number) =>
  db
    .select({ subject: token_cuts.subject, before_ms: token_cuts.before_ms })
    .from(token_cuts)
    .where(gt(token_cuts.made_at_ms, since_ms));

/** A statement for the batch that ends the session, so that both happen or neither. */
export const cutTokens = (db: Database, subject: string, before_ms: number) =>
  db
    .insert(token_cuts)
    .values({ subject, before_ms, made_at_ms: before_ms })
    .onConflictDoUpdate({ target: token_cuts.subject, set: { before_ms, made_at_ms: before_ms } });
