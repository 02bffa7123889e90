// The messages of the payment queue. A deployment reads what an older one has sent, so they are parsed like anything else.

import * as z from "zod/mini";
import { FIRST_PROVIDER } from "../../../domain/seat-ledger/events.ts";
import { readId } from "../../../domain/seat-ledger/ids.ts";
import type { PaymentJob } from "../../../domain/seat-ledger/outbox.ts";
import { LIMITS } from "../../../schema/limits.ts";

/** `heard`: somebody says that something changed at the provider. */
export type PaymentMessage = PaymentJob | { readonly kind: "heard"; readonly attempt_id: string };

const attempt_id = z.string().check(z.refine((id) => readId(id)?.kind === "attempt"));
const refund_id = z.string().check(z.refine((id) => readId(id)?.kind === "refund"));
const amount_krw = z.int().check(z.minimum(1));
/** A message of the time before attempts named theirs may still be on its way. */
const provider = z._default(z.string().check(z.maxLength(40)), FIRST_PROVIDER);
const request_id = z.optional(z.string().check(z.maxLength(LIMITS.request_id_chars)));
const text = z.nullable(z.string().check(z.maxLength(200)));

const charge = {
  showtime_id: z.string(),
  attempt_id,
  amount_krw,
  payment_key: text,
  provider,
  method: text,
  simulate: text,
  confirm_until_ms: z.int(),
  request_id,
};
const message = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("confirm"), ...charge }),
  z.object({ kind: z.literal("ask"), ...charge }),
  z.object({
    kind: z.literal("cancel"),
    showtime_id: z.string(),
    refund_id,
    attempt_id,
    payment_key: text,
    provider,
    amount_krw,
    whole: z.boolean(),
    reason: z.string().check(z.maxLength(1_000)),
    request_id,
  }),
  z.object({ kind: z.literal("heard"), attempt_id }),
]);

export function readPaymentMessage(body: unknown): PaymentMessage | null {
  const read = message.safeParse(body);
  return read.success ? read.data : null;
}
