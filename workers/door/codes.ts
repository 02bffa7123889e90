// What a door was shown, told apart at the edge: no code of ours, another show's, or one of a ledger's tickets.
import { readId } from "../../domain/seat-ledger/ids.ts";
import { type ReadTicketCode, readTicketCode } from "../../domain/tickets/ticket-code.ts";
import { placeOfShowtime } from "../catalogue/known-showtimes.ts";
import type { Ctx } from "../kit/env.ts";
import { keySetsOf, verifyingKey } from "../kit/keys.ts";
import { showOfCode } from "../sale/known-shows.ts";
import type { Doorkeeper } from "./doorkeeper.ts";

export type Shown = {
  readonly code?: string | undefined;
  readonly ticket_id?: string | undefined;
  readonly showtime_id?: string | undefined;
};
export type Recognised =
  | { readonly ok: true; readonly code: string; readonly ticket_id: string; readonly generation: number | null }
  | { readonly ok: false; readonly why: "code_invalid" | "wrong_showtime" };

const INVALID = { ok: false, why: "code_invalid" } as const;
const ELSEWHERE = { ok: false, why: "wrong_showtime" } as const;
const encoder = new TextEncoder();

export async function recognise(c: Ctx, keeper: Doorkeeper, shown: Shown): Promise<Recognised> {
  const ticket = shown.code === undefined ? byHand(shown.ticket_id ?? "") : await byCode(c, shown.code);
  if (ticket === null) return INVALID;
  const show_id = await showOfCode(c.env, ticket.code);
  if (show_id === null) return INVALID;
  if (!(await keeper.opens(show_id))) return ELSEWHERE;
  if (shown.showtime_id !== undefined && (await placeOfShowtime(c.env, shown.showtime_id))?.code !== ticket.code) {
    return ELSEWHERE;
  }
  return { ok: true, ...ticket };
}

function byHand(ticket_id: string) {
  const read = readId(ticket_id);
  return read?.kind === "ticket" ? { code: read.code, ticket_id, generation: null } : null;
}

async function byCode(c: Ctx, text: string) {
  const read = readTicketCode(text.trim());
  if (read === null || !(await isOurs(c, read))) return null;
  return { code: read.showtime_code, ticket_id: read.ticket_id, generation: read.generation };
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
