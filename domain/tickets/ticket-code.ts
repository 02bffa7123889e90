// What a ticket's code says and how it is read: `payload.signature`, both base64url, short enough for a small QR code. The
// signature (ES256) goes over the text before the dot and is made and checked at the edge, or offline by a scanner.
import { readId } from "../seat-ledger/ids.ts";
import { fromBase64Url, toBase64Url } from "./base64url.ts";

export type TicketCode = {
  /** Which of the published ticket keys signed it. */
  readonly kid: string;
  readonly ticket_id: string;
  readonly showtime_code: string;
  readonly seat_id: string;
};

export type ReadTicketCode = TicketCode & {
  readonly signed_text: string;
  readonly signature: Uint8Array<ArrayBuffer>;
};

const VERSION = 1;
const SIGNATURE_BYTES = 64;
const CODE_CHARS_MAX = 400;
/** Seats are named by organisers' layouts, kids by their keys: both are plain text. */
const PLAIN = /^[\x21-\x7e]{1,100}$/;

/** The showtime's code is not said twice: it stands in the ticket's id. */
export function ticketPayload({ kid, ticket_id, seat_id }: Omit<TicketCode, "showtime_code">): string {
  const text = JSON.stringify({ v: VERSION, kid, tid: ticket_id, seat: seat_id });
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7e) throw new Error("a ticket's payload is ASCII");
    bytes[i] = code;
  }
  return toBase64Url(bytes);
}

export const ticketCode = (payload: string, signature: Uint8Array): string => `${payload}.${toBase64Url(signature)}`;

/** Null for what cannot be one of ours. That it is read says nothing: only its signature does. */
export function readTicketCode(code: string): ReadTicketCode | null {
  if (code.length > CODE_CHARS_MAX) return null;
  const dot = code.lastIndexOf(".");
  const payload = dot < 0 ? null : fromBase64Url(code.slice(0, dot));
  const signature = fromBase64Url(code.slice(dot + 1));
  if (payload === null || signature?.length !== SIGNATURE_BYTES) return null;
  const said = fieldsOf(payload);
  if (said === null) return null;
  const ticket = readId(said.ticket_id);
  if (ticket?.kind !== "ticket") return null;
  return { ...said, showtime_code: ticket.code, signed_text: code.slice(0, dot), signature };
}

function fieldsOf(payload: Uint8Array): Omit<TicketCode, "showtime_code"> | null {
  let said: unknown;
  try {
    said = JSON.parse(String.fromCharCode(...payload));
  } catch {
    return null;
  }
  if (typeof said !== "object" || said === null) return null;
  const { v, kid, tid, seat } = said as Record<string, unknown>;
  if (v !== VERSION || !isPlain(kid) || !isPlain(tid) || !isPlain(seat)) return null;
  return { kid, ticket_id: tid, seat_id: seat };
}

const isPlain = (value: unknown): value is string => typeof value === "string" && PLAIN.test(value);
