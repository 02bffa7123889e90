// What the check of tickets reads from files: published keys, and a list with its signature in the last line.
import { fromBase64url } from "../../domain/log/text.ts";
import type { TicketKey } from "../../web/door/codes.ts";

/** Keys of tickets out of a key set, a door's manifest or a bare list; null for what is none of them. */
export function readPublished(text: string): TicketKey[] | null {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return null;
  }
  const list = Array.isArray(said) ? said : (said as { readonly keys?: unknown } | null)?.keys;
  return Array.isArray(list) ? list.flatMap(ticketKeyOf) : null;
}

function ticketKeyOf(said: unknown): TicketKey[] {
  const { kid, kty, crv, x, y, purpose } = (said ?? {}) as Readonly<Record<string, unknown>>;
  if (purpose !== undefined && purpose !== "ticket") return [];
  if (kty !== "EC" || crv !== "P-256") return [];
  if (typeof kid !== "string" || typeof x !== "string" || typeof y !== "string") return [];
  return [{ kid, kty, crv, x, y }];
}

const SIGNED_BY = /"signature","([^"]+)","([\w-]+)"\r\n$/;
const HEAD_LINES = 1;

export async function listIsOurs(
  file: string,
  keys: readonly TicketKey[],
): Promise<{ readonly ours: boolean; readonly tickets: number }> {
  // The mark that tells spreadsheets that it is UTF-8 is not of the list.
  const text = file.startsWith("\ufeff") ? file.slice(1) : file;
  const [line = "", kid = "", signature = ""] = SIGNED_BY.exec(text) ?? [];
  const list = text.slice(0, text.length - line.length);
  const key = keys.find((one) => one.kid === kid);
  const bytes = fromBase64url(signature);
  const tickets = Math.max(0, list.split("\r\n").length - 1 - HEAD_LINES);
  if (line === "" || key === undefined || bytes === null) return { ours: false, tickets };
  const { kty, crv, x, y } = key;
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const made = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, algorithm, false, ["verify"]);
  const signed = new TextEncoder().encode(list);
  return { ours: await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, made, bytes, signed), tickets };
}
