// What a ticket's code says and how it is read. Three writings are read, two are still made: the text `payload.signature` in
// base64url, for a person's eyes and for programs, and the same bytes in base45 for the QR code, which makes it 37
// modules wide. The first tickets said themselves in JSON; theirs are read as long as people hold them.
// The signature (ES256) goes over the text before the dot, and is made and checked at the edge, or offline at a door.
import { sha256 } from "../log/sha256.ts";
import { fromBase64url, toBase64url, utf8 } from "../log/text.ts";
import { readId, TICKET_BYTES, ticketBytes, ticketOfBytes } from "../seat-ledger/ids.ts";
import { fromBase45, toBase45 } from "./base45.ts";

export type TicketCode = {
  readonly ticket_id: string;
  readonly showtime_code: string;
  /** How often the ticket changed hands: an earlier holder's code is an earlier generation. */
  readonly generation: number;
};

export type ReadTicketCode = TicketCode & {
  /** Whether a published key of this name may have signed it. A byte's hint fits one foreign key in 256; the signature decides. */
  readonly mayBeSignedBy: (kid: string) => boolean;
  readonly signed_text: string;
  readonly signature: Uint8Array<ArrayBuffer>;
};

const VERSION = 2;
const SIGNATURE_BYTES = 64;
const PAYLOAD_BYTES = 2 + TICKET_BYTES;
const CODE_CHARS_MAX = 400;
export const GENERATION_MAX = 15;
/** In the first tickets kids and seats stood as plain text. */
const PLAIN = /^[\x21-\x7e]{1,100}$/;

const keyHint = (kid: string): number => sha256(utf8(kid))[0] ?? 0;

/** What is signed. The showtime's code stands in the ticket's id, the seat is found by it. */
export function ticketPayload({ kid, ticket_id, generation }: Omit<TicketCode, "showtime_code"> & { kid: string }) {
  const ticket = ticketBytes(ticket_id);
  if (ticket === null) throw new Error("a ticket's code is made of a ticket's id");
  if (generation < 0 || generation > GENERATION_MAX) throw new Error("a ticket changed hands too often for its code");
  return toBase64url(Uint8Array.of((VERSION << 4) | generation, keyHint(kid), ...ticket));
}

export const ticketCode = (payload: string, signature: Uint8Array): string => `${payload}.${toBase64url(signature)}`;

/** The same code as a QR code carries it: letters, figures and signs of its densest alphabet. */
export const ticketQrText = (payload: string, signature: Uint8Array): string =>
  toBase45(Uint8Array.of(...(fromBase64url(payload) ?? []), ...signature));

/** Null for what cannot be one of ours. That it is read says nothing: only its signature does. */
export function readTicketCode(code: string): ReadTicketCode | null {
  if (code.length > CODE_CHARS_MAX) return null;
  return readText(code) ?? readQrText(code);
}

function readText(code: string): ReadTicketCode | null {
  const dot = code.lastIndexOf(".");
  const payload = dot < 0 ? null : fromBase64url(code.slice(0, dot));
  const signature = fromBase64url(code.slice(dot + 1));
  if (payload === null || signature?.length !== SIGNATURE_BYTES) return null;
  const said = payload.length === PAYLOAD_BYTES ? binaryFields(payload) : jsonFields(payload);
  return said === null ? null : { ...said, signed_text: code.slice(0, dot), signature };
}

function readQrText(code: string): ReadTicketCode | null {
  const bytes = fromBase45(code);
  if (bytes?.length !== PAYLOAD_BYTES + SIGNATURE_BYTES) return null;
  const payload = bytes.slice(0, PAYLOAD_BYTES);
  const said = binaryFields(payload);
  if (said === null) return null;
  return { ...said, signed_text: toBase64url(payload), signature: bytes.slice(PAYLOAD_BYTES) };
}

type Said = Omit<ReadTicketCode, "signed_text" | "signature">;

function binaryFields(payload: Uint8Array): Said | null {
  const [first = 0, hint = 0] = payload;
  const ticket_id = first >> 4 === VERSION ? ticketOfBytes(payload.subarray(2)) : null;
  if (ticket_id === null) return null;
  return {
    ticket_id,
    showtime_code: readId(ticket_id)?.code ?? "",
    generation: first & 0xf,
    mayBeSignedBy: (kid) => keyHint(kid) === hint,
  };
}

function jsonFields(payload: Uint8Array): Said | null {
  let said: unknown;
  try {
    said = JSON.parse(String.fromCharCode(...payload));
  } catch {
    return null;
  }
  if (typeof said !== "object" || said === null) return null;
  const { v, kid, tid, seat } = said as Record<string, unknown>;
  if (v !== 1 || !isPlain(kid) || !isPlain(tid) || !isPlain(seat)) return null;
  const ticket = readId(tid);
  if (ticket?.kind !== "ticket") return null;
  return { ticket_id: tid, showtime_code: ticket.code, generation: 0, mayBeSignedBy: (name) => name === kid };
}

const isPlain = (value: unknown): value is string => typeof value === "string" && PLAIN.test(value);
