// One turn of a refund job over its rows: ask a slice of bookings, write what their ledgers said. A run may die between
// any two steps; whoever comes next does the same again and changes nothing twice.
import { afterAsking, type ItemChange, type LedgerWord, refundKey } from "../../../domain/refund-job/items.ts";

export type OpenItem = {
  readonly job_id: string;
  readonly booking_id: string;
  readonly round: number;
  readonly seats: readonly string[] | null;
};
export type Asked = { readonly item: OpenItem; readonly key: string };

export type JobPorts = {
  readonly waiting: (limit: number) => Promise<readonly OpenItem[]>;
  /** In the order of the questions. */
  readonly ask: (questions: readonly Asked[]) => Promise<readonly LedgerWord[]>;
  readonly keep: (changes: readonly { readonly item: OpenItem; readonly change: ItemChange }[]) => Promise<void>;
  /** What became of the money meanwhile; how many items changed by it. */
  readonly settle: () => Promise<number>;
};

/** Small enough that fans' commands in the same ledger do not wait behind it. */
export const ITEMS_AT_ONCE = 50;

/** How many items went on. */
export async function workOff(ports: JobPorts): Promise<number> {
  const items = await ports.waiting(ITEMS_AT_ONCE);
  let moved = 0;
  if (items.length > 0) {
    const words = await ports.ask(items.map((item) => ({ item, key: refundKey(item) })));
    const changes = items.flatMap((item, at) => {
      const word = words[at];
      const change = word === undefined ? null : afterAsking(word);
      return change === null ? [] : [{ item, change }];
    });
    await ports.keep(changes);
    moved = changes.length;
  }
  return moved + (await ports.settle());
}
