// A payment provider as a model: it charges at most once for an attempt and returns at most once for a refund, whatever
// is sent twice, late or out of order. It knows what was really charged; the ledger only learns what it is told.

import type { Outcome } from "../../../domain/seat-ledger/decide-payment.ts";
import type { PaymentJob } from "../../../domain/seat-ledger/outbox.ts";

/** How the next new payment goes. `silent_charge`: it is charged, and the answer is lost. */
export type Mood = "success" | "decline" | "silent_charge" | "silent_nothing" | "down";
export type RefundAnswer =
  | { readonly kind: "done" }
  | { readonly kind: "refused"; readonly code: string }
  | { readonly kind: "unknown" };

type Payment = { status: "charged" | "declined"; amount_krw: number; readonly returned: Map<string, number> };

export class StandInProvider {
  readonly payments = new Map<string, Payment>();
  readonly refused_refunds = new Set<string>();

  confirm(job: Extract<PaymentJob, { kind: "confirm" | "ask" }>, mood: Mood, now_ms: number): Outcome {
    const known = this.payments.get(job.attempt_id);
    if (known !== undefined) return this.#said(job.attempt_id, known);
    if (mood === "down" || mood === "silent_nothing") {
      // Never begun: after the last moment for a confirm nothing can become of it any more.
      return now_ms > job.confirm_until_ms ? { kind: "declined", code: "payment_expired" } : { kind: "unknown" };
    }
    if (now_ms > job.confirm_until_ms) return { kind: "declined", code: "payment_expired" };
    const status = mood === "decline" ? "declined" : "charged";
    const payment: Payment = { status, amount_krw: job.amount_krw, returned: new Map() };
    this.payments.set(job.attempt_id, payment);
    return mood === "silent_charge" ? { kind: "unknown" } : this.#said(job.attempt_id, payment);
  }

  cancel(job: Extract<PaymentJob, { kind: "cancel" }>, mood: Mood): RefundAnswer {
    const payment = this.payments.get(job.attempt_id);
    if (payment?.status !== "charged") throw new Error("asked to return what was never charged");
    if (payment.returned.has(job.refund_id)) return { kind: "done" };
    if (this.refused_refunds.has(job.refund_id)) return { kind: "refused", code: "REFUND_REJECTED" };
    if (mood === "down") return { kind: "unknown" };
    if (mood === "decline") {
      this.refused_refunds.add(job.refund_id);
      return { kind: "refused", code: "REFUND_REJECTED" };
    }
    payment.returned.set(job.refund_id, job.amount_krw);
    if (returnedOf(payment) > payment.amount_krw) throw new Error("asked to return more than was charged");
    return mood === "silent_charge" ? { kind: "unknown" } : { kind: "done" };
  }

  #said(attempt_id: string, payment: Payment): Outcome {
    if (payment.status === "declined") return { kind: "declined", code: "insufficient_balance" };
    return { kind: "captured", payment_key: `key-${attempt_id}`, captured_krw: payment.amount_krw, receipt_url: null };
  }
}

export const returnedOf = (payment: { readonly returned: ReadonlyMap<string, number> }): number =>
  [...payment.returned.values()].reduce((sum, amount_krw) => sum + amount_krw, 0);
