// A fan's own ticket: found by its id alone, shown with a code that a scanner can check offline.
import { orderOfTicket } from "../../domain/seat-ledger/ids.ts";
import { calendarText } from "../../domain/tickets/calendar.ts";
import { ticketCode, ticketPayload, ticketQrText } from "../../domain/tickets/ticket-code.ts";
import { readAnyShow } from "../catalogue/db/shows.ts";
import { venueName } from "../catalogue/show-views.ts";
import { database } from "../kit/db/database.ts";
import type { Ctx } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { signingKey } from "../kit/keys.ts";
import { ledgerOfId } from "../sale/ledger-of-id.ts";
import { answered } from "../seats/answers.ts";
import { qrSvg } from "./ticket-qr.ts";

const encoder = new TextEncoder();
const SHOWS_LAST_MS = 2 * 3_600_000;

export type OwnTicket = Awaited<ReturnType<typeof ownTicket>>;

/** Another fan's ticket, and one whose seats were never paid for, is not there. */
export async function ownTicket(c: Ctx, ticket_id: string, fan_id: string) {
  const of_order = orderOfTicket(ticket_id);
  if (of_order === null) throw new Refusal("not_found");
  const { ledger } = await ledgerOfId(c.env, of_order.order_id, "order");
  const order = answered(await ledger.orderOf({ order_id: of_order.order_id, fan_id: null }));
  const line = order.lines.find((one) => one.ticket_id === ticket_id);
  // A ticket handed over is its receiver's, and no more its buyer's.
  if (line === undefined || (line.holder_id ?? order.fan_id) !== fan_id) throw new Refusal("not_found");
  if (line.status === "PENDING" || line.status === "FREED") throw new Refusal("not_found");
  const found = await readAnyShow(database(c.env), order.show_id);
  const language = c.get("language");
  const english = language === "en";
  return {
    id: ticket_id,
    status: line.status === "LIVE" ? ("LIVE" as const) : ("VOID" as const),
    booking_id: order.id,
    booking_number: order.number,
    booking_rev: order.rev,
    show_id: order.show_id,
    showtime_id: order.showtime_id,
    starts_at_ms: order.starts_at_ms,
    running_minutes: found?.show.running_minutes ?? null,
    title: (english ? found?.show.languages.en?.title : undefined) ?? found?.show.title ?? "",
    venue: found === null ? "" : venueName(found.venue, language),
    time_zone: found?.venue.time_zone ?? "Asia/Seoul",
    generation: line.generation,
    seat_id: line.seat_id,
    section: line.section,
    row: line.row,
    label: line.label,
    grade: line.grade,
    price_krw: line.price_krw,
  };
}

/** A void ticket has no code any more: nothing to scan. */
export async function codeOf(c: Ctx, ticket: OwnTicket): Promise<{ code: string; qr_svg: string }> {
  const signed = await signedCode(c, ticket);
  return signed === null ? { code: "", qr_svg: "" } : { code: signed.code, qr_svg: qrSvg(signed.qr_text) };
}

/** Null for a void ticket. */
export async function signedCode(c: Ctx, ticket: OwnTicket): Promise<{ code: string; qr_text: string } | null> {
  if (ticket.status === "VOID") return null;
  const { kid, key } = await signingKey(c.env.SIGNING_KEYS, "ticket");
  const payload = ticketPayload({ kid, ticket_id: ticket.id, generation: ticket.generation });
  const signed = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, encoder.encode(payload));
  const signature = new Uint8Array(signed);
  return { code: ticketCode(payload, signature), qr_text: ticketQrText(payload, signature) };
}

export function calendarOf(c: Ctx, ticket: OwnTicket): string {
  const { origin, host } = new URL(c.req.url);
  const seat = [ticket.section, ticket.row, ticket.label].filter((part) => part !== "").join(" ");
  const lasts_ms = ticket.running_minutes === null ? SHOWS_LAST_MS : ticket.running_minutes * 60_000;
  return calendarText({
    ticket_id: ticket.id,
    host,
    sequence: ticket.booking_rev,
    title: ticket.title,
    venue: ticket.venue,
    description: `${ticket.booking_number} · ${seat}`,
    url: `${origin}/tickets/${ticket.id}`,
    starts_at_ms: ticket.starts_at_ms,
    ends_at_ms: ticket.starts_at_ms + lasts_ms,
    made_at_ms: c.get("now_ms"),
    cancelled: ticket.status === "VOID",
  });
}
