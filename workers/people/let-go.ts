// An account that is no more stands in no line, waits for no returned seat and holds none: every line and ledger that may
// still know it lets it go.
import { isNotNull } from "drizzle-orm";
import { live_objects } from "../../schema/tables/sales.ts";
import { database } from "../kit/db/database.ts";
import { log, thrown } from "../kit/log.ts";
import { fanOf, ledgerOf, lineOf } from "../kit/objects.ts";

const OBJECTS_AT_ONCE = 25;

/** What fails is logged and not tried again: the place then ends by its own deadlines. */
export async function letGoEverywhere(env: Env, user_id: string): Promise<void> {
  const objects = await database(env)
    .select({ name: live_objects.name, kind: live_objects.kind })
    .from(live_objects)
    .where(isNotNull(live_objects.due_at_ms));
  const letGo = async ({ name, kind }: (typeof objects)[number]): Promise<unknown> =>
    kind === "line" ? await lineOf(env, name).expel(user_id) : await ledgerOf(env, name).leaveList(user_id);
  for (let at = 0; at < objects.length; at += OBJECTS_AT_ONCE) {
    const slice = objects.slice(at, at + OBJECTS_AT_ONCE);
    const left = await Promise.allSettled(slice.map(letGo));
    for (const [i, answer] of left.entries()) {
      if (answer.status === "rejected") {
        const { name = "", kind = "line" } = slice[i] ?? {};
        log("error", "account_not_let_go", { kind, name, ...thrown(answer.reason) });
      }
    }
  }
}

/** What the person's own object remembers. It says nothing to anybody who cannot name the person. */
export async function forgetObject(env: Env, user_id: string): Promise<void> {
  try {
    await fanOf(env, user_id).forget();
  } catch (error) {
    log("error", "account_not_let_go", { kind: "fan", name: user_id, ...thrown(error) });
  }
}
