// The stand-in's books: payments, what was given back, answers remembered under their keys, and webhooks to send. A
// payment's state is worked out from times, so that nothing has to happen for it to expire or to succeed late.
import { numberOf, type Sql, type SqlRow, textOf } from "../../durable-objects/kit/sql.ts";
import { NO_TROUBLE, type Switches, switches } from "./switches.ts";

/** After the fan's authorisation the shop has this long to confirm. */
export const CONFIRM_WITHIN_MS = 10 * 60_000;
const WINDOW_MS = 30 * 60_000;
const ANSWERS_KEPT_MS = 15 * 86_400_000;

export type Status =
  | "READY"
  | "IN_PROGRESS"
  | "WAITING_FOR_DEPOSIT"
  | "DONE"
  | "CANCELED"
  | "PARTIAL_CANCELED"
  | "ABORTED"
  | "EXPIRED";

export type Cancel = {
  readonly amount_krw: number;
  readonly reason: string;
  readonly at_ms: number;
  readonly transaction_key: string;
};

export type Payment = {
  readonly payment_key: string;
  readonly order_id: string;
  readonly order_name: string;
  readonly amount_krw: number;
  readonly method: string;
  /** How it was told to end at the window. */
  readonly outcome: string;
  readonly requested_at_ms: number;
  readonly authorised_at_ms: number | null;
  /** Set by a confirm: what it becomes, and when. */
  readonly final: "DONE" | "ABORTED" | "WAITING_FOR_DEPOSIT" | null;
  readonly final_at_ms: number | null;
  readonly failure: string | null;
  readonly returned_krw: number;
};

export type Kept = { readonly status: number; readonly body: string; readonly answers_at_ms: number };
export type Webhook = {
  readonly id: number;
  readonly transmission_id: string;
  readonly body: string;
  readonly retried: number;
  readonly due_at_ms: number;
};

export function statusAt(payment: Payment, now_ms: number): Status {
  const { final, final_at_ms, authorised_at_ms, requested_at_ms, returned_krw, amount_krw } = payment;
  if (final !== null && final_at_ms !== null) {
    if (now_ms < final_at_ms) return "IN_PROGRESS";
    if (final === "WAITING_FOR_DEPOSIT") return returned_krw > 0 ? "CANCELED" : final;
    if (final === "ABORTED" || returned_krw === 0) return final;
    return returned_krw === amount_krw ? "CANCELED" : "PARTIAL_CANCELED";
  }
  if (authorised_at_ms === null) return now_ms > requested_at_ms + WINDOW_MS ? "EXPIRED" : "READY";
  return now_ms > authorised_at_ms + CONFIRM_WITHIN_MS ? "EXPIRED" : "IN_PROGRESS";
}

export class TossBooks {
  readonly #sql: Sql;
  #switches: Switches | null = null;

  constructor(sql: Sql) {
    this.#sql = sql;
    sql.run(`CREATE TABLE IF NOT EXISTS payments (
      payment_key TEXT PRIMARY KEY, order_id TEXT NOT NULL, order_name TEXT NOT NULL, amount_krw INTEGER NOT NULL,
      method TEXT NOT NULL, outcome TEXT NOT NULL, requested_at_ms INTEGER NOT NULL, authorised_at_ms INTEGER,
      final TEXT, final_at_ms INTEGER, failure TEXT, returned_krw INTEGER NOT NULL DEFAULT 0)`);
    sql.run("CREATE INDEX IF NOT EXISTS payments_order ON payments (order_id)");
    sql.run(`CREATE TABLE IF NOT EXISTS cancels (
      id INTEGER PRIMARY KEY, payment_key TEXT NOT NULL, amount_krw INTEGER NOT NULL, reason TEXT NOT NULL,
      at_ms INTEGER NOT NULL, transaction_key TEXT NOT NULL)`);
    sql.run("CREATE INDEX IF NOT EXISTS cancels_payment ON cancels (payment_key)");
    sql.run(`CREATE TABLE IF NOT EXISTS answers (
      name TEXT PRIMARY KEY, status INTEGER NOT NULL, body TEXT NOT NULL, answers_at_ms INTEGER NOT NULL) WITHOUT ROWID`);
    sql.run(`CREATE TABLE IF NOT EXISTS webhooks (
      id INTEGER PRIMARY KEY, transmission_id TEXT NOT NULL, payment_key TEXT NOT NULL, event TEXT NOT NULL,
      body TEXT NOT NULL, retried INTEGER NOT NULL, due_at_ms INTEGER NOT NULL)`);
    sql.run("CREATE INDEX IF NOT EXISTS webhooks_due ON webhooks (due_at_ms)");
    sql.run("CREATE TABLE IF NOT EXISTS switches (id INTEGER PRIMARY KEY CHECK (id = 1), value TEXT NOT NULL)");
  }

  transaction(work: () => undefined): void {
    this.#sql.transaction(work);
  }

  get switches(): Switches {
    if (this.#switches === null) {
      const [row] = this.#sql.all("SELECT value FROM switches");
      this.#switches = row === undefined ? NO_TROUBLE : switches.parse(JSON.parse(textOf(row, "value")));
    }
    return this.#switches;
  }
  setSwitches(value: Switches): void {
    this.#sql.run("INSERT OR REPLACE INTO switches VALUES (1, ?)", JSON.stringify(value));
    this.#switches = value;
  }

  addPayment(payment: Payment): void {
    this.#sql.run(
      "INSERT INTO payments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      payment.payment_key,
      payment.order_id,
      payment.order_name,
      payment.amount_krw,
      payment.method,
      payment.outcome,
      payment.requested_at_ms,
      payment.authorised_at_ms,
      payment.final,
      payment.final_at_ms,
      payment.failure,
      payment.returned_krw,
    );
  }
  payment(payment_key: string): Payment | null {
    const [row] = this.#sql.all("SELECT * FROM payments WHERE payment_key = ?", payment_key);
    return row === undefined ? null : paymentOf(row);
  }
  /** Newest first: an order id may have seen several windows. One that was approved comes before all others. */
  paymentsOfOrder(order_id: string): Payment[] {
    return this.#sql
      .all(
        `SELECT * FROM payments WHERE order_id = ?
         ORDER BY final IS NOT NULL AND final <> 'ABORTED' DESC, requested_at_ms DESC, rowid DESC`,
        order_id,
      )
      .map(paymentOf);
  }
  finish(payment: Payment): void {
    const { final, final_at_ms, failure, payment_key } = payment;
    this.#sql.run(
      "UPDATE payments SET final = ?, final_at_ms = ?, failure = ? WHERE payment_key = ?",
      final,
      final_at_ms,
      failure,
      payment_key,
    );
    this.#sql.run("DELETE FROM webhooks WHERE payment_key = ? AND event = 'EXPIRED'", payment_key);
  }

  addCancel(payment_key: string, { amount_krw, reason, at_ms, transaction_key }: Cancel): void {
    this.#sql.run(
      "INSERT INTO cancels (payment_key, amount_krw, reason, at_ms, transaction_key) VALUES (?, ?, ?, ?, ?)",
      payment_key,
      amount_krw,
      reason,
      at_ms,
      transaction_key,
    );
    this.#sql.run("UPDATE payments SET returned_krw = returned_krw + ? WHERE payment_key = ?", amount_krw, payment_key);
  }
  cancelsOf({ payment_key, returned_krw }: Payment): Cancel[] {
    if (returned_krw === 0) return [];
    return this.#sql.all("SELECT * FROM cancels WHERE payment_key = ? ORDER BY id", payment_key).map((row) => ({
      amount_krw: numberOf(row, "amount_krw"),
      reason: textOf(row, "reason"),
      at_ms: numberOf(row, "at_ms"),
      transaction_key: textOf(row, "transaction_key"),
    }));
  }

  kept(name: string, now_ms: number): Kept | null {
    const [row] = this.#sql.all("SELECT * FROM answers WHERE name = ?", name);
    const answers_at_ms = numberOf(row, "answers_at_ms");
    if (row === undefined || answers_at_ms + ANSWERS_KEPT_MS < now_ms) return null;
    return { status: numberOf(row, "status"), body: textOf(row, "body"), answers_at_ms };
  }
  keep(name: string, { status, body, answers_at_ms }: Kept): void {
    this.#sql.run("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", name, status, body, answers_at_ms);
  }

  addWebhook(
    webhook: Omit<Webhook, "id" | "retried">,
    about: { readonly payment_key: string; readonly event: string },
  ) {
    this.#sql.run(
      `INSERT INTO webhooks (transmission_id, payment_key, event, body, retried, due_at_ms) VALUES (?, ?, ?, ?, 0, ?)`,
      webhook.transmission_id,
      about.payment_key,
      about.event,
      webhook.body,
      webhook.due_at_ms,
    );
  }
  dueWebhooks(now_ms: number, limit: number): Webhook[] {
    return this.#sql
      .all("SELECT * FROM webhooks WHERE due_at_ms <= ? ORDER BY due_at_ms, id LIMIT ?", now_ms, limit)
      .map((row) => ({
        id: numberOf(row, "id"),
        transmission_id: textOf(row, "transmission_id"),
        body: textOf(row, "body"),
        retried: numberOf(row, "retried"),
        due_at_ms: numberOf(row, "due_at_ms"),
      }));
  }
  webhooksDone(ids: readonly number[]): void {
    this.#sql.run("DELETE FROM webhooks WHERE id IN (SELECT value FROM json_each(?))", JSON.stringify(ids));
  }
  webhookLater(id: number, due_at_ms: number): void {
    this.#sql.run("UPDATE webhooks SET due_at_ms = ?, retried = retried + 1 WHERE id = ?", due_at_ms, id);
  }
  nextWebhookMs(): number | null {
    const [row] = this.#sql.all("SELECT min(due_at_ms) AS due FROM webhooks");
    return typeof row?.due === "number" ? row.due : null;
  }

  /** Every payment there is, in the order they were begun. */
  list({ after, limit }: { readonly after: number; readonly limit: number }) {
    const rows = this.#sql.all(
      "SELECT rowid AS at, * FROM payments WHERE rowid > ? ORDER BY rowid LIMIT ?",
      after,
      limit,
    );
    return rows.map((row) => ({ at: numberOf(row, "at"), payment: paymentOf(row) }));
  }
}

const maybeNumber = (row: SqlRow, column: string): number | null =>
  typeof row[column] === "number" ? row[column] : null;

function paymentOf(row: SqlRow): Payment {
  const final = row.final;
  return {
    payment_key: textOf(row, "payment_key"),
    order_id: textOf(row, "order_id"),
    order_name: textOf(row, "order_name"),
    amount_krw: numberOf(row, "amount_krw"),
    method: textOf(row, "method"),
    outcome: textOf(row, "outcome"),
    requested_at_ms: numberOf(row, "requested_at_ms"),
    authorised_at_ms: maybeNumber(row, "authorised_at_ms"),
    final: final === "DONE" || final === "ABORTED" || final === "WAITING_FOR_DEPOSIT" ? final : null,
    final_at_ms: maybeNumber(row, "final_at_ms"),
    failure: typeof row.failure === "string" ? row.failure : null,
    returned_krw: numberOf(row, "returned_krw"),
  };
}
