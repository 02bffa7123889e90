// The state of every seat as this page knows it, kept by version: a snapshot, then changes in unbroken order.
import { FREE, SEAT_STATES } from "../../domain/seat-ledger/seat-state.ts";
import { readSeatBits, type ZoneLeft } from "../../domain/seat-ledger/status.ts";
import type { LiveFrame, SeatsSnapshot } from "./ledger-client.ts";
import type { Plan } from "./plan.ts";

export type LiveSeats = {
  version: number;
  readonly seat_state: Uint8Array;
  /** Places free in each section; a standing zone's own count. */
  readonly free_in: Uint32Array;
};

export type Change = { readonly place: number; readonly from: number; readonly to: number };

export type FrameOutcome =
  | { readonly kind: "applied"; readonly changes: readonly Change[] }
  /** Told already by the snapshot. */
  | { readonly kind: "known" }
  /** Something between was missed: only a new snapshot helps. */
  | { readonly kind: "gap" };

const STATES: readonly string[] = SEAT_STATES;

/** Twelve seats are three bytes, and those four characters. */
const bitsChars = (seats_count: number): number => Math.ceil(seats_count / 12) * 4;

/** Null where the snapshot is of another plan than the one on the page. */
export function liveFrom(plan: Plan, snapshot: SeatsSnapshot): LiveSeats | null {
  const { seats_count } = plan.map;
  if (snapshot.layout_version !== plan.layout_version || snapshot.bits.length !== bitsChars(seats_count)) return null;
  const live: LiveSeats = {
    version: snapshot.version,
    seat_state: readSeatBits(snapshot.bits, seats_count),
    free_in: new Uint32Array(plan.sections.length),
  };
  for (let place = 0; place < seats_count; place++) {
    if (live.seat_state[place] === FREE) count(live, plan, place, 1);
  }
  setZones(live, plan, snapshot.zones);
  return live;
}

export function applyFrame(live: LiveSeats, plan: Plan, frame: LiveFrame): FrameOutcome {
  if (frame.type === "snapshot") return { kind: frame.version > live.version ? "gap" : "known" };
  if (frame.version <= live.version) return { kind: "known" };
  if (frame.version > live.version + 1) return { kind: "gap" };
  live.version = frame.version;
  if (frame.type === "zones") {
    setZones(live, plan, frame.zones);
    return { kind: "applied", changes: [] };
  }
  const changes: Change[] = [];
  for (const [seat_id, name] of frame.changes) {
    const place = plan.map.place_by_id.get(seat_id) ?? plan.map.seats_count;
    const to = STATES.indexOf(name);
    if (place >= plan.map.seats_count || to < 0) continue;
    const change = setState(live, plan, place, to);
    if (change !== null) changes.push(change);
  }
  return { kind: "applied", changes };
}

/** A later snapshot laid over what is known, as changes, so that polling shows what moved just as the socket does. */
export function applySnapshot(live: LiveSeats, plan: Plan, snapshot: SeatsSnapshot): readonly Change[] | null {
  const next = liveFrom(plan, snapshot);
  if (next === null) return null;
  const changes: Change[] = [];
  // An answer overtaken by the socket would turn the seats back.
  if (snapshot.version < live.version) return changes;
  for (let place = 0; place < plan.map.seats_count; place++) {
    const change = setState(live, plan, place, next.seat_state[place] ?? FREE);
    if (change !== null) changes.push(change);
  }
  live.version = next.version;
  live.free_in.set(next.free_in);
  return changes;
}

function setState(live: LiveSeats, plan: Plan, place: number, to: number): Change | null {
  const from = live.seat_state[place] ?? FREE;
  if (from === to) return null;
  live.seat_state[place] = to;
  if (from === FREE) count(live, plan, place, -1);
  if (to === FREE) count(live, plan, place, 1);
  return { place, from, to };
}

function count(live: LiveSeats, plan: Plan, place: number, by: number): void {
  const section = plan.map.section_of[place] ?? 0;
  live.free_in[section] = (live.free_in[section] ?? 0) + by;
}

function setZones(live: LiveSeats, plan: Plan, zones: readonly ZoneLeft[]): void {
  for (const { id, left } of zones) {
    const section = plan.sections.find((one) => one.id === id && one.kind === "standing");
    if (section !== undefined) live.free_in[section.number] = left;
  }
}
