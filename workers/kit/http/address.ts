// Where an asker comes from, as a part of the net: enough to count by, not enough to find a door.
import type { Ctx } from "../env.ts";

/** /24 or /48; empty for what is no address. */
export function addressPrefix(address: string): string {
  if (address.includes(":")) return `${address.split(":").slice(0, 3).join(":")}::/48`;
  const parts = address.split(".");
  return parts.length === 4 ? `${parts.slice(0, 3).join(".")}.0/24` : "";
}

export const rangeOf = (c: Ctx): string => addressPrefix(c.req.header("cf-connecting-ip") ?? "");
