// Whether a code was signed by one of the published keys of tickets: without any network.
import { readTicketCode } from "../../domain/tickets/ticket-code.ts";
import type { DoorManifest } from "../../schema/http/doors.ts";

export type ReadCode = { readonly ticket_id: string; readonly generation: number };
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" } as const;
const encoder = new TextEncoder();

/** Null for everything that none of our keys signed. */
export async function readSigned(text: string, keys: DoorManifest["keys"]): Promise<ReadCode | null> {
  const read = readTicketCode(text.trim());
  if (read === null) return null;
  for (const { kid, kty, crv, x, y } of keys) {
    if (!read.mayBeSignedBy(kid)) continue;
    const key = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, ALGORITHM, false, ["verify"]);
    const signed = encoder.encode(read.signed_text);
    if (await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, read.signature, signed)) {
      return { ticket_id: read.ticket_id, generation: read.generation };
    }
  }
  return null;
}
