// What can be made to happen to a payment at the stand-in, and what the provider then says and does.
import { SIMULATIONS } from "../../schema/http/payments.ts";

/** Those a booking may ask for, and two more for the window and the tests. */
export const OUTCOMES = [...SIMULATIONS, "timeout_charged", "virtual_account"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const isOutcome = (text: string): text is Outcome => OUTCOMES.some((one) => one === text);

export type Course = {
  readonly final: "DONE" | "ABORTED" | "WAITING_FOR_DEPOSIT";
  /** The error that is answered, and stands in the payment as its failure. */
  readonly error: string | null;
  /** How long the provider itself needs until it knows. */
  readonly after_ms: number;
  /** The answer never reaches the shop. */
  readonly lost: boolean;
  readonly webhooks: number;
};

const PLAIN: Course = { final: "DONE", error: null, after_ms: 0, lost: false, webhooks: 1 };
const refusedWith = (error: string): Course => ({ ...PLAIN, final: "ABORTED", error });

const COURSES: Readonly<Record<Exclude<Outcome, "random">, Course>> = {
  success: PLAIN,
  insufficient_balance: refusedWith("REJECT_CARD_PAYMENT"),
  card_info: refusedWith("INVALID_CARD_NUMBER"),
  limit_exceeded: refusedWith("EXCEED_MAX_DAILY_PAYMENT_COUNT"),
  network_error: refusedWith("FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING"),
  timeout: { ...refusedWith("UNKNOWN_PAYMENT_ERROR"), after_ms: 2_000, lost: true },
  timeout_charged: { ...PLAIN, lost: true },
  late_success: { ...PLAIN, after_ms: 5_000, lost: true },
  duplicate_callback: { ...PLAIN, webhooks: 3 },
  virtual_account: { ...PLAIN, final: "WAITING_FOR_DEPOSIT" },
};

/** Shares of what `random` becomes. */
const ODDS: readonly (readonly [Exclude<Outcome, "random">, number])[] = [
  ["insufficient_balance", 0.06],
  ["card_info", 0.05],
  ["limit_exceeded", 0.05],
  ["network_error", 0.04],
  ["timeout", 0.03],
  ["timeout_charged", 0.02],
  ["late_success", 0.03],
  ["duplicate_callback", 0.04],
];

export function courseOf(outcome: Outcome, random: () => number): Course {
  if (outcome !== "random") return COURSES[outcome];
  let draw = random();
  for (const [one, share] of ODDS) {
    if (draw < share) return COURSES[one];
    draw -= share;
  }
  return COURSES.success;
}
