// A fan was taken out of a line, given their place back, or told that they are not: told on their pages and by mail, in their language.
import type { Language } from "../../schema/http/words.ts";
import { database } from "../kit/db/database.ts";
import { log, thrown } from "../kit/log.ts";
import { namesOfShow } from "./db/broadcasts.ts";
import { orderNoticeMails } from "./db/mail-choices.ts";
import { deliverNotices } from "./deliver.ts";
import { hintMail } from "./mail/sending.ts";
import { noticeText } from "./view.ts";

export type LineNews = {
  readonly cause: "line_removed" | "line_restored" | "appeal_declined";
  readonly show_id: string;
  readonly user_id: string;
  /** The organiser's own words. */
  readonly reason: string;
  readonly at_ms: number;
};

/** Never throws: what was decided stands whether or not this is heard, and the page says it too. */
export async function tellLineNews(env: Env, { cause, show_id, user_id, reason, at_ms }: LineNews): Promise<void> {
  try {
    const db = database(env);
    const params = { show_id, text: reason };
    const path = `/shows/${show_id}/line`;
    const dedupe_key = `${cause}:${show_id}:${at_ms}`;
    await deliverNotices(env, [{ dedupe_key, user_id, cause, params, link: path, created_at_ms: at_ms }]);
    const names = await namesOfShow(db, show_id);
    if (names === null) return;
    const link = `${env.PUBLIC_ORIGIN}${path}`;
    const said = (language: Language) => ({ ...noticeText({ cause, params, ...names }, language), link });
    const letter = {
      dedupe_key,
      topic: "always" as const,
      user_ids: [user_id],
      params: { ko: said("ko"), en: said("en") },
    };
    await hintMail(env, await orderNoticeMails(db, letter, at_ms));
  } catch (error) {
    log("error", "line_news_untold", { show_id, cause, ...thrown(error) });
  }
}
