// What goes wrong between the stand-in and the shop, beyond what one payment was told to do.
import * as z from "zod/mini";
import { OUTCOMES } from "./outcomes.ts";

const share = z.number().check(z.minimum(0), z.maximum(1));
const wait_ms = z.int().check(z.minimum(0), z.maximum(600_000));

export const switches = z.object({
  /** Of payments that were not told how to end. */
  outcome: z._default(z.enum(OUTCOMES), "success"),
  /** Answers take up to this long. */
  delay_ms: z._default(wait_ms, 0),
  /** The share of answers that never arrive, though the work is done. */
  lose_answers: z._default(share, 0),
  /** How long the shop waits for an answer that was lost. */
  lost_after_ms: z._default(wait_ms, 300),
  lose_webhooks: z._default(share, 0),
  /** The share of webhooks that come twice. */
  duplicate_webhooks: z._default(share, 0),
  /** Webhooks wait up to this long, each by itself: so they overtake one another. */
  webhook_delay_ms: z._default(wait_ms, 0),
  /** The error all cancels get, such as REFUND_REJECTED; empty for none. */
  cancel_error: z._default(z.string().check(z.regex(/^[A-Z_]{0,80}$/)), ""),
});
export type Switches = z.infer<typeof switches>;
export const NO_TROUBLE: Switches = switches.parse({});
