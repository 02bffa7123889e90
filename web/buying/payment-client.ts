// The checkout's questions to the service, and its answers parsed.
import type { CallApi, CallResult } from "../api-client.ts";
import type { PayableBooking } from "./facts.ts";

export type PayInput = {
  readonly booking_id: string;
  readonly amount_krw: number;
  readonly payment_key?: string;
  readonly simulate?: string;
};
export type PaymentStatus = {
  readonly status: "PENDING" | "COMPLETED" | "FAILED";
  readonly code: string | null;
  readonly attempts_left: number;
};

export type PaymentClient = {
  readonly order: (hold_id: string, key: string) => Promise<CallResult<PayableBooking>>;
  readonly pay: (input: PayInput, key: string) => Promise<CallResult<{ readonly request_id: string }>>;
  readonly status: (request_id: string) => Promise<CallResult<PaymentStatus>>;
};

export const paymentClient = (call: CallApi): PaymentClient => ({
  order: (hold_id, idempotency_key) =>
    call("/v1/api/bookings", {
      method: "POST",
      body: { hold_id },
      idempotency_key,
      read: readBooking,
    }),
  pay: (body, idempotency_key) =>
    call("/v1/api/payments", {
      method: "POST",
      body,
      idempotency_key,
      read: (answer) => {
        const request_id = fieldsOf(answer).request_id;
        return typeof request_id === "string" ? { request_id } : undefined;
      },
    }),
  status: (request_id) =>
    call(`/v1/api/payments/${encodeURIComponent(request_id)}/status`, {
      read: readStatus,
    }),
});

const fieldsOf = (answer: unknown): Record<string, unknown> =>
  typeof answer === "object" && answer !== null ? (answer as Record<string, unknown>) : {};

/** A fresh order has no attempt yet. One that had would be drawn by the page itself. */
function readBooking(answer: unknown): PayableBooking | undefined {
  const { id, total_krw, expires_at_ms, attempts_left } = fieldsOf(answer);
  if (typeof id !== "string" || typeof total_krw !== "number") return undefined;
  if (typeof expires_at_ms !== "number" || typeof attempts_left !== "number") return undefined;
  return { id, total_krw, expires_at_ms, attempts_left, attempts_made: 0 };
}

function readStatus(answer: unknown): PaymentStatus | undefined {
  const { status, code, attempts_left } = fieldsOf(answer);
  if (status !== "PENDING" && status !== "COMPLETED" && status !== "FAILED") return undefined;
  if (typeof attempts_left !== "number") return undefined;
  return { status, code: typeof code === "string" ? code : null, attempts_left };
}
