// Whether a code was signed by one of the published keys of tickets: without any network.
import { readTicketCode } from "../../domain/tickets/ticket-code.ts";

export type ReadCode = { readonly ticket_id: string; readonly generation: number };
/** A published key of tickets, as a bundle carries it. */
export type TicketKey = {
  readonly kid: string;
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly y: string;
};
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" } as const;
const encoder = new TextEncoder();

/** Made once for each: a door looks at a code each second. */
const made = new Map<string, Promise<CryptoKey>>();

function verifying({ kty, crv, x, y }: TicketKey): Promise<CryptoKey> {
  const name = `${x} ${y}`;
  const key = made.get(name) ?? crypto.subtle.importKey("jwk", { kty, crv, x, y }, ALGORITHM, false, ["verify"]);
  made.set(name, key);
  return key;
}

/** Null for everything that none of our keys signed. */
export async function readSigned(text: string, keys: readonly TicketKey[]): Promise<ReadCode | null> {
  const read = readTicketCode(text.trim());
  if (read === null) return null;
  for (const key of keys) {
    if (!read.mayBeSignedBy(key.kid)) continue;
    const signed = encoder.encode(read.signed_text);
    if (await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, await verifying(key), read.signature, signed)) {
      return { ticket_id: read.ticket_id, generation: read.generation };
    }
  }
  return null;
}
