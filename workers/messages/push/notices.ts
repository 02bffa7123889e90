// Which stored messages also wake a browser: those a fan is waiting for, where a browser of theirs asked for it.
import { CAUSES, isCause } from "../../../domain/inbox/causes.ts";
import { database } from "../../kit/db/database.ts";
import { log, thrown } from "../../kit/log.ts";
import { readNotice } from "../db/notifications.ts";
import { subscriptionsOf } from "../db/push-subscriptions.ts";
import { noticeText } from "../view.ts";
import { sendPushes } from "./send.ts";
import { pushKeys } from "./settings.ts";

/** Past a day a result is found in the list. */
const TTL_S = 86_400;

type Fresh = { readonly id: string; readonly user_id: string; readonly cause: string };

export const isUrgent = (cause: string): boolean => isCause(cause) && CAUSES[cause].urgent;

/** Never throws: the messages are stored. */
export async function pushNotices(env: Env, fresh: readonly Fresh[]): Promise<void> {
  const urgent = fresh.filter(({ cause }) => isUrgent(cause));
  if (urgent.length === 0 || pushKeys(env) === null) return;
  try {
    const db = database(env);
    const asked = new Set(
      (
        await subscriptionsOf(
          db,
          urgent.map(({ user_id }) => user_id),
        )
      ).map((row) => row.user_id),
    );
    for (const { id, user_id } of urgent.filter((one) => asked.has(one.user_id))) {
      const row = await readNotice(db, user_id, id);
      if (row === null) continue;
      const said = (language: "ko" | "en") => noticeText(row, language);
      await sendPushes(env, [{ user_id, topic: id.slice(0, 32), ttl_s: TTL_S, said, link: row.link }]);
    }
  } catch (error) {
    log("error", "push_failed", thrown(error));
  }
}
