// How people call the seats that a card names: by section, row and number, from the hall's own plan.
import type { Layout } from "../../schema/layout.ts";
import { Kept } from "../kit/kept.ts";
import { anyLayout } from "../sale/any-layout.ts";

export type SeatNames = ReadonlyMap<string, string>;

/** Plans never change under their version. */
const names = new Kept<SeatNames>("seat_names", { fresh_ms: Number.POSITIVE_INFINITY, entries_max: 6 });

export const seatNames = (env: Env, layout_version: string, now_ms: number): Promise<SeatNames> =>
  names.get(layout_version, async () => namesOf(await anyLayout(env, layout_version)), now_ms);

function namesOf({ sections }: Layout): SeatNames {
  const made = new Map<string, string>();
  for (const section of sections) {
    if (section.kind === "standing") continue;
    for (const row of section.rows)
      for (const seat of row.seats) made.set(seat.id, `${section.name} ${row.label}-${seat.label}`);
  }
  return made;
}
