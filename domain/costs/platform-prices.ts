// The platform's list prices in US dollars, as its price page gave them in September 2026 (Workers Paid): the one table
// that every sum of costs is made from. `included` comes with the monthly fee, for the whole account.

export type Price = {
  readonly unit: string;
  /** For one unit. */
  readonly usd: number;
  readonly included_per_month: number;
};

const MILLION = 1_000_000;
const THOUSAND = 1_000;

export const MONTHLY_FEE_USD = 5;

export const PRICES = {
  worker_requests: { unit: "requests", usd: 0.3 / MILLION, included_per_month: 10 * MILLION },
  worker_cpu_ms: { unit: "ms of processor", usd: 0.02 / MILLION, included_per_month: 30 * MILLION },
  /** Calls over HTTP and RPC, alarms, upgrades; twenty messages that come in on a socket count as one. */
  object_requests: { unit: "requests", usd: 0.15 / MILLION, included_per_month: MILLION },
  object_gb_seconds: { unit: "GB-s", usd: 12.5 / MILLION, included_per_month: 400_000 },
  object_rows_read: { unit: "rows", usd: 0.001 / MILLION, included_per_month: 25_000 * MILLION },
  /** An index counts once more, and so does setting an alarm. */
  object_rows_written: { unit: "rows", usd: 1 / MILLION, included_per_month: 50 * MILLION },
  database_rows_read: { unit: "rows", usd: 0.001 / MILLION, included_per_month: 25_000 * MILLION },
  database_rows_written: { unit: "rows", usd: 1 / MILLION, included_per_month: 50 * MILLION },
  /** Three for each message: written, read, deleted. */
  queue_operations: { unit: "operations", usd: 0.4 / MILLION, included_per_month: MILLION },
  mails: { unit: "mails", usd: 0.35 / THOUSAND, included_per_month: 3 * THOUSAND },
} as const satisfies Readonly<Record<string, Price>>;

export type Priced = keyof typeof PRICES;

/** An object is billed for this much memory while it is awake. */
export const OBJECT_GB = 0.128;
/** So many messages on a socket count as one request. */
export const SOCKET_MESSAGES_PER_REQUEST = 20;
export const QUEUE_OPERATIONS_PER_MESSAGE = 3;
