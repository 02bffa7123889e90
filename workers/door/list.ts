// The list that an organiser keeps the night before: every valid ticket of a showtime, signed, so that a list that somebody
// changed is told from ours.
import type { Ctx } from "../kit/env.ts";
import { base64Url } from "../kit/http/hash.ts";
import { signingKey } from "../kit/keys.ts";
import { ledgerOf } from "../kit/objects.ts";

const encoder = new TextEncoder();
/** Rows and seats that are figures stand in the order of figures. */
const order = new Intl.Collator("ko", { numeric: true });

export async function readDoorList(c: Ctx, { code }: { readonly code: string }) {
  const tickets = await ledgerOf(c.env, code).doorList();
  const by_seat = tickets.sort(
    (a, b) => order.compare(a.section, b.section) || order.compare(a.row, b.row) || order.compare(a.label, b.label),
  );
  return {
    tickets: by_seat,
    sign: async (text: string) => {
      const { kid, key } = await signingKey(c.env.SIGNING_KEYS, "ticket");
      const signed = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, encoder.encode(text));
      return { kid, signature: base64Url(new Uint8Array(signed)) };
    },
  };
}
