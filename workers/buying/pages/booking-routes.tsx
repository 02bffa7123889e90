// Own bookings and tickets by pages. The ledger is asked for each order: a booking is here at once, and never out of date.
import { doorsTo } from "../../../domain/door/scan.ts";
import { DEFAULT_REFUND_RULE } from "../../../domain/seat-ledger/config.ts";
import { readId } from "../../../domain/seat-ledger/ids.ts";
import type { OrderView } from "../../../domain/seat-ledger/views.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { openDoors } from "../../catalogue/db/open-doors.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx } from "../../kit/env.ts";
import { problemOf, Refusal } from "../../kit/failures.ts";
import { readCursor, writeCursor } from "../../kit/http/cursor.ts";
import { queryRecord } from "../../kit/http/parse.ts";
import { log } from "../../kit/log.ts";
import { fanOf, ledgerOf } from "../../kit/objects.ts";
import { page } from "../../kit/pages/answer.tsx";
import { assetsFor } from "../../kit/pages/assets.ts";
import { formFields } from "../../kit/pages/form.ts";
import { asFan, type Fan, fanFrame, type Said } from "../../people/pages/whoever.ts";
import { bookingPlaces } from "../db/bookings.ts";
import { ownLists } from "../own-lists.ts";
import { codeOf, type OwnTicket, ownTicket, signedCode } from "../own-ticket.ts";
import { walletsOf } from "../wallet/wallet.ts";
import { BOOKING_ISLAND, BookingPage, liveLines } from "./booking-page.tsx";
import { BookingsPage } from "./bookings-page.tsx";
import { CancelPage } from "./cancel-page.tsx";
import { buyingPaths } from "./paths.ts";
import { boughtOf, boughtReader, ownOrder, readStory } from "./reads.ts";
import { TICKET_ISLAND, TicketPage } from "./ticket-page.tsx";
import { orderOfOwnTicket, standingOf } from "./ticket-routes.tsx";
import type { BookingRowView } from "./views.ts";

const LIST_PAGE = 20;
const KEY_CHARS_MAX = 60;

const codeIn = (id: string): string => readId(id)?.code ?? "";

export const bookingsPage = asFan(async (c, fan) => {
  const user_id = fan.identity.user_id;
  const newest = await fanOf(c.env, user_id).orders();
  const window = { limit: LIST_PAGE, cursor: readCursor(queryRecord(c.req.url).cursor) };
  const { found, next } = await bookingPlaces(database(c.env), { user_id, newest }, window);
  const boughtFor = boughtReader(c);
  // One ledger that does not answer must not hide the other bookings.
  const read = await Promise.allSettled(
    found.map(async ({ id }): Promise<BookingRowView> => {
      const order = await ownOrder(c, id, user_id);
      return { ...(await boughtFor(order)), order };
    }),
  );
  const lists = window.cursor === null ? await ownLists(c, user_id) : [];
  const bookings = read.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const lost = read.filter(({ status }) => status === "rejected").length;
  if (lost > 0) log("warn", "bookings_unread", { lost });
  const view = { bookings, lists, next_cursor: next === null ? null : writeCursor(next), incomplete: lost > 0 };
  return page(c, <BookingsPage frame={bookingFrame(c, fan, null)} view={view} />);
});

export const bookingPage = asFan(async (c, fan) => {
  const order = await ownOrder(c, c.req.param("booking_id") ?? "", fan.identity.user_id);
  const [bought, { story }] = await Promise.all([boughtOf(c, order), readStory(c, order)]);
  const view = { ...bought, order, rule: DEFAULT_REFUND_RULE, story };
  return page(c, <BookingPage frame={bookingFrame(c, fan, saidOn(c, order))} view={view} />);
});

function saidOn(c: Ctx, { refunds }: OrderView): Said {
  const { booking } = wordsFor(c.get("language")).buying;
  const { done } = queryRecord(c.req.url);
  if (done !== "cancelled") return null;
  const under_way = refunds.some(({ status }) => status !== "DONE");
  return { tone: "info", text: under_way ? booking.cancelled : booking.cancelledDone };
}

export const cancelPage = asFan(async (c, fan) => {
  const order = await ownOrder(c, c.req.param("booking_id") ?? "", fan.identity.user_id);
  const live = liveLines(order).map(({ seat_id }) => seat_id);
  // The words come back: nothing is left to cancel.
  if (live.length === 0) return c.redirect(buyingPaths.booking(order.id), 302);
  const query = new URL(c.req.url).searchParams;
  const wished = query.getAll("seat");
  const chosen = query.has("chosen") ? live.filter((seat_id) => wished.includes(seat_id)) : live;
  return showCancel(c, fan, { order, chosen, status: 200 });
});

type Cancelling = { readonly order: OrderView; readonly chosen: readonly string[]; readonly status: 200 | 409 };

/** What would come back is the ledger's own answer, not a sum made here. */
async function showCancel(c: Ctx, fan: Fan, { order, chosen, status }: Cancelling): Promise<Response> {
  const bought = await boughtOf(c, order);
  const preview =
    chosen.length === 0 ? null : await ledgerOf(c.env, codeIn(order.id)).refundPreview(wishOf(order, chosen));
  const refusal =
    preview === null || preview.ok
      ? null
      : problemOf({ code: preview.failure.code }, c.get("language"), c.get("request_id"));
  const view = {
    ...bought,
    order,
    chosen,
    rule: DEFAULT_REFUND_RULE,
    money: preview?.ok === true ? preview.value : null,
    refusal: refusal === null ? null : { title: refusal.title, detail: refusal.detail },
    key: crypto.randomUUID(),
  };
  return page(c, <CancelPage frame={bookingFrame(c, fan, null)} view={view} />, status);
}

export const cancelBooking = asFan(async (c, fan) => {
  const order = await ownOrder(c, c.req.param("booking_id") ?? "", fan.identity.user_id);
  const form = await formFields(c);
  const seats = form.getAll("seat").slice(0, LIMITS.seats_per_hold);
  const key = (form.get("key") ?? "").slice(0, KEY_CHARS_MAX);
  const reason = (form.get("reason") ?? "").trim().slice(0, LIMITS.reason_chars);
  if (seats.length === 0 || key === "") throw new Refusal("invalid");
  const answer = await ledgerOf(c.env, codeIn(order.id)).refund({
    ...wishOf(order, seats),
    reason: reason === "" ? "-" : reason,
    asker_id: fan.identity.user_id,
    key,
  });
  if (!answer.ok) return showCancel(c, fan, { order, chosen: seats, status: 409 });
  return c.redirect(`${buyingPaths.booking(order.id)}?done=cancelled`, 303);
});

const wishOf = (order: OrderView, seats: readonly string[]) => ({
  order_id: order.id,
  by: "fan" as const,
  fan_id: order.fan_id,
  reason: "preview",
  seats,
});

export const ticketPage = asFan(async (c, fan) => {
  const ticket_id = c.req.param("ticket_id") ?? "";
  const ticket = await ownTicket(c, ticket_id, fan.identity.user_id);
  const { order, line, bought_here } = await orderOfOwnTicket(c, ticket, fan.identity.user_id);
  const [bought, { qr_svg }] = await Promise.all([boughtOf(c, order), codeOf(c, ticket)]);
  const frame = { ...fanFrame(c, fan.user, null), assets: assetsFor("account.ts", TICKET_ISLAND) };
  const standing = ticket.status === "VOID" ? null : await standingOf(c, ticket_id, fan.identity.user_id);
  const live = ticket.status === "LIVE";
  const view = {
    ...bought,
    order,
    line,
    bought_here,
    standing,
    doors: live ? await doorsOfTicket(c, ticket) : [],
    wallet: live && walletsOf(c.env).length > 0,
    code_svg: qr_svg === "" ? null : qr_svg,
  };
  return page(c, <TicketPage frame={frame} view={view} />);
});

const DOORS_NAMED_MAX = 6;

async function doorsOfTicket(c: Ctx, ticket: OwnTicket): Promise<string[]> {
  const { show_id, showtime_id, seat_id, section } = ticket;
  const open = await openDoors(database(c.env), show_id, c.get("now_ms"));
  const zones = open.filter(({ showtimes }) => showtimes?.includes(showtime_id) ?? true);
  // A seat's id begins with its section's.
  const section_id = seat_id.split("-")[0] ?? "";
  return doorsTo(zones, { section, section_id }).slice(0, DOORS_NAMED_MAX);
}

/** To the wallet, with a pass that is made as it is asked for: its code is as new as the page's. */
export const ticketWallet = asFan(async (c, fan) => {
  const ticket = await ownTicket(c, c.req.param("ticket_id") ?? "", fan.identity.user_id);
  const wallet = walletsOf(c.env).find(({ name }) => name === c.req.param("wallet"));
  const signed = wallet === undefined ? null : await signedCode(c, ticket);
  if (wallet === undefined || signed === null) throw new Refusal("not_found");
  const about = { ...ticket, ticket_id: ticket.id, qr_text: signed.qr_text, language: c.get("language") };
  return c.redirect(await wallet.saveUrl(about, c.get("now_ms")), 303);
});

const bookingFrame = (c: Ctx, fan: Fan, said: Said) => ({
  ...fanFrame(c, fan.user, said),
  assets: assetsFor("account.ts", BOOKING_ISLAND),
});
