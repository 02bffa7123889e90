// An account that is no more stands in no line and holds no seat: every line that may still know it lets it go.
import { and, eq, isNotNull } from "drizzle-orm";
import { live_objects } from "../../schema/tables/sales.ts";
import { database } from "../kit/db/database.ts";
import { log, thrown } from "../kit/log.ts";
import { lineOf } from "../kit/objects.ts";

const LINES_AT_ONCE = 25;

/** What fails is logged and not tried again: the place then ends by its own deadlines. */
export async function leaveEveryLine(env: Env, user_id: string): Promise<void> {
  const lines = await database(env)
    .select({ show_id: live_objects.show_id })
    .from(live_objects)
    .where(and(eq(live_objects.kind, "line"), isNotNull(live_objects.due_at_ms)));
  for (let at = 0; at < lines.length; at += LINES_AT_ONCE) {
    const slice = lines.slice(at, at + LINES_AT_ONCE);
    const left = await Promise.allSettled(slice.map(({ show_id }) => lineOf(env, show_id).expel(user_id)));
    for (const [i, answer] of left.entries()) {
      if (answer.status === "rejected") {
        log("error", "account_not_let_go", { show_id: slice[i]?.show_id ?? "", ...thrown(answer.reason) });
      }
    }
  }
}
