// Takes what others must learn out of the outbox, destination by destination, in order, at least once (SL26). One that is
// down holds up nobody else; a row its receiver will never take is parked, and the rest goes on (D50).
import { DESTINATIONS, type Destination } from "../../domain/seat-ledger/outbox.ts";
import { complain } from "../kit/complain.ts";
import type { LedgerStore, OutboxRow, Parked } from "./store.ts";

const ROWS_PER_DELIVERY = 200;
const RETRY_FIRST_MS = 1_000;
const RETRY_MAX_MS = 60_000;

/**
 * So long after a delivery the next is gathered: a fan looks at their payment's result, and a place in the room is free once
 * the line hears of it. Records, messages and lists of orders are many writes each, and nobody waits for a single one.
 */
const GATHER_MS: Readonly<Record<Destination, number>> = {
  payments: 20,
  line: 100,
  list: 100,
  alerts: 100,
  record: 250,
  fan: 250,
  notices: 250,
  mail: 250,
  // Whoever acts by right waits for the line of it to go out.
  audit: 0,
};

export async function gather(destination: Destination): Promise<void> {
  const wait_ms = GATHER_MS[destination];
  if (wait_ms > 0) await new Promise((resolve) => setTimeout(resolve, wait_ms));
}

/** Rows named in `parked` will never be taken; all others have been. A throw means none is known to be. */
export type Deliver = (
  destination: Destination,
  rows: readonly OutboxRow[],
) => Promise<{ readonly parked: readonly { readonly id: number; readonly reason: string }[] }>;

type Ports = {
  readonly store: LedgerStore;
  readonly deliver: Deliver;
  readonly park: (rows: readonly (Parked & { readonly body: unknown })[]) => void;
  readonly now: () => number;
  /** Between two deliveries to one destination while more comes: what happens meanwhile goes together. */
  readonly gather: (destination: Destination) => Promise<void>;
};

export class OutboxDrain {
  readonly #ports: Ports;
  readonly #running = new Map<Destination, Promise<void>>();
  readonly #failures = new Map<Destination, { readonly count: number; readonly retry_at_ms: number }>();

  #stopped = false;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** Its rows are going for good: a delivery that is under way ends quietly. */
  stop(): void {
    this.#stopped = true;
  }

  /** Everything that can go now. Rows that come while a delivery runs are taken by it. */
  async drain(): Promise<void> {
    await Promise.all(DESTINATIONS.map((destination) => this.drainTo(destination)));
  }

  /** One of them alone, for whoever answers only once it has gone. */
  drainTo(destination: Destination): Promise<void> {
    const running = this.#running.get(destination) ?? this.#drainOne(destination);
    this.#running.set(destination, running);
    return running.finally(() => this.#running.delete(destination));
  }

  /** When a destination that failed is tried again; null where none did. */
  retryAtMs(): number | null {
    const times = [...this.#failures.values()].map((failure) => failure.retry_at_ms);
    return times.length === 0 ? null : Math.min(...times);
  }

  async #drainOne(destination: Destination): Promise<void> {
    const { store, deliver, park, now, gather } = this.#ports;
    if ((this.#failures.get(destination)?.retry_at_ms ?? 0) > now()) return;
    while (!this.#stopped) {
      try {
        const rows = store.waiting(destination, ROWS_PER_DELIVERY);
        if (rows.length === 0) return;
        const { parked } = await deliver(destination, rows);
        if (this.#stopped) return;
        const reasons = new Map(parked.map(({ id, reason }) => [id, reason]));
        const refusedRows = rows.flatMap(({ id, body }) => {
          const reason = reasons.get(id);
          return reason === undefined ? [] : [{ destination, id, reason, body }];
        });
        if (refusedRows.length > 0) park(refusedRows);
        store.delivered(
          destination,
          rows.flatMap(({ id }) => (reasons.has(id) ? [] : [id])),
        );
        this.#failures.delete(destination);
        if (rows.length < ROWS_PER_DELIVERY) await gather(destination);
      } catch (error) {
        if (this.#stopped) return;
        const count = (this.#failures.get(destination)?.count ?? 0) + 1;
        const wait_ms = Math.min(RETRY_FIRST_MS * 2 ** (count - 1), RETRY_MAX_MS);
        this.#failures.set(destination, { count, retry_at_ms: now() + wait_ms });
        complain("outbox_undelivered", error, { destination, count });
        return;
      }
    }
  }
}
