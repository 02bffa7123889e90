// From what a provider says to what the ledger is told: never later than the last moment for a confirm, never a guess.
import type { Outcome } from "../../../domain/seat-ledger/decide-payment.ts";
import type { RefundOutcomeCommand } from "../../../domain/seat-ledger/decide-refund.ts";
import { log } from "../../kit/log.ts";
import type { AttemptName, Charge, ChargeAnswer, Found, PaymentProvider, Refund, RefundAnswer } from "./provider.ts";

export type Settling = Charge & {
  /** No confirm is sent after this (9 minutes from the attempt's beginning). */
  readonly confirm_until_ms: number;
};
export type RefundOutcome = RefundOutcomeCommand["outcome"];

type Ports = { readonly provider: PaymentProvider; readonly now: () => number };

/**
 * The provider takes no confirm later than ten minutes after the fan's authorisation, which came before the attempt. This
 * much after our last moment none can begin any more, and one that began has ended: what it does not know by now will
 * never be charged.
 */
export const NEVER_CHARGED_AFTER_MS = 90_000;

/** The attempt's first message. Sent twice, the provider answers twice the same (D43). */
export async function confirmCharge(charge: Settling, ports: Ports): Promise<Outcome> {
  const { provider, now } = ports;
  // A message can lie in a queue for long; then only questions are left (P-6).
  if (now() > charge.confirm_until_ms) return askCharge(charge, ports);
  const answer = await provider.confirm(charge);
  if (answer.class !== "unknown") return outcomeOf(charge, answer);
  // A time-out, a broken line or the provider's own trouble is not a "no" (D45): its books may know already.
  return outcomeOf(charge, await settled(await provider.find(charge), charge, ports));
}

/** Asked on the ledger's schedule. Where no confirm has ever arrived, it is sent now, while there is time. */
export async function askCharge(charge: Settling, ports: Ports): Promise<Outcome> {
  const { provider, now } = ports;
  const found = await settled(await provider.find(charge), charge, ports);
  const begun = found.class === "open" || found.class === "none";
  if (begun && now() <= charge.confirm_until_ms) return outcomeOf(charge, await provider.confirm(charge));
  return outcomeOf(charge, found);
}

/** Something outside said that something changed: only the provider's books are believed (D46), nothing is charged. */
export async function lookUp(attempt: AttemptName, { provider }: Ports): Promise<Outcome> {
  return outcomeOf(attempt, await provider.find(attempt));
}

export async function returnMoney(refund: Refund, { provider }: Ports): Promise<RefundOutcome> {
  const answer = await provider.refund(refund);
  switch (answer.class) {
    case "success":
      return { kind: "done" };
    case "refused":
      return { kind: "refused", code: answer.detail };
    case "unknown":
      log("info", "refund_unknown", { refund_id: refund.refund_id, detail: answer.detail });
      return { kind: "unknown" };
  }
}

/** Books that are still open may be closed by us, or by time. */
async function settled(found: Found, charge: Settling, { provider, now }: Ports): Promise<Found> {
  if (found.class === "awaits_deposit") {
    const { payment_key } = found;
    const ended: RefundAnswer = await provider.abandon({ attempt_id: charge.attempt_id, payment_key });
    if (ended.class === "success") return { class: "declined", code: "declined", detail: "virtual account" };
    // The deposit may have come at this very moment: the next question finds it.
    return { class: "unknown", detail: "virtual account" };
  }
  if (found.class === "none" && now() >= charge.confirm_until_ms + NEVER_CHARGED_AFTER_MS) {
    return { class: "declined", code: "payment_expired", detail: "never begun" };
  }
  return found;
}

function outcomeOf({ attempt_id }: AttemptName, answer: ChargeAnswer | Found): Outcome {
  switch (answer.class) {
    case "success": {
      const { payment_key, captured_krw, receipt_url } = answer;
      return { kind: "captured", payment_key, captured_krw, receipt_url };
    }
    case "declined":
      return { kind: "declined", code: answer.code };
    case "open":
    case "none":
    case "awaits_deposit":
      return { kind: "unknown" };
    case "unknown":
      log("info", "payment_unknown", { attempt_id, detail: answer.detail });
      return { kind: "unknown" };
  }
}
