// What of a show is fixed right now, asked of the database and of its ledgers.
import { type Locks, locksOf } from "../../../../domain/manage/locks.ts";
import type { FoundShow } from "../../../catalogue/db/shows.ts";
import { database } from "../../../kit/db/database.ts";
import type { Ctx } from "../../../kit/env.ts";
import { isInHands } from "../../../sale/in-hands.ts";
import { showtimeCodes } from "../../db/purchases.ts";
import { hasSales } from "../../db/show-making.ts";

export async function readLocks(c: Ctx, { show }: FoundShow): Promise<Locks> {
  const db = database(c.env);
  const codes = await showtimeCodes(db, show.id);
  const sold = await hasSales(db, { show_id: show.id });
  // What was sold is fixed already; a long run of ledgers is not asked for nothing. A draft has none.
  const in_hands = !sold && show.status !== "DRAFT" && (await isInHands(c.env, codes));
  return locksOf({ ...show, showtimes: codes.length, sold, in_hands }, c.get("now_ms"));
}
