// What came of a show's doors, asked of its ledgers and summed.
import type { DoubleEntry, VoidEntry } from "../../domain/door/bundle.ts";
import type { DoorTally } from "../../domain/door/tally.ts";
import { DOUBLE_ENTRIES_MAX, sumTallies } from "../../domain/door/tally.ts";
import { readShowtimes } from "../catalogue/db/shows.ts";
import { database } from "../kit/db/database.ts";
import { ledgerOf } from "../kit/objects.ts";

type OfShowtime<T> = (T & { readonly showtime_id: string })[];
export type ShowTally = Omit<DoorTally, "double_entries" | "void_entries"> & {
  readonly double_entries: OfShowtime<DoubleEntry>;
  readonly void_entries: OfShowtime<VoidEntry>;
};

/** Of one showtime, or of all; null where the show has no such showtime. */
export async function tallyShow(
  env: Env,
  { show_id, showtime_id }: { readonly show_id: string; readonly showtime_id?: string | undefined },
): Promise<ShowTally | null> {
  const all = await readShowtimes(database(env), show_id);
  const wanted = showtime_id === undefined ? all : all.filter(({ id }) => id === showtime_id);
  if (wanted.length === 0 && showtime_id !== undefined) return null;
  const tallies = await Promise.all(
    wanted.map(async ({ id, code }) => ({ id, tally: await ledgerOf(env, code).doorTally() })),
  );
  const known = tallies.flatMap(({ tally }) => (tally === null ? [] : [tally]));
  const double_entries = tallies.flatMap(({ id, tally }) =>
    (tally?.double_entries ?? []).map((one) => ({ ...one, showtime_id: id })),
  );
  const void_entries = tallies.flatMap(({ id, tally }) =>
    (tally?.void_entries ?? []).map((one) => ({ ...one, showtime_id: id })),
  );
  double_entries.sort((a, b) => b.again.at_ms - a.again.at_ms);
  void_entries.sort((a, b) => b.entry.at_ms - a.entry.at_ms);
  return {
    ...sumTallies(known),
    double_entries: double_entries.slice(0, DOUBLE_ENTRIES_MAX),
    void_entries: void_entries.slice(0, DOUBLE_ENTRIES_MAX),
  };
}
