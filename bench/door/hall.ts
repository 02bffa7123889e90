// A hall of fifty thousand tickets as a door has it, and codes that its key signed.
import { p256 } from "@noble/curves/nist.js";
import type { LedgerTicket } from "../../domain/door/bundle.ts";
import { sealTickets } from "../../domain/door/seal.ts";
import { toBase64url, utf8 } from "../../domain/log/text.ts";
import { makeId, ticketId } from "../../domain/seat-ledger/ids.ts";
import { ticketCode, ticketPayload, ticketQrText } from "../../domain/tickets/ticket-code.ts";
import type { DoorManifest } from "../../schema/http/doors.ts";

export const TICKETS = 50_000;
const CODE = "BENCH1";
const SHOWTIME = "st_bench";
const KID = "bench";
const SECRET = new Uint8Array(32).fill(3);
const TICKETS_PER_ORDER = 2;
const SEATS_PER_ROW = 50;

const idOf = (i: number): string => {
  const random = new Uint8Array(10);
  new DataView(random.buffer).setUint32(0, Math.imul(Math.floor(i / TICKETS_PER_ORDER) + 1, 2_654_435_761));
  new DataView(random.buffer).setUint32(6, Math.floor(i / TICKETS_PER_ORDER));
  return ticketId(makeId("order", CODE, random), i % TICKETS_PER_ORDER);
};

/** Everybody is in but the first thousand: a bundle is never larger. */
export function hallBundle(now_ms: number): DoorManifest {
  const rows = Array.from({ length: TICKETS / SEATS_PER_ROW }, (_, i) => {
    const section = Math.floor(i / 25) + 1;
    return [`${section}구역`, String(section), "R", String((i % 25) + 1)] as DoorManifest["rows"][number];
  });
  const tickets = Array.from({ length: TICKETS }, (_, i): LedgerTicket => {
    const number = String(i).padStart(6, "0");
    const place = [Math.floor(i / SEATS_PER_ROW), String((i % SEATS_PER_ROW) + 1)] as const;
    const plain = [idOf(i), ...place, number, ""] as const;
    return i < 1_000 ? plain : [...plain, 0, 1, 7_770_000 + (i % 7_200), 0];
  });
  const sealed = sealTickets(tickets, { salt: SHOWTIME, nameOf: (_, holder_id) => `김하린${holder_id}` });
  const [, ...point] = p256.getPublicKey(SECRET, false);
  const [x = "", y = ""] = [point.slice(0, 32), point.slice(32)].map((half) => toBase64url(Uint8Array.from(half)));
  return {
    showtime: { id: SHOWTIME, code: CODE, starts_at_ms: now_ms, title: "" },
    showtimes: [{ id: SHOWTIME, code: CODE, starts_at_ms: now_ms }],
    door: { id: "d", name: "North", sections: null, ends_at_ms: now_ms + 86_400_000 },
    zones: [{ name: "North", sections: null }],
    as_of_ms: now_ms,
    now_ms,
    version: 1,
    whole: true,
    base_ms: now_ms - 90 * 86_400_000,
    rows,
    doors: ["South"],
    tickets: sealed.map((ticket) => ticket.map((part) => part ?? 0)),
    double_entries: [],
    name_salt: SHOWTIME,
    keys: [{ kid: KID, kty: "EC", crv: "P-256", x, y }],
  };
}

/** The new writing, as a QR code carries it, and the first one, which said itself in JSON. */
export function codesOf(i: number): { readonly text: string; readonly first: string } {
  const ticket_id = idOf(i);
  const payload = ticketPayload({ kid: KID, ticket_id, generation: 0 });
  const json = toBase64url(utf8(JSON.stringify({ v: 1, kid: KID, tid: ticket_id, seat: "12-7-31" })));
  return {
    text: ticketQrText(payload, p256.sign(utf8(payload), SECRET)),
    first: ticketCode(json, p256.sign(utf8(json), SECRET)),
  };
}
