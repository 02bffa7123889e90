// News of the list for returned seats: stored, said where something is open, and written by mail.
import type { ListNotice } from "../../domain/returns/outbox-list.ts";
import type { Language } from "../../schema/http/words.ts";
import { database } from "../kit/db/database.ts";
import { namesOfShow } from "./db/broadcasts.ts";
import { orderNoticeMails } from "./db/mail-choices.ts";
import type { NewNotice } from "./db/notices.ts";
import { deliverNotices } from "./deliver.ts";
import { hintMail } from "./mail/sending.ts";
import { noticeText } from "./view.ts";

export async function deliverListNotices(env: Env, notices: readonly ListNotice[]): Promise<void> {
  await deliverNotices(env, notices.map(noticeOf));
  for (const notice of notices) await mail(env, notice);
}

/** One tap from an offer to its checkout. */
const linkOf = (notice: ListNotice): string =>
  notice.cause === "seats_returned" ? `/checkout/${notice.hold_id}` : `/shows/${notice.show_id}`;

const paramsOf = (notice: ListNotice): Record<string, string | number> => {
  const { show_id } = notice;
  switch (notice.cause) {
    case "seats_returned":
      return { show_id, seats: notice.seats, amount_krw: notice.total_krw, until_ms: notice.expires_at_ms };
    case "returns_passed":
      return { show_id, code: notice.why };
    case "returns_closed":
      return { show_id };
  }
};

const noticeOf = (notice: ListNotice): NewNotice => ({
  dedupe_key: notice.dedupe_key,
  user_id: notice.fan_id,
  cause: notice.cause,
  params: paramsOf(notice),
  link: linkOf(notice),
  created_at_ms: notice.at_ms,
});

async function mail(env: Env, notice: ListNotice): Promise<void> {
  if (notice.cause === "returns_passed") return;
  const db = database(env);
  const names = await namesOfShow(db, notice.show_id);
  if (names === null) return;
  const link = `${env.PUBLIC_ORIGIN}${linkOf(notice)}`;
  const said = (language: Language) => ({
    ...noticeText({ cause: notice.cause, params: paramsOf(notice), ...names }, language),
    link,
  });
  const letter = {
    dedupe_key: notice.dedupe_key,
    topic: "show_news" as const,
    user_ids: [notice.fan_id],
    params: { ko: said("ko"), en: said("en") },
  };
  await hintMail(env, await orderNoticeMails(db, letter, Date.now()));
}
