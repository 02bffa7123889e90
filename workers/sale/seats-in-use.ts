// Which seats of the showtimes to come somebody holds, pays for or has bought, by id and by name: asked of their ledgers.
import { seatsInOrder } from "../../domain/layout/seats.ts";
import { FREE, HELD, SOLD } from "../../domain/seat-ledger/seat-state.ts";
import { readSeatBits } from "../../domain/seat-ledger/status.ts";
import type { SeatsInUse } from "../../schema/http/layouts.ts";
import { LIMITS } from "../../schema/limits.ts";
import type { AwaitingShowtime } from "../catalogue/db/venues.ts";
import { type Database, database } from "../kit/db/database.ts";
import { ledgerOf } from "../kit/objects.ts";
import { layoutOf } from "./publish.ts";

export async function seatsInUse(env: Env, showtimes: readonly AwaitingShowtime[]): Promise<readonly SeatsInUse[]> {
  const db = database(env);
  const used = await Promise.all(showtimes.map((showtime) => usedIn(env, db, showtime)));
  return used.filter((one) => one !== null);
}

async function usedIn(env: Env, db: Database, { id, code }: AwaitingShowtime): Promise<SeatsInUse | null> {
  const ledger = ledgerOf(env, code);
  const counts = await ledger.counts();
  if (!counts.ok) return null;
  const count = counts.value.held + counts.value.sold;
  if (count === 0) return null;
  const snapshot = await ledger.snapshot();
  if (!snapshot.ok) return null;
  const { seats, layout_version } = snapshot.value;
  const states = readSeatBits(seats.bits, seats.count);
  const layout = await layoutOf(db, layout_version);
  const taken = seatsInOrder(layout).filter(({ index }) => {
    const state = states[index] ?? FREE;
    return state === HELD || state === SOLD;
  });
  const named = taken.slice(0, LIMITS.seats_named);
  return {
    showtime_id: id,
    seats: named.map(({ seat }) => seat.id),
    names: named.map(({ seat, row, section }) => `${section.name} ${row.label} ${seat.label}`),
    count,
  };
}
