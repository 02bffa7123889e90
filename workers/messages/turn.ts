// A fan's turn in a line, shown wherever they are: on any open page of theirs, and on a browser that asked to be woken.
// Never stored: the line is the fact, and asking it tells the same.
import type { Turn } from "../../durable-objects/waiting-line/turn-news.ts";
import type { Language } from "../../schema/http/words.ts";
import { database } from "../kit/db/database.ts";
import { log, thrown } from "../kit/log.ts";
import { fanOf } from "../kit/objects.ts";
import { namesOfShow } from "./db/broadcasts.ts";
import { openAmong } from "./db/notices.ts";
import { sendPushes } from "./push/send.ts";
import { passingText } from "./view.ts";

/** A turn told later than the claim time lasts would be untrue. */
const TTL_S = 90;
const AT_ONCE = 24;

/** Never throws, and nobody waits for it: a line admits whether or not this is heard. */
export async function tellTurn(env: Env, { cause, show_id, user_ids }: Turn): Promise<void> {
  try {
    const db = database(env);
    const [names, open] = await Promise.all([namesOfShow(db, show_id), openAmong(db, user_ids, Date.now())]);
    if (names === null) return;
    const said = (language: Language) => passingText(cause, { params: {}, ...names }, language);
    const link = `/shows/${show_id}/line`;
    const frame = (language: Language): string => JSON.stringify({ type: "passing", cause, ...said(language), link });
    const frames = { ko: frame("ko"), en: frame("en") };
    const rest = open.values();
    const lane = async (): Promise<void> => {
      for (const { user_id } of rest) await fanOf(env, user_id).flash(frames);
    };
    const pushes = user_ids.map((user_id) => ({ user_id, topic: show_id.slice(0, 32), ttl_s: TTL_S, said, link }));
    await Promise.all([...Array.from({ length: AT_ONCE }, lane), sendPushes(env, pushes)]);
  } catch (error) {
    log("warn", "turn_untold", { show_id, cause, ...thrown(error) });
  }
}
