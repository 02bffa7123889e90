// What a door was shown, told apart at the edge: no code of ours, another show's, or one of a ledger's tickets.
import { readId } from "../../domain/seat-ledger/ids.ts";
import { type ReadTicketCode, readTicketCode } from "../../domain/tickets/ticket-code.ts";
import type { NamedTicket } from "../../durable-objects/seat-ledger/door.ts";
import { placeOfShowtime } from "../catalogue/known-showtimes.ts";
import type { Ctx } from "../kit/env.ts";
import { keySetsOf, verifyingKey } from "../kit/keys.ts";
import { showOfCode } from "../sale/known-shows.ts";
import type { Doorkeeper } from "./doorkeeper.ts";

export type Shown = {
  readonly code?: string | undefined;
  readonly ticket_id?: string | undefined;
  readonly ticket_key?: string | undefined;
  readonly showtime_id?: string | undefined;
};
export type Recognised =
  | { readonly ok: true; readonly code: string; readonly ticket: NamedTicket; readonly generation: number | null }
  | { readonly ok: false; readonly why: "code_invalid" | "wrong_showtime" };

const INVALID = { ok: false, why: "code_invalid" } as const;
const ELSEWHERE = { ok: false, why: "wrong_showtime" } as const;
const encoder = new TextEncoder();

export async function recognise(c: Ctx, keeper: Doorkeeper, shown: Shown): Promise<Recognised> {
  const found = shown.code === undefined ? await byHand(c, shown) : await byCode(c, shown.code);
  if (found === null) return INVALID;
  const { code } = found;
  const show_id = await showOfCode(c.env, code);
  if (show_id === null) return INVALID;
  if (!(await keeper.opens({ show_id, code }))) return ELSEWHERE;
  if (shown.showtime_id !== undefined && (await placeOfShowtime(c.env, shown.showtime_id))?.code !== code) {
    return ELSEWHERE;
  }
  return { ok: true, ...found };
}

/** A bundle's key means something in its showtime alone. */
async function byHand(c: Ctx, { ticket_id = "", ticket_key, showtime_id }: Shown) {
  if (ticket_key !== undefined && showtime_id !== undefined) {
    const place = await placeOfShowtime(c.env, showtime_id);
    return place === null ? null : { code: place.code, ticket: { ticket_key }, generation: null };
  }
  const read = readId(ticket_id);
  return read?.kind === "ticket" ? { code: read.code, ticket: { ticket_id }, generation: null } : null;
}

async function byCode(c: Ctx, text: string) {
  const read = readTicketCode(text.trim());
  if (read === null || !(await isOurs(c, read))) return null;
  return { code: read.showtime_code, ticket: { ticket_id: read.ticket_id }, generation: read.generation };
}

async function isOurs(c: Ctx, { mayBeSignedBy, signature, signed_text }: ReadTicketCode): Promise<boolean> {
  const text = encoder.encode(signed_text);
  for (const { kid } of keySetsOf(c.env.SIGNING_KEYS).ticket) {
    if (!mayBeSignedBy(kid)) continue;
    const key = await verifyingKey(c.env.SIGNING_KEYS, "ticket", kid, c.get("now_ms"));
    const algorithm = { name: "ECDSA", hash: "SHA-256" };
    if (key !== null && (await crypto.subtle.verify(algorithm, key, signature, text))) return true;
  }
  return false;
}
