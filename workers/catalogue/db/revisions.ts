// What every change of a show's row raises.
import { sql } from "drizzle-orm";
import { shows } from "../../../schema/tables/catalogue.ts";

/** Each change is a newer one, also for ledgers, which take the newer of two: two in one millisecond must differ. */
export const oneNewer = (now_ms: number) => ({
  rev: sql`${shows.rev} + 1`,
  updated_at_ms: sql`max(${shows.updated_at_ms} + 1, ${now_ms})`,
});
