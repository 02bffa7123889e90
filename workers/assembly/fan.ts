// The fan's object, wired to what is around it: messages and leases in D1, words in the listener's language.
import type { Ear } from "../../durable-objects/fan/ear.ts";
import { fan } from "../../durable-objects/fan/object.ts";
import type { FanPorts } from "../../durable-objects/fan/ports.ts";
import { socketBudget, socketsMaxOf } from "../../durable-objects/kit/socket-budget.ts";
import { database } from "../kit/db/database.ts";
import { log, thrown } from "../kit/log.ts";
import { listOpen, type NoticeRow, noticesAfter } from "../messages/db/notifications.ts";
import { noticeView } from "../messages/view.ts";

const frameOf = (row: NoticeRow, { language }: Ear): string =>
  JSON.stringify({ type: "notification", notification: noticeView(row, language) });

export const fanPorts = (env: Env, ctx: DurableObjectState): FanPorts<NoticeRow> => ({
  sockets: socketBudget(ctx.id.toString(), socketsMaxOf(env.SOCKETS_MAX)),
  listOpen: (user_id, until_ms) => listOpen(database(env), user_id, until_ms),
  read: (ask) => noticesAfter(database(env), ask),
  frameOf,
  failed: (error, tries) => log("warn", "inbox_unread", { tries, ...thrown(error) }),
});

export class Fan extends fan(fanPorts) {}
