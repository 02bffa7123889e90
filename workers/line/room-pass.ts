// The pass that a hold or a booking demands: live, the asker's own, of this show. A client that skips the line has none.

import type { FailureCode } from "../../schema/failures.ts";
import type { Ctx, Identity } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { ledgerOf } from "../kit/objects.ts";
import { passOfRequest } from "./answers.ts";
import { claimRoom } from "./claim.ts";
import { checkPass, type PassClaims, type PassRefusal, type PassVerdict } from "./pass.ts";

export async function demandPass(c: Ctx, identity: Identity, show_id: string): Promise<PassClaims> {
  const verdict = await passOf(c, identity, show_id);
  if (!verdict.ok) throw new Refusal(verdict.code);
  if (verdict.claims.claimed) return verdict.claims;
  // The first hold claims by itself; what is claimed already answers at once.
  const pass = await claimedPass(c, identity, show_id);
  return { ...verdict.claims, stay_ms: pass.stay_ends_ms };
}

/** What the line says of a turn that is over, in the words of the pass that was for it. */
const OF_PASS: Readonly<Partial<Record<FailureCode, PassRefusal>>> = {
  not_in_line: "pass_void",
  not_admitted: "pass_void",
  removed: "pass_void",
  claim_expired: "pass_expired",
};

async function claimedPass(c: Ctx, identity: Identity, show_id: string) {
  try {
    const { pass } = await claimRoom(c, identity, { show_id, by: "hold", switching: false });
    if (pass !== null) return pass;
  } catch (error) {
    const code = error instanceof Refusal ? OF_PASS[error.failure.code] : undefined;
    throw code === undefined ? error : new Refusal(code);
  }
  throw new Refusal("pass_void");
}

/**
 * For what follows a hold. A hold prolongs the pass it was made with to its own end; who still shows the pass as it was
 * signed before, or held in the last moment, does not lose the seats for it (D54). The ledger knows what lives.
 */
export async function demandPassOfHold(
  c: Ctx,
  identity: Identity,
  { show_id, code }: { readonly show_id: string; readonly code: string },
): Promise<PassClaims> {
  const verdict = await passOf(c, identity, show_id);
  if (verdict.ok || verdict.code !== "pass_expired") return demandPass(c, identity, show_id);
  const inside = await ledgerOf(c.env, code).inside([verdict.claims.pid]);
  const until_ms = inside.ok ? (inside.value[0]?.until_ms ?? 0) : 0;
  if (until_ms <= Date.now()) throw new Refusal("pass_expired");
  return verdict.claims;
}

const passOf = (c: Ctx, identity: Identity, show_id: string): Promise<PassVerdict> =>
  checkPass(c.env, passOfRequest(c), { user_id: identity.user_id, show_id, now_ms: Date.now() });
