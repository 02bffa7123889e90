// Who may join, and where they come to stand. One batch at a time, in order of arrival.
import { ENTRY, isLive } from "./entry-status.ts";
import type { LineEvent, LineFailure } from "./events.ts";
import { candidates } from "./fan-table.ts";
import { arrivalsOf, positionOf } from "./numbers.ts";
import { gatheringStarted, isPresale, isSoldOut, saleStatus, seatsLeft } from "./sale.ts";
import { type LineState, statusAt } from "./state.ts";

export type JoinCommand = {
  readonly fans: readonly string[];
  /** Two words a fan, by the line's key. */
  readonly hashes: Uint32Array;
  /** Fans on the list or with a code; undefined: none of the batch. */
  readonly vips?: ReadonlySet<string>;
  /** What `joinCandidates` found, by the fan's place in the batch. */
  readonly found: Candidates;
  /** The stored fan of every candidate, by arrival number: a hash is never believed. */
  readonly stored: ReadonlyMap<number, string>;
};

export type JoinDecision = {
  readonly events: readonly LineEvent[];
  /** The position of each fan of the batch, 0 where refused. */
  readonly positions: Uint32Array;
  readonly fresh: Uint8Array;
  /** The fans of the new entries, in order of position. */
  readonly joiners: readonly string[];
  readonly refusals: ReadonlyMap<number, LineFailure>;
};

/** The arrival numbers whose hash is a fan's, for those few of a batch who have any. */
export type Candidates = ReadonlyMap<number, readonly number[]>;

export function joinCandidates(state: LineState, hashes: Uint32Array): Candidates {
  const found = new Map<number, number[]>();
  let arrivals: number[] = [];
  for (let i = 0; i < hashes.length; i += 2) {
    candidates(state.fans, hashes[i] ?? 0, hashes[i + 1] ?? 0, arrivals);
    if (arrivals.length === 0) continue;
    found.set(i / 2, arrivals);
    arrivals = [];
  }
  return found;
}

/** The latest arrival number of the fan at this place of the batch, 0 if they never joined. */
export function knownArrival(
  found: Candidates,
  stored: ReadonlyMap<number, string>,
  at: { i: number; fan: string },
): number {
  for (const arrival of found.get(at.i) ?? []) if (stored.get(arrival) === at.fan) return arrival;
  return 0;
}

export function decideJoin(state: LineState, command: JoinCommand, now_ms: number): JoinDecision {
  const { fans, hashes } = command;
  const positions = new Uint32Array(fans.length);
  const fresh = new Uint8Array(fans.length);
  const refusals = new Map<number, LineFailure>();
  const joiners: string[] = [];
  const new_hashes = new Uint32Array(fans.length * 2);
  const previous: [number, number][] = [];
  const batch = new Map<string, number>();
  const gate = gateOf(state, now_ms);
  for (let i = 0; i < fans.length; i++) {
    const fan = fans[i] ?? "";
    const high = hashes[2 * i] ?? 0;
    const low = hashes[2 * i + 1] ?? 0;
    const arrival = knownArrival(command.found, command.stored, { i, fan });
    const known = positionOf(state, arrival);
    const refusal = refusalOf(state, gate, { known, vip: command.vips?.has(fan) ?? false, joiners: joiners.length });
    if (refusal !== null) {
      refusals.set(i, refusal);
      continue;
    }
    if (known !== 0 && isLive(statusAt(state, known))) {
      positions[i] = known;
      continue;
    }
    const twin = batch.get(fan);
    if (twin !== undefined) {
      positions[i] = twin;
      continue;
    }
    const position = state.joined + joiners.length + 1;
    new_hashes[2 * joiners.length] = high;
    new_hashes[2 * joiners.length + 1] = low;
    if (arrival !== 0) previous.push([joiners.length, arrival]);
    batch.set(fan, position);
    positions[i] = position;
    fresh[i] = 1;
    joiners.push(fan);
  }
  const events: LineEvent[] = [];
  if (joiners.length > 0) {
    const from = state.joined + 1;
    const column = { hashes: new_hashes, previous };
    const arrival = arrivalsOf(state) + 1;
    const joined = { kind: "joined", at_ms: now_ms, from, count: joiners.length, presale: gate.presale } as const;
    events.push({ ...joined, ...(arrival === from ? {} : { arrival }), fans: column });
  }
  return { events, positions, fresh, joiners, refusals };
}

/** Why a fan at this position, 0 for none, could not join now, whatever they show; null where they could, or stand in line. */
export const joinRefusal = (
  state: LineState,
  { position, vip }: { readonly position: number; readonly vip: boolean },
  now_ms: number,
): LineFailure | null => refusalOf(state, gateOf(state, now_ms), { known: position, vip, joiners: 0 });

type Gate = {
  /** Holds for every fan, known or not. */
  readonly closed: LineFailure | null;
  /** Holds for a fan who has no live entry. */
  readonly newcomers: LineFailure | null;
  readonly presale: boolean;
  /** Newcomers there is room for under the organiser's limit. */
  readonly newcomers_max: number;
};

function gateOf(state: LineState, now_ms: number): Gate {
  const { sale, settings } = state;
  const presale = isPresale(state, now_ms) && !gatheringStarted(state, now_ms);
  let closed: LineFailure | null = null;
  if (sale.cancelled_at_ms !== null) closed = { code: "show_cancelled" };
  else if (saleStatus(state, now_ms) === "ENDED") closed = { code: "sale_over" };
  let newcomers: LineFailure | null = null;
  if (!gatheringStarted(state, now_ms)) {
    newcomers = { code: "sale_not_open", opens_at_ms: sale.window.lobby_opens_at_ms ?? sale.window.opens_at_ms };
  } else if (isSoldOut(state)) newcomers = { code: "sold_out" };
  const seats = seatsLeft(state);
  const limit = settings.waiting_per_seat_max;
  const newcomers_max =
    limit === null || seats === null
      ? Number.POSITIVE_INFINITY
      : Math.max(0, Math.floor(limit * seats) - state.waiting);
  return { closed, newcomers, presale, newcomers_max };
}

function refusalOf(
  state: LineState,
  gate: Gate,
  fan: { known: number; vip: boolean; joiners: number },
): LineFailure | null {
  if (gate.closed !== null) return gate.closed;
  const status = fan.known === 0 ? 0 : statusAt(state, fan.known);
  if (status === ENTRY.REMOVED) return { code: "removed" };
  if (isLive(status)) return null;
  if (gate.newcomers?.code === "sale_not_open" && fan.vip && gate.presale) {
    if (isSoldOut(state)) return { code: "sold_out" };
  } else if (gate.newcomers !== null) return gate.newcomers;
  // Over the limit means more than N times the seats left: the fan who reaches it is still let join.
  return fan.joiners >= gate.newcomers_max ? { code: "line_full" } : null;
}
