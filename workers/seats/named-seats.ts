// The state of every seat by its name, for programs that want it so. The ledger hands out two bits a seat and no more: names
// are laid over them here, from the layout, which never changes under its version.

import { seatStateName } from "../../domain/seat-ledger/seat-state.ts";
import { readSeatBits, type Snapshot } from "../../domain/seat-ledger/status.ts";
import type { Layout } from "../../schema/layout.ts";
import { anyLayout } from "../sale/any-layout.ts";

/** Fifty thousand names are some two megabytes. */
const LAYOUTS_KEPT = 8;
const names_of = new Map<string, Promise<readonly string[]>>();

/** Seats in the order of their bits: seated sections in the layout's order, standing places not among them. */
export function namesIn(layout: Layout): readonly string[] {
  const seated = layout.sections.filter((section) => section.kind === "seated");
  return seated.flatMap((section) => section.rows.flatMap((row) => row.seats.map(({ id }) => id)));
}

function namesOf(env: Env, layout_version: string): Promise<readonly string[]> {
  const known = names_of.get(layout_version);
  if (known !== undefined) return known;
  if (names_of.size >= LAYOUTS_KEPT) names_of.clear();
  const reading = anyLayout(env, layout_version).then(namesIn);
  names_of.set(layout_version, reading);
  // What failed is asked for again by the next.
  reading.catch(() => names_of.delete(layout_version));
  return reading;
}

export async function namedSeats(env: Env, { layout_version, seats }: Snapshot): Promise<Record<string, string>> {
  return statesByName(await namesOf(env, layout_version), seats);
}

export function statesByName(names: readonly string[], seats: Snapshot["seats"]): Record<string, string> {
  const states = readSeatBits(seats.bits, seats.count);
  return Object.fromEntries(names.map((name, place) => [name, seatStateName(states[place])]));
}
