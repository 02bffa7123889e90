// The page of messages and its forms. Opening a message marks it as read and leads to what it is about.
import type { Hono } from "hono";
import { MAIL_TOPICS } from "../../../domain/inbox/causes.ts";
import { NOTICE_KINDS } from "../../../schema/http/words.ts";
import { LIMITS } from "../../../schema/limits.ts";
import type { InboxFacts } from "../../../web/notifications/facts.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { zoneName } from "../../../web/words/zones.ts";
import { database } from "../../kit/db/database.ts";
import type { AppEnv, Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { readCursor, writeCursor } from "../../kit/http/cursor.ts";
import { queryRecord } from "../../kit/http/parse.ts";
import { returnPath } from "../../kit/http/return-to.ts";
import { page } from "../../kit/pages/answer.tsx";
import { assetsFor } from "../../kit/pages/assets.ts";
import { readForm } from "../../kit/pages/form.ts";
import { paths } from "../../kit/pages/paths.ts";
import { zoneOf } from "../../kit/pages/times.ts";
import { readMailChoices, writeMailChoices } from "../../messages/db/mail-choices.ts";
import { listNotices, newestNotice, readNotice } from "../../messages/db/notifications.ts";
import { pushKeys } from "../../messages/push/settings.ts";
import { noticeView } from "../../messages/view.ts";
import { asFan, type Fan, fanFrame, type Said } from "../../people/pages/whoever.ts";
import { deleteAll, deleteSome, readAll, readSome, restoreSome } from "../routes/notifications.ts";
import { NotificationsPage } from "./page.tsx";

const ID = /^[\w-]{1,80}$/;

export function mountNotificationPages(app: Hono<AppEnv>): void {
  app.get("/me/notifications", inboxPage);
  app.get("/me/notifications/:id/open", openOne);
  app.post("/me/notifications/read", readThem);
  app.post("/me/notifications/delete", deleteThem);
  app.post("/me/notifications/undo", undo);
  app.post("/me/notifications/choices", choose);
}

const back = (c: Ctx, query = ""): Response => c.redirect(`${paths.notifications}${query}`, 303);

const inboxPage = asFan(async (c, fan) => {
  const db = database(c.env);
  const query = queryRecord(c.req.url);
  const kind = NOTICE_KINDS.find((one) => one === query.kind) ?? null;
  const filter = { unread: query.unread === "true", kind };
  const whose = { user_id: fan.user.id, unread: filter.unread, kind: kind ?? undefined };
  const at = { limit: LIMITS.page_items_default, cursor: readCursor(query.cursor) };
  // The newest first: a message that comes between the two is told again, not missed.
  const after = await newestNotice(db, fan.user.id);
  const [{ found, next, unread }, mail] = await Promise.all([
    listNotices(db, whose, at),
    readMailChoices(db, fan.user.id),
  ]);
  const frame = frameOf(c, fan, query.done === "saved" ? wordsFor(c.get("language")).notices.saved : null, unread);
  const facts: InboxFacts = {
    language: frame.language,
    filter,
    page: {
      items: found.map((row) => noticeView(row, frame.language)),
      next_cursor: next === null ? null : writeCursor(next),
      unread_count: unread,
    },
    now_ms: frame.now_ms,
    zone: zoneOf(frame),
    zone_said: frame.fan_time_zone === null ? zoneName(frame.now_ms, zoneOf(frame), frame.language) : null,
    path: paths.notifications,
  };
  const view = { facts, after: after ?? "0", undo: undoOf(query), mail, push_key: pushKeys(c.env)?.public_key ?? null };
  return page(c, <NotificationsPage frame={frame} view={view} />);
});

function frameOf(c: Ctx, { user }: Fan, said: string | null, unread: number) {
  const notice: Said = said === null ? null : { tone: "info", text: said };
  const frame = fanFrame(c, user, notice);
  return { ...frame, unread_count: unread, assets: assetsFor("account.ts", "bell.ts", "notifications.tsx") };
}

function undoOf({ undo, count }: Record<string, string>) {
  if (undo === undefined || !/^\d{1,15}$/.test(undo) || !/^\d{1,6}$/.test(count ?? "")) return null;
  return { deleted_at_ms: Number(undo), count: Number(count) };
}

const openOne = asFan(async (c, { identity }) => {
  const id = c.req.param("id") ?? "";
  const row = ID.test(id) ? await readNotice(database(c.env), identity.user_id, id) : null;
  if (row === null) throw new Refusal("not_found");
  await readSome(c, identity, [id]);
  return c.redirect(returnPath(row.link), 303);
});

const readThem = asFan(async (c, { identity }) => {
  await readForm(c);
  await readAll(c, identity);
  return back(c);
});

const deleteThem = asFan(async (c, { identity }) => {
  const form = await readForm(c);
  const id = form.get("ids");
  if (form.get("all") !== "true" && !ID.test(id)) throw new Refusal("invalid");
  const { ids } = form.get("all") === "true" ? await deleteAll(c, identity) : await deleteSome(c, identity, [id]);
  return back(c, ids.length === 0 ? "" : `?undo=${c.get("now_ms")}&count=${ids.length}`);
});

const undo = asFan(async (c, { identity }) => {
  const at = (await readForm(c)).get("deleted_at_ms");
  if (!/^\d{1,15}$/.test(at)) throw new Refusal("invalid");
  await restoreSome(c, identity, { deleted_at_ms: Number(at) });
  return back(c);
});

const choose = asFan(async (c, { identity }) => {
  const form = await readForm(c);
  const [booking, refund, show_news, sign_in] = MAIL_TOPICS.map((topic) => form.get(topic) === "on");
  const chosen = { booking: booking === true, refund: refund === true, show_news: show_news === true };
  await writeMailChoices(database(c.env), identity.user_id, { ...chosen, sign_in: sign_in === true });
  return back(c, "?done=saved");
});
