// Paying for an order and getting money back. The ledger writes the attempt first; the provider is asked behind it.
import type * as z from "zod/mini";
import {
  cancellationAnswer,
  cancellationInput,
  paymentInput,
  paymentStarted,
  paymentStatus,
  simulatedPaymentInput,
} from "../../../schema/http/payments.ts";
import type { Language } from "../../../schema/http/words.ts";
import { isPaymentOutcome, PAYMENT_OUTCOMES } from "../../../schema/payment-outcomes.ts";
import { Refusal } from "../../kit/failures.ts";
import { idempotencyKey } from "../../kit/http/kept-answers.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { hearsHints } from "../../kit/middleware/brake.ts";
import { showOfCode } from "../../sale/known-shows.ts";
import { ledgerOfId } from "../../sale/ledger-of-id.ts";
import { answered } from "../../seats/answers.ts";
import { tossWebhook } from "../payments/consume.ts";

const NO_STORE = { "cache-control": "no-store" };
const PROVIDER = "toss";

type PaymentBody = z.infer<typeof simulatedPaymentInput>;

/** `simulated` where the stand-in is: only there may a payment say how it shall end. */
const payRoute = (simulated: boolean): Route =>
  route(
    {
      method: "POST",
      path: "/v1/api/payments",
      tag: "Buying",
      summary: "Pay for an own order; the result is asked by its request id",
      access: "fan",
      practised: "inside",
      keeps_answer: "ledger",
      body: simulated ? simulatedPaymentInput : paymentInput,
      answers: { 202: paymentStarted },
      refusals: [
        "malformed",
        "invalid",
        "unsupported_type",
        "not_found",
        "already_paid",
        "payment_in_progress",
        "booking_expired",
        "amount_mismatch",
        "show_cancelled",
        "show_taken_down",
        "sale_over",
        "key_reused",
      ],
    },
    async (c, input) => {
      const body = input.body as PaymentBody;
      if (body.provider !== undefined && body.provider !== PROVIDER) {
        throw new Refusal("invalid", {
          errors: [{ path: "provider", fault: "provider_other", values: { provider: PROVIDER } }],
        });
      }
      const { ledger } = await ledgerOfId(c.env, body.booking_id, "order");
      c.set("about", { order_id: body.booking_id });
      const started = await ledger.pay({
        fan_id: input.identity.user_id,
        key: idempotencyKey(c),
        order_id: body.booking_id,
        amount_krw: body.amount_krw ?? null,
        method: body.method ?? null,
        payment_key: body.payment_key ?? null,
        provider: PROVIDER,
        simulate: body.simulate ?? null,
        request_id: c.get("request_id"),
      });
      // Nothing in it ends: without a time of its own a repeat of the key is the first answer, letter by letter.
      const { request_id, status } = answered(started);
      return c.json({ request_id, status }, 202, NO_STORE);
    },
  );

export const paymentRoutes = (simulated: boolean): readonly Route[] => [
  payRoute(simulated),

  route(
    {
      method: "GET",
      path: "/v1/api/payments/{request_id}/status",
      tag: "Buying",
      summary: "How an own payment stands",
      access: "fan",
      practised: "inside",
      answers: { 200: paymentStatus },
      refusals: ["not_found"],
    },
    async (c, { params, identity }) => {
      const { ledger } = await ledgerOfId(c.env, params.request_id, "attempt");
      const wish = { attempt_id: params.request_id, fan_id: identity.user_id };
      const { code, ...payment } = answered(await ledger.paymentOf(wish));
      const words = code === null ? {} : { code, message: outcomeWords(code, c.get("language")) };
      return c.json({ ...payment, ...words }, 200, NO_STORE);
    },
  ),

  route(
    {
      method: "GET",
      path: "/v1/api/bookings/{booking_id}/cancellation",
      tag: "Buying",
      summary: "What cancelling now would give back",
      access: "fan",
      answers: { 200: cancellationAnswer },
      refusals: ["not_found", "too_late", "already_cancelled", "payment_in_progress"],
    },
    async (c, { params, identity }) => {
      const command = refundBy(identity.user_id, params.booking_id, { reason: "preview" });
      const { ledger } = await ledgerOfId(c.env, params.booking_id, "order");
      const preview = answered(await ledger.refundPreview(command));
      return c.json(money(preview), 200, NO_STORE);
    },
  ),

  route(
    {
      method: "POST",
      path: "/v1/api/bookings/{booking_id}/cancellation",
      tag: "Buying",
      summary: "Cancel an own booking, or some of its seats",
      access: "fan",
      keeps_answer: "ledger",
      body: cancellationInput,
      answers: { 202: cancellationAnswer },
      refusals: [
        "malformed",
        "invalid",
        "unsupported_type",
        "not_found",
        "too_late",
        "already_cancelled",
        "ticket_used",
        "payment_in_progress",
        "seat_unknown",
        "key_reused",
      ],
    },
    async (c, { params, body, identity }) => {
      const command = refundBy(identity.user_id, params.booking_id, body);
      const request = { ...command, asker_id: identity.user_id, key: idempotencyKey(c) };
      const { ledger } = await ledgerOfId(c.env, params.booking_id, "order");
      const refund = answered(await ledger.refund(request));
      return c.json(money(refund), 202, NO_STORE);
    },
  ),

  route(
    {
      method: "POST",
      path: "/v1/api/webhooks/toss",
      tag: "Buying",
      summary: "A hint from the payment provider; believed only after asking the provider itself",
      access: "anyone",
      unbraked: true,
      answers: { 200: null },
      refusals: [],
    },
    async (c) => {
      const knowsCode = async (code: string) => (await showOfCode(c.env, code)) !== null;
      const paymentOf = async (attempt_id: string) => {
        const { ledger } = await ledgerOfId(c.env, attempt_id, "attempt");
        return ledger.paymentOf({ attempt_id, fan_id: null });
      };
      if (hearsHints(c)) await tossWebhook({ PAYMENT_QUEUE: c.env.PAYMENT_QUEUE, knowsCode, paymentOf }, c.req.raw);
      return c.body(null, 200);
    },
  ),
];

type Wish = { readonly reason: string; readonly seats?: readonly string[] | undefined };

const refundBy = (fan_id: string, order_id: string, { reason, seats }: Wish) => ({
  order_id,
  by: "fan" as const,
  fan_id,
  reason,
  seats: seats ?? null,
});

const money = ({ refund_krw, fee_krw }: { refund_krw: number; fee_krw: number }) => ({ refund_krw, fee_krw });

function outcomeWords(code: string, language: Language): string {
  const { title, detail } = PAYMENT_OUTCOMES[isPaymentOutcome(code) ? code : "declined"][language];
  return `${title}. ${detail}`;
}
