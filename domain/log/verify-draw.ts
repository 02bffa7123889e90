// Judges a draw from its log alone: the list was frozen whole and before its round, rounds were only given up as the
// rule says, and the places are those that the leaves and the signature give.
import {
  type Chain,
  DRAW_RULE,
  POSTPONEMENTS_MAX,
  ROUND_PATIENCE_MS,
  ROUNDS_FURTHER,
  roundOfDraw,
  roundTime,
  sameChain,
} from "../draw/chain.ts";
import { drawRoot, type Leaves, placesOf, randomnessOf, seedOf } from "../draw/order.ts";
import { isSignedRound } from "../draw/signature.ts";
import { DRAW_NUMBER, drawFits, entrantsOf } from "../waiting-line/decide-draw.ts";
import type { LineEvent } from "../waiting-line/events.ts";
import type { LineState } from "../waiting-line/state.ts";
import { leavesUnder } from "./batch.ts";
import type { LogEntry } from "./entry.ts";

export type DrawFault =
  | "leaves_wrong"
  | "draw_announced_late"
  | "draw_frozen_early"
  | "draw_frozen_late"
  | "draw_entrants_wrong"
  | "draw_root_wrong"
  | "draw_round_wrong"
  | "draw_given_up_early"
  | "draw_signature_wrong"
  | "draw_without_announcement"
  | "admitted_before_draw";

/** What a draw came to, as the log says it and as it was made again. */
export type DrawFound = {
  readonly state: "DRAWN" | "FALLBACK";
  readonly draw_number: number;
  readonly chain: Chain;
  readonly round: number;
  readonly round_at_ms: number;
  /** Rounds that were waited for before it and given up: that they truly brought nothing in time no log can show. */
  readonly given_up: readonly number[];
  readonly entrants: number;
  readonly root: string;
  readonly signature: string | null;
  readonly seed: string | null;
};

/** Times in the log are rounded down to the second. */
const ROUNDING_MS = 1_000;

/** The leaves of everyone who may be drawn, by arrival, until the list is frozen; then of those on it. */
export type DrawReader = { leaves: Int32Array; found: DrawFound | null };
export const newDrawReader = (): DrawReader => ({ leaves: new Int32Array(), found: null });

type Judged = { readonly event: LineEvent | null; readonly faults: readonly DrawFault[] };
const cannotBe = (...faults: DrawFault[]): Judged => ({ event: null, faults });

/** A batch of joins that may still be drawn shows its leaves. */
export function readLeaves(reader: DrawReader, state: LineState, entry: LogEntry): readonly DrawFault[] {
  if (state.draw === null || state.draw.frozen !== null) return [];
  const { from = 0, to = 0, root = "", leaves: texts = [] } = entry;
  const leaves = leavesUnder(root, texts);
  const length = to * 8;
  if (length > reader.leaves.length) {
    const grown = new Int32Array(Math.max(length, reader.leaves.length * 2));
    grown.set(reader.leaves);
    reader.leaves = grown;
  }
  if (leaves === null || texts.length !== to - from + 1) return ["leaves_wrong"];
  reader.leaves.set(leaves, (from - 1) * 8);
  return [];
}

export function judgeDraw(reader: DrawReader, state: LineState, entry: LogEntry): Judged {
  if (entry.kind === "announce" || entry.kind === "first_come") return judgeAnnouncement(state, entry);
  const { draw } = state;
  if (draw === null || draw.outcome !== null || entry.draw_number !== DRAW_NUMBER) {
    return cannotBe("draw_without_announcement");
  }
  if (entry.kind === "freeze") return judgeFreeze(reader, state, entry);
  if (draw.frozen === null) return cannotBe("draw_without_announcement");
  switch (entry.kind) {
    case "postpone":
      return judgePostponement(state, entry);
    case "drawn":
      return judgeDrawn(reader, state, entry);
    default:
      return judgeFallback(reader, state, entry);
  }
}

function judgeAnnouncement(state: LineState, entry: LogEntry): Judged {
  const { at_ms, chain, lobby_closes_at_ms = 0, round, rule } = entry;
  const late = state.joined > 0 || (state.draw !== null && state.draw.frozen !== null);
  const faults: DrawFault[] = late ? ["draw_announced_late"] : [];
  if (entry.kind === "first_come") return { event: { kind: "announced", at_ms, plan: null }, faults };
  if (chain === undefined || rule !== DRAW_RULE) return cannotBe("draw_without_announcement");
  const plan = { lobby_closes_at_ms, chain };
  if (!drawFits(plan, state.sale.window)) faults.push("draw_announced_late");
  if (round !== roundOfDraw(chain, lobby_closes_at_ms)) faults.push("draw_round_wrong");
  return { event: { kind: "announced", at_ms, plan }, faults };
}

function judgeFreeze(reader: DrawReader, state: LineState, entry: LogEntry): Judged {
  const { draw } = state;
  if (draw === null || draw.frozen !== null) return cannotBe("draw_without_announcement");
  const { at_ms, root = "", entrants = 0, round } = entry;
  const faults: DrawFault[] = [];
  const arrivals = entrantsOf(state);
  const list = listOf(reader.leaves, arrivals);
  if (at_ms + ROUNDING_MS <= draw.plan.lobby_closes_at_ms) faults.push("draw_frozen_early");
  if (round !== draw.round) faults.push("draw_round_wrong");
  if (entrants !== arrivals.length) faults.push("draw_entrants_wrong");
  if (root !== drawRoot(state.show_id ?? "", list)) faults.push("draw_root_wrong");
  reader.leaves = list;
  return { event: { kind: "frozen", at_ms, entrants: arrivals.length, root }, faults };
}

function listOf(leaves: Int32Array, arrivals: Uint32Array): Leaves {
  const list = new Int32Array(arrivals.length * 8);
  for (let i = 0; i < arrivals.length; i++) {
    const at = ((arrivals[i] ?? 1) - 1) * 8;
    list.set(leaves.subarray(at, at + 8), i * 8);
  }
  return list;
}

/** Given up: nothing valid in time, or the list was frozen when the round was out already. */
function mayGiveUp(state: LineState, at_ms: number): boolean {
  const { draw } = state;
  if (draw === null || draw.frozen === null) return false;
  const out_ms = roundTime(draw.plan.chain, draw.round);
  return draw.frozen.at_ms + ROUNDING_MS > out_ms || at_ms + ROUNDING_MS > out_ms + ROUND_PATIENCE_MS;
}

function judgePostponement(state: LineState, entry: LogEntry): Judged {
  const { draw } = state;
  const { at_ms, round = 0 } = entry;
  const faults: DrawFault[] = mayGiveUp(state, at_ms) ? [] : ["draw_given_up_early"];
  if (draw?.postponed === POSTPONEMENTS_MAX || round !== (draw?.round ?? 0) + ROUNDS_FURTHER) {
    faults.push("draw_round_wrong");
  }
  return { event: { kind: "postponed", at_ms, round }, faults };
}

function judgeDrawn(reader: DrawReader, state: LineState, entry: LogEntry): Judged {
  const { draw } = state;
  const { at_ms, round = 0, signature = "" } = entry;
  const randomness = randomnessOf(signature);
  if (draw === null || draw.frozen === null || randomness === null) return cannotBe("draw_signature_wrong");
  const faults = sameList(state, entry);
  if (round !== draw.round) faults.push("draw_round_wrong");
  // Frozen when the randomness was out: the list could have been chosen by it.
  if (draw.frozen.at_ms >= roundTime(draw.plan.chain, round)) faults.push("draw_frozen_late");
  const seed = seedOf(draw.frozen.root, randomness);
  reader.found = foundOf(state, { state: "DRAWN", round, signature, seed });
  return { event: { kind: "drawn", at_ms, round, signature, places: placesOf(seed, reader.leaves) }, faults };
}

function judgeFallback(reader: DrawReader, state: LineState, entry: LogEntry): Judged {
  const { draw } = state;
  const { at_ms, reason = "no_signature", round = 0 } = entry;
  const faults = sameList(state, entry);
  if (draw?.postponed !== POSTPONEMENTS_MAX || !mayGiveUp(state, at_ms)) faults.push("draw_given_up_early");
  if (round !== draw?.round) faults.push("draw_round_wrong");
  reader.found = foundOf(state, { state: "FALLBACK", round, signature: null, seed: null });
  return { event: { kind: "fell_back", at_ms, round, reason }, faults };
}

function sameList(state: LineState, entry: LogEntry): DrawFault[] {
  const faults: DrawFault[] = [];
  if (entry.root !== state.draw?.frozen?.root) faults.push("draw_root_wrong");
  if (entry.entrants !== state.draw?.frozen?.entrants) faults.push("draw_entrants_wrong");
  return faults;
}

function foundOf(
  state: LineState,
  outcome: Pick<DrawFound, "state" | "round" | "signature" | "seed">,
): DrawFound | null {
  const { draw } = state;
  if (draw === null || draw.frozen === null) return null;
  const { chain, lobby_closes_at_ms } = draw.plan;
  const { entrants, root } = draw.frozen;
  const round_at_ms = roundTime(chain, outcome.round);
  const first = roundOfDraw(chain, lobby_closes_at_ms);
  const given_up = Array.from(
    { length: draw.postponed + (outcome.state === "FALLBACK" ? 1 : 0) },
    (_, i) => first + i * ROUNDS_FURTHER,
  );
  return { ...outcome, draw_number: DRAW_NUMBER, chain, round_at_ms, given_up, entrants, root };
}

/** Apart from the rest, because the curve's arithmetic is loaded for it. `chain`: the one the reader believes in. */
export async function isDrawSigned(found: DrawFound, chain: Chain = found.chain): Promise<boolean> {
  if (found.state === "FALLBACK") return true;
  return sameChain(found.chain, chain) && isSignedRound(chain, found.round, found.signature ?? "");
}
