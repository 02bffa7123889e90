// Every frame of the product's live roads, in one place: what the objects say and what the pages read. A tab that was
// opened before a deployment goes on reading what the new code says, so a change here is one for old pages too.
import * as z from "zod/mini";
import { countInt, id, timeMs } from "./http/common.ts";
import { placeFields } from "./http/line.ts";
import { notificationAnswer } from "./http/notifications.ts";
import { SALE_STATUSES } from "./http/words.ts";

const version = countInt;
const frame = <Type extends string, Fields extends z.core.$ZodLooseShape>(type: Type, fields: Fields) =>
  z.strictObject({ type: z.literal(type), ...fields });

/** A fan's place in a line. Numbered without gaps for each socket. */
export const lineFrame = z.discriminatedUnion("type", [
  frame("place", { version, ...placeFields }),
  frame("admitted", { version, position: countInt, expires_at_ms: z.nullable(timeMs), now_ms: timeMs }),
  frame("sale", { version, status: z.enum(SALE_STATUSES), now_ms: timeMs }),
  frame("notice", { version, text: z.string(), text_en: z.optional(z.string()), at_ms: timeMs, now_ms: timeMs }),
]);

const seatChange = z.readonly(z.tuple([z.string(), z.string()]));
/** The seats of a showtime. One numbering for all who watch; a gap says: take a new snapshot. */
export const seatFrame = z.discriminatedUnion("type", [
  frame("snapshot", { version, layout_version: z.string(), now_ms: timeMs }),
  frame("seats", { version, changes: z.readonly(z.array(seatChange)) }),
  frame("zones", { version, zones: z.readonly(z.array(z.strictObject({ id: z.string(), left: countInt }))) }),
]);
export type SeatFrame = z.infer<typeof seatFrame>;

/** What another page of the same fan did to their messages. */
const ids = z.readonly(z.array(id));
const through = z.int();
export const inboxChange = z.discriminatedUnion("type", [
  frame("read", { ids }),
  frame("unread_again", { ids }),
  frame("deleted", { ids }),
  frame("all_read", { through }),
  frame("all_deleted", { through }),
  /** What comes back is read from the list again. */
  frame("restored", {}),
]);
export type InboxChange = z.infer<typeof inboxChange>;

/** A fan's messages, and news that is stored nowhere. */
export const inboxFrame = z.discriminatedUnion("type", [
  frame("hello", {
    unread: countInt,
    newest_id: z.nullable(id),
    /** The page missed more than is told again: it asks for its list anew. */
    resync: z.boolean(),
    now_ms: timeMs,
  }),
  frame("notification", { notification: notificationAnswer }),
  frame("unread", { unread: countInt }),
  frame("passing", { cause: z.string(), title: z.string(), text: z.string(), link: z.string() }),
  ...inboxChange.def.options,
]);
export type InboxFrame = z.infer<typeof inboxFrame>;

const range = z.strictObject({ p10_ms: countInt, p50_ms: countInt, p90_ms: countInt });
const counts = z.record(z.string(), countInt);

/** The figures of a sale, for its organiser. */
export const saleFrame = frame("sale", {
  status: z.enum(SALE_STATUSES),
  opens_at_ms: timeMs,
  closes_at_ms: timeMs,
  paused_at_ms: z.nullable(timeMs),
  ended_at_ms: z.nullable(timeMs),
  room_capacity: countInt,
  batch_size: countInt,
  step_ms: countInt,
  joined: countInt,
  waiting: countInt,
  inside: countInt,
  called: countInt,
  admitted: countInt,
  finished: countInt,
  no_shows: countInt,
  expired: countInt,
  left: countInt,
  removed: countInt,
  wait: z.nullable(range),
  held: countInt,
  sold: countInt,
  available: countInt,
  blocked: countInt,
  revenue_krw: countInt,
  by_grade: z.record(
    z.string(),
    z.strictObject({ available: countInt, held: countInt, sold: countInt, blocked: countInt }),
  ),
  holding: countInt,
  paying: countInt,
  idle: countInt,
  returns: countInt,
  payments: z.strictObject({
    captured: countInt,
    captured_krw: countInt,
    pending: countInt,
    pending_krw: countInt,
    unknown: countInt,
    pending_since_ms: z.nullable(timeMs),
    declined: countInt,
    declined_by_code: counts,
    refunded: countInt,
    refunded_krw: countInt,
    refunds_pending: countInt,
    refunds_pending_krw: countInt,
    refunds_refused: countInt,
  }),
  sockets: countInt,
  sockets_opened: countInt,
  errors: counts,
  map_age_ms: z.nullable(countInt),
  as_of_ms: timeMs,
  rates: z.strictObject({ joins_per_s: z.number(), admitted_per_min: z.number(), sold_per_min: z.number() }),
  forecast: z.nullable(range),
  forecast_by_grade: z.record(z.string(), range),
});

export const FRAMES = { line: lineFrame, seats: seatFrame, inbox: inboxFrame, sale: saleFrame } as const;
