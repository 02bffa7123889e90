// Opens the sale that a crowd comes to: a line, a ledger that knows its plan, the seats that are for sale, and the two
// introduced to each other, as publishing does with a show's.
import type { PlayOrder } from "../../domain/crowd/play.ts";
import type { CrowdSeat } from "../../domain/crowd/seats.ts";
import { compileMap } from "../../domain/seat-ledger/seat-map.ts";
import type { Layout } from "../../schema/layout.ts";
import type { LedgerRoad, LineRoad } from "./ports.ts";

type Opening = {
  readonly order: PlayOrder;
  readonly layout: Layout;
  readonly for_sale: readonly CrowdSeat[];
  /** The rest of the hall is shown as taken. */
  readonly blocks: boolean;
};

export async function openSale(
  { line, ledger }: { line: LineRoad; ledger: LedgerRoad },
  opening: Opening,
): Promise<void> {
  const { order, layout } = opening;
  const { config, window, settings, level } = order;
  const made = await line.ensure({ show_id: config.show_id, window, settings });
  if (!made.ok) throw new Error(`the line was not opened: ${made.failure.code}`);
  const published = await ledger.publish({ config, layout });
  if (!published.ok) throw new Error(`the ledger was not opened: ${published.failure.code}`);
  const taken = takenSeats(opening);
  if (taken.length > 0) await ledger.block({ seats: taken, blocked: true });
  const counts = await ledger.counts();
  if (!counts.ok) throw new Error(`the ledger does not count: ${counts.failure.code}`);
  const { showtime_id, version, on_sale, available, held } = counts.value;
  const told = { showtime_id, ledger: config.code, version, on_sale, held, paying: 0 };
  await line.introduce({ ...told, available: available + level.returning });
}

/** Where seats come back one by one, all of them are gone at first. */
function takenSeats({ order, layout, for_sale, blocks }: Opening): readonly string[] {
  const { ids } = compileMap(layout);
  if (order.level.returning > 0) return ids;
  if (!blocks) return [];
  const free = new Set(for_sale.map(({ id }) => id));
  return ids.filter((id) => !free.has(id));
}
