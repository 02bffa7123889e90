// What a sale costs on the platform, item by item, from what happened in it. The shares of work that a simulation does
// not play (pages, pings, rows behind a message) stand here as stated assumptions.
import type { Outcome } from "../simulation/outcome.ts";
import {
  OBJECT_GB,
  PRICES,
  type Priced,
  QUEUE_OPERATIONS_PER_MESSAGE,
  SOCKET_MESSAGES_PER_REQUEST,
} from "./platform-prices.ts";

export type CostItem = {
  readonly item: Priced;
  readonly quantity: number;
  readonly unit: string;
  /** At list price, as if nothing were included. */
  readonly usd: number;
};

/** Pages and calls of one fan, each a request to the Worker. */
const PER_FAN = { pages: 3, calls: 3 };
/** One who is let in: room page, layout, snapshot, socket, claim, status. */
const PER_GUEST_REQUESTS = 6;
/** Order page, order, payment page, payment, two looks at its result, tickets. */
const PER_ORDER_REQUESTS = 7;
const CPU_MS_PER_REQUEST = 2;
const PING_EVERY_MS = 30_000;
/** An entry, its event and its line of the log, each row once. */
const ROWS_PER_JOIN = 2;
/** An order's row, its lines and their indexes, for each time it is recorded. */
const DATABASE_ROWS_PER_RECORD = 6;
const ROWS_READ_PER_REQUEST = 4;
/** The objects that hear of their fan's purchase. */
const ROWS_PER_MESSAGE = 2;

export function quantitiesOf(outcome: Outcome): Readonly<Record<Priced, number>> {
  const { line, buying, work, load, fans, waits, ended_ms } = outcome;
  const { messages } = work;
  const fan_requests = (fans + work.refreshes) * (PER_FAN.pages + PER_FAN.calls);
  const worker_requests =
    fan_requests + line.admitted * PER_GUEST_REQUESTS + buying.holds + buying.orders * PER_ORDER_REQUESTS;
  const waited_ms = waits.all.p50_ms ?? 0;
  const pings = (line.joined * waited_ms) / PING_EVERY_MS;
  const relay_requests = work.relays === 0 ? 0 : 2 * (fans + work.refreshes);
  const object_requests =
    load.line.total +
    load.ledger.total +
    relay_requests +
    work.alarms +
    messages.fan +
    messages.notices +
    pings / SOCKET_MESSAGES_PER_REQUEST;
  const told = Object.values(messages).reduce((sum, count) => sum + count, 0);
  const objects = 2 + work.relays;
  return {
    worker_requests,
    worker_cpu_ms: worker_requests * CPU_MS_PER_REQUEST,
    object_requests,
    object_gb_seconds: (objects * OBJECT_GB * ended_ms) / 1_000,
    object_rows_read: object_requests * ROWS_READ_PER_REQUEST,
    object_rows_written:
      line.joined * ROWS_PER_JOIN + 2 * work.line_events + work.ledger_events + ROWS_PER_MESSAGE * told + work.alarms,
    database_rows_read: messages.record * DATABASE_ROWS_PER_RECORD,
    database_rows_written: messages.record * DATABASE_ROWS_PER_RECORD,
    queue_operations: (messages.payments + messages.mail + messages.notices) * QUEUE_OPERATIONS_PER_MESSAGE,
    mails: messages.mail,
  };
}

export function costOf(outcome: Outcome): readonly CostItem[] {
  const quantities = quantitiesOf(outcome);
  return (Object.keys(PRICES) as Priced[]).map((item) => {
    const quantity = Math.round(quantities[item]);
    return { item, quantity, unit: PRICES[item].unit, usd: quantity * PRICES[item].usd };
  });
}

export const totalUsd = (items: readonly CostItem[]): number => items.reduce((sum, { usd }) => sum + usd, 0);

/** What is due beyond the monthly fee where this sale is the month's only one. */
export const beyondIncludedUsd = (items: readonly CostItem[]): number =>
  items.reduce(
    (sum, { item, quantity }) => sum + Math.max(0, quantity - PRICES[item].included_per_month) * PRICES[item].usd,
    0,
  );
