// A fan's messages: the list, the unread count, changes of state, and the live roads.

import * as z from "zod/mini";
import type { FaultCode } from "../../../schema/faults.ts";
import type { InboxChange } from "../../../schema/frames.ts";
import { id, listOf, pageQuery, timeMs } from "../../../schema/http/common.ts";
import { notificationAnswer } from "../../../schema/http/notifications.ts";
import { NOTICE_KINDS } from "../../../schema/http/words.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx, Identity } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { readCursor, writeCursor } from "../../kit/http/cursor.ts";
import { type Route, route } from "../../kit/http/route.ts";
import {
  type Changed,
  deleteNotices,
  listNotices,
  markRead,
  markUnread,
  readNotice,
  restoreNotices,
  seqOfNotice,
  unreadCount,
} from "../../messages/db/notifications.ts";
import { pokeFans } from "../../messages/poke.ts";
import { noticeView } from "../../messages/view.ts";
import { inboxSocket, inboxStream } from "../live.ts";

const PATH = "/v1/api/notifications";
const PRIVATE = { "cache-control": "no-store" } as const;
/** A page's selection; everything at once has a word of its own. */
const IDS_MAX = 100;

const flag = z.enum(["true", "false"]);
const listQuery = z.object({ ...pageQuery, unread: z.optional(flag), kind: z.optional(z.enum(NOTICE_KINDS)) });
const idList = z.pipe(
  z.pipe(
    z.string().check(z.maxLength(IDS_MAX * 81)),
    z.transform((text: string) => text.split(",").filter((one) => one !== "")),
  ),
  z.array(id).check(z.minLength(1), z.maxLength(IDS_MAX)),
);
const deleteQuery = z.object({ ids: z.optional(idList), all: z.optional(z.literal("true")) });
const statusBody = z.object({ status: z.enum(["READ", "UNREAD"]) });
const someStatusBody = z.object({
  status: z.enum(["READ", "UNREAD", "RESTORED"]),
  ids: z.optional(z.array(id).check(z.minLength(1), z.maxLength(IDS_MAX))),
  all: z.optional(z.literal(true)),
  /** RESTORED only: all that one deletion took. */
  deleted_at_ms: z.optional(timeMs),
});
const liveQuery = z.object({ after: z.optional(z.string().check(z.maxLength(80))) });
const changedAnswer = z.object({ changed: z.int(), unread_count: z.int() });
const deletedAnswer = z.object({ deleted: z.int(), deleted_at_ms: timeMs, unread_count: z.int() });

export const notificationRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: PATH,
      tag: "Notifications",
      summary: "List own messages, newest first",
      access: "fan",
      query: listQuery,
      answers: { 200: z.extend(listOf(notificationAnswer), { unread_count: z.int() }) },
      refusals: ["invalid"],
    },
    async (c, { query, identity }) => {
      const whose = { user_id: identity.user_id, unread: query.unread === "true", kind: query.kind };
      const page = { limit: query.limit, cursor: readCursor(query.cursor) };
      const { found, next, unread } = await listNotices(database(c.env), whose, page);
      const items = found.map((row) => noticeView(row, c.get("language")));
      const next_cursor = next === null ? null : writeCursor(next);
      return c.json({ items, next_cursor, unread_count: unread }, 200, PRIVATE);
    },
  ),

  route(
    {
      method: "GET",
      path: `${PATH}/unread_count`,
      tag: "Notifications",
      summary: "Count own unread messages",
      access: "fan",
      answers: { 200: z.object({ unread_count: z.int() }) },
      refusals: [],
    },
    async (c, { identity }) =>
      c.json({ unread_count: await unreadCount(database(c.env), identity.user_id) }, 200, PRIVATE),
  ),

  route(
    {
      method: "PATCH",
      path: `${PATH}/{notification_id}/status`,
      tag: "Notifications",
      summary: "Mark a message as read or unread",
      access: "fan",
      body: statusBody,
      answers: { 200: notificationAnswer },
      refusals: ["not_found", "malformed", "invalid", "unsupported_type"],
    },
    async (c, { params, body, identity }) => {
      const ids = [params.notification_id];
      if (body.status === "READ") await readSome(c, identity, ids);
      else await unreadSome(c, identity, ids);
      const row = await readNotice(database(c.env), identity.user_id, params.notification_id);
      if (row === null) throw new Refusal("not_found");
      return c.json(noticeView(row, c.get("language")), 200, PRIVATE);
    },
  ),

  route(
    {
      method: "PATCH",
      path: `${PATH}/status`,
      tag: "Notifications",
      summary: "Mark several or all messages as read, or bring deleted ones back",
      access: "fan",
      body: someStatusBody,
      answers: { 200: changedAnswer },
      refusals: ["malformed", "invalid", "unsupported_type"],
    },
    async (c, { body, identity }) => {
      const changed = await changeSome(c, identity, body);
      return c.json({ changed: changed.ids.length, unread_count: changed.unread }, 200, PRIVATE);
    },
  ),

  route(
    {
      method: "DELETE",
      path: `${PATH}/{notification_id}`,
      tag: "Notifications",
      summary: "Delete a message",
      access: "fan",
      answers: { 204: null },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const { ids } = await deleteSome(c, identity, [params.notification_id]);
      // A second time is no fault; somebody else's is not there.
      if (ids.length === 0 && (await seqOfNotice(database(c.env), identity.user_id, params.notification_id)) === null) {
        throw new Refusal("not_found");
      }
      return c.body(null, 204);
    },
  ),

  route(
    {
      method: "DELETE",
      path: PATH,
      tag: "Notifications",
      summary: "Delete the messages named, or all; PATCH …/status with RESTORED undoes it",
      access: "fan",
      query: deleteQuery,
      answers: { 200: deletedAnswer },
      refusals: ["invalid"],
    },
    async (c, { query, identity }) => {
      if ((query.ids === undefined) === (query.all === undefined)) {
        throw wrongIds("ids_or_all");
      }
      const changed = query.ids === undefined ? await deleteAll(c, identity) : await deleteSome(c, identity, query.ids);
      const { ids, unread } = changed;
      const answer = { deleted: ids.length, deleted_at_ms: c.get("now_ms"), unread_count: unread };
      return c.json(answer, 200, PRIVATE);
    },
  ),

  route(
    {
      method: "GET",
      path: `${PATH}/events`,
      tag: "Notifications",
      summary: "Messages as server-sent events; Last-Event-ID replays exactly what was missed",
      access: "fan",
      query: liveQuery,
      live: "stream",
      answers: { 200: { media: "text/event-stream" } },
      refusals: ["invalid"],
    },
    (c, { query, identity }) => inboxStream(c, identity, lastHeard(c, query.after)),
  ),

  route(
    {
      method: "GET",
      path: `${PATH}/live`,
      tag: "Notifications",
      summary: "Messages over a WebSocket; `after` names the message heard last",
      access: "fan",
      query: liveQuery,
      live: "socket",
      answers: { 101: null },
      refusals: ["invalid"],
    },
    (c, { query, identity }) => inboxSocket(c, identity, query.after ?? null),
  ),
];

/** The header is the newer word: a browser sends what it heard since it was given the address. */
const lastHeard = (c: Ctx, after: string | undefined): string | null => {
  const header = (c.req.header("last-event-id") ?? "").slice(0, 80);
  return header === "" ? (after ?? null) : header;
};

/** Other pages of the fan are told after the answer; a change that changed nothing is no news. */
function tellOthers(c: Ctx, identity: Identity, changed: Changed, change: InboxChange): Changed {
  if (changed.is_open && changed.ids.length > 0) {
    c.executionCtx.waitUntil(pokeFans(c.env, [identity.user_id], [change]));
  }
  return changed;
}

export async function readSome(c: Ctx, identity: Identity, ids: readonly string[]): Promise<Changed> {
  const changed = await markRead(database(c.env), identity.user_id, { ids }, c.get("now_ms"));
  return tellOthers(c, identity, changed, { type: "read", ids: changed.ids });
}

async function unreadSome(c: Ctx, identity: Identity, ids: readonly string[]): Promise<Changed> {
  const changed = await markUnread(database(c.env), identity.user_id, { ids }, c.get("now_ms"));
  return tellOthers(c, identity, changed, { type: "unread_again", ids: changed.ids });
}

export async function readAll(c: Ctx, identity: Identity): Promise<Changed> {
  const changed = await markRead(database(c.env), identity.user_id, { all: true }, c.get("now_ms"));
  return tellOthers(c, identity, changed, { type: "all_read", through: changed.through });
}

export async function deleteSome(c: Ctx, identity: Identity, ids: readonly string[]): Promise<Changed> {
  const changed = await deleteNotices(database(c.env), identity.user_id, { ids }, c.get("now_ms"));
  return tellOthers(c, identity, changed, { type: "deleted", ids: changed.ids });
}

export async function deleteAll(c: Ctx, identity: Identity): Promise<Changed> {
  const changed = await deleteNotices(database(c.env), identity.user_id, { all: true }, c.get("now_ms"));
  return tellOthers(c, identity, changed, { type: "all_deleted", through: changed.through });
}

const wrongIds = (fault: FaultCode): Refusal => new Refusal("invalid", { errors: [{ path: "ids", fault }] });

type Restored = { readonly ids: readonly string[] } | { readonly deleted_at_ms: number };

export async function restoreSome(c: Ctx, identity: Identity, which: Restored): Promise<Changed> {
  const changed = await restoreNotices(database(c.env), identity.user_id, which, c.get("now_ms"));
  return tellOthers(c, identity, changed, { type: "restored" });
}

function changeSome(c: Ctx, identity: Identity, body: z.infer<typeof someStatusBody>): Promise<Changed> {
  const { status, ids, all, deleted_at_ms } = body;
  if (status === "RESTORED") {
    if (ids !== undefined) return restoreSome(c, identity, { ids });
    if (deleted_at_ms !== undefined) return restoreSome(c, identity, { deleted_at_ms });
    throw wrongIds("ids_or_moment");
  }
  if (ids !== undefined) return status === "READ" ? readSome(c, identity, ids) : unreadSome(c, identity, ids);
  if (all === true && status === "READ") return readAll(c, identity);
  throw wrongIds("ids_or_all");
}
