// Paying, cancelling and getting money back, over HTTP.
import * as z from "zod/mini";
import { LIMITS } from "../limits.ts";
import { countInt, timeMs } from "./common.ts";
import { textLines } from "./text.ts";

export const SIMULATIONS = [
  "success",
  "insufficient_balance",
  "card_info",
  "limit_exceeded",
  "network_error",
  "timeout",
  "late_success",
  "duplicate_callback",
  "random",
] as const;

const payment = {
  booking_id: z.string().check(z.minLength(1), z.maxLength(80)),
  /** The deployment's choice; naming it may only confirm it. */
  provider: z.optional(z.string().check(z.maxLength(20))),
  payment_key: z.optional(z.string().check(z.regex(/^[\w=-]{1,200}$/))),
  /** Only compared with the server's own amount: a difference refuses the payment. */
  amount_krw: z.optional(z.int().check(z.minimum(0))),
  method: z.optional(z.string().check(z.maxLength(40))),
};
export const paymentInput = z.object(payment);
/** Where the stand-in is: how the payment shall end may be said. */
export const simulatedPaymentInput = z.object({ ...payment, simulate: z.optional(z.enum(SIMULATIONS)) });

export const paymentStarted = z.object({ request_id: z.string(), status: z.literal("PENDING") });
export const paymentStatus = z.object({
  status: z.enum(["PENDING", "COMPLETED", "FAILED"]),
  code: z.optional(z.string()),
  message: z.optional(z.string()),
  booking_id: z.string(),
  attempts_left: countInt,
  now_ms: timeMs,
});

const seats = z.optional(
  z.array(z.string().check(z.maxLength(40))).check(z.minLength(1), z.maxLength(LIMITS.seats_per_hold)),
);
export const cancellationInput = z.object({
  reason: textLines(1, LIMITS.reason_chars),
  seats,
});
export const cancellationAnswer = z.object({ refund_krw: countInt, fee_krw: countInt });

export const showCancellationInput = z.object({
  reason: textLines(1, LIMITS.reason_chars),
});

export const ticketAnswer = z.object({
  id: z.string(),
  code: z.string(),
  qr_svg: z.string(),
  status: z.enum(["LIVE", "VOID"]),
  booking_id: z.string(),
  booking_number: z.string(),
  show_id: z.string(),
  showtime_id: z.string(),
  starts_at_ms: timeMs,
  title: z.string(),
  venue: z.string(),
  time_zone: z.string(),
  section: z.string(),
  row: z.string(),
  label: z.string(),
  grade: z.string(),
  price_krw: countInt,
});
