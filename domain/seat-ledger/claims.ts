// The small indexes beside the seats: what a fan gave up lately, and what was made with which pass.
import type { Hold } from "./events.ts";
import { fanClaims, type LedgerState, RELEASE_MEMORY_MS } from "./state.ts";

/** Takes the hold away and leaves its places to whoever comes next: nobody, or its order. */
export function removeHold(state: LedgerState, hold: Hold): void {
  state.holds.delete(hold.id);
  fanClaims(state, hold.fan_id).holds.delete(hold.id);
  removePassClaim(state, hold.pass_id, hold.id);
}

type Released = {
  readonly fan_id: string;
  readonly places: readonly number[];
  readonly at_ms: number;
  readonly expires_sale_ms: number;
};

export function rememberReleased(state: LedgerState, { fan_id, places, at_ms, expires_sale_ms }: Released): void {
  const claims = fanClaims(state, fan_id);
  claims.released = claims.released.filter(
    (seat) => at_ms - seat.released_at_ms < RELEASE_MEMORY_MS && !places.includes(seat.place),
  );
  for (const place of places) claims.released.push({ place, released_at_ms: at_ms, expires_sale_ms });
}

export function addPassClaim(state: LedgerState, pass_id: string | null, claim_id: string): void {
  if (pass_id === null) return;
  const claims = state.claims_by_pass.get(pass_id);
  if (claims === undefined) state.claims_by_pass.set(pass_id, new Set([claim_id]));
  else claims.add(claim_id);
}

export function removePassClaim(state: LedgerState, pass_id: string | null, claim_id: string): void {
  if (pass_id === null) return;
  const claims = state.claims_by_pass.get(pass_id);
  if (claims === undefined) return;
  claims.delete(claim_id);
  if (claims.size === 0) state.claims_by_pass.delete(pass_id);
}
