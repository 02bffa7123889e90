// The list that an organiser keeps the night before: every valid ticket of a showtime, signed, so that a list that somebody
// changed is told from ours.
import type { TicketAtLedger } from "../../domain/door/tickets.ts";
import { csvLine } from "../kit/http/csv.ts";
import { base64Url } from "../kit/http/hash.ts";
import { signingKey } from "../kit/keys.ts";
import { ledgerOf } from "../kit/objects.ts";

export type ListedTicket = TicketAtLedger;

const encoder = new TextEncoder();
/** Rows and seats that are figures stand in the order of figures. */
const order = new Intl.Collator("ko", { numeric: true });
const bySeat = (a: ListedTicket, b: ListedTicket): number =>
  order.compare(a.section, b.section) || order.compare(a.row, b.row) || order.compare(a.label, b.label);
const byNumber = (a: ListedTicket, b: ListedTicket): number => order.compare(a.number, b.number) || bySeat(a, b);

export async function readDoorList(env: Env, code: string, by: "seat" | "number"): Promise<ListedTicket[]> {
  const tickets = await ledgerOf(env, code).doorList();
  return tickets.sort(by === "seat" ? bySeat : byNumber);
}

const HEAD = ["section", "row", "seat", "grade", "number", "ticket_id"] as const;

/** The signature (ES256, the key of tickets) goes over every line before its own, without the mark of UTF-8. */
export async function signedDoorList(env: Env, code: string): Promise<string> {
  const tickets = await readDoorList(env, code, "seat");
  const lines = tickets.map(({ section, row, label, grade, number, ticket_id }) =>
    csvLine([section, row, label, grade, number, ticket_id]),
  );
  const text = csvLine(HEAD) + lines.join("");
  const { kid, key } = await signingKey(env.SIGNING_KEYS, "ticket");
  const signed = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, encoder.encode(text));
  return `\ufeff${text}${csvLine(["signature", kid, base64Url(new Uint8Array(signed))])}`;
}
