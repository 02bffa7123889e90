// The pass that a hold or a booking demands: live, the asker's own, of this show. A client that skips the line has none.
import { checkPass, type PassClaims } from "../auth/pass.ts";
import type { Ctx, Identity } from "../env.ts";
import { Refusal } from "../failures.ts";
import { passOfRequest } from "./answers.ts";
import { claimRoom } from "./claim.ts";

export async function demandPass(c: Ctx, identity: Identity, show_id: string): Promise<PassClaims> {
  const wanted = { user_id: identity.user_id, show_id, now_ms: Date.now() };
  const verdict = await checkPass(c.env, passOfRequest(c), wanted);
  if (!verdict.ok) throw new Refusal(verdict.code);
  // The first hold claims by itself; what is claimed already answers at once.
  if (!verdict.claims.claimed) await claimRoom(c, identity, { show_id, by: "hold", switching: false });
  return verdict.claims;
}
