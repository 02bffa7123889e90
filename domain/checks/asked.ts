// What a fan is asked before they join: nothing, a proof of work, or a third party's check. The organiser's setting says it
// for everybody; where it is off, only those are asked whose part of the net sends far more than a crowd behind one address.

export type CheckMode = "off" | "proof" | "turnstile";
export type CheckRule = { readonly check: CheckMode; readonly check_above: number };
/** A mobile network lets thousands out by one part of the net; what is asked costs them a second, and only when even more come. */
export const CHECK_DEFAULT: CheckRule = { check: "off", check_above: 3_000 };

export type Asks = "nothing" | "proof" | "turnstile";
/** Passed, as the edge saw it: what it is remembered by once it is spent, and how long that is needed. */
export type Passed = {
  readonly by: "proof" | "turnstile" | "mail";
  readonly mark: string;
  readonly expires_at_ms: number;
};
/** `failed`: something was shown that is worth nothing. */
export type Shown = Passed | "failed" | "nothing";

export const RATE_MS = 60_000;
/** More parts of the net than send joins in a minute; past it the counting begins anew, and nobody is asked for it. */
const RANGES_MAX = 50_000;

type Count = { since_ms: number; joins: number };

/** Joins of the running minute by part of the net. Kept in memory alone: what a sleep forgets was a quiet minute. */
export class JoinRates {
  readonly #counts = new Map<string, Count>();

  joins(range: string, now_ms: number): number {
    const count = this.#counts.get(range);
    return count === undefined || now_ms >= count.since_ms + RATE_MS ? 0 : count.joins;
  }

  joined(range: string, now_ms: number): void {
    const count = this.#counts.get(range);
    if (count !== undefined && now_ms < count.since_ms + RATE_MS) {
      count.joins++;
      return;
    }
    if (count === undefined && this.#counts.size >= RANGES_MAX) this.#counts.clear();
    this.#counts.set(range, { since_ms: now_ms, joins: 1 });
  }
}

/** Work is no word of a third party; a code to the own address always is as good. */
export const isEnough = (asks: Exclude<Asks, "nothing">, { by }: Passed): boolean => asks === "proof" || by !== "proof";

/** An address that nobody can tell is not counted by: a whole site may stand behind a road that hides it. */
export function asksOf({ check, check_above }: CheckRule, range: string, joins: number): Asks {
  if (check !== "off") return check;
  return range !== "" && joins >= check_above ? "proof" : "nothing";
}
