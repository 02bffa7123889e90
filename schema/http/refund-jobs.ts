// Refunds in bulk over HTTP: which bookings, what it would pay, and how far a job has come.

import * as z from "zod/mini";
import type { FaultCode } from "../faults.ts";
import { GRADES } from "../layout.ts";
import { LIMITS } from "../limits.ts";
import { countInt, id, timeMs } from "./common.ts";
import { BOOKING_STATUSES } from "./seats.ts";
import { textLines } from "./text.ts";

/** How purchases are looked for: in the list, in its table, for a job and for a message. */
export const purchaseFilter = z.object({
  q: z.optional(z.string().check(z.trim(), z.maxLength(LIMITS.search_chars))),
  status: z.optional(z.enum(BOOKING_STATUSES)),
  showtime_id: z.optional(id),
  grade: z.optional(z.enum(GRADES)),
});
export type PurchaseFilter = z.infer<typeof purchaseFilter>;

const seatIds = z
  .array(z.string().check(z.minLength(1), z.maxLength(40)))
  .check(z.minLength(1), z.maxLength(LIMITS.seats_per_hold));

export const refundsInput = z
  .object({
    booking_ids: z.optional(z.array(id).check(z.minLength(1), z.maxLength(LIMITS.job_bookings))),
    all: z.optional(z.literal(true)),
    filter: z.optional(purchaseFilter),
    reason: textLines(1, LIMITS.reason_chars),
    seats: z.optional(seatIds),
    preview: z.optional(z.boolean()),
  })
  .check(
    z.refine(
      ({ booking_ids, all, filter }) => [booking_ids, all, filter].filter((one) => one !== undefined).length === 1,
      { path: ["booking_ids"], error: "refunds_one_choice" satisfies FaultCode },
    ),
    z.refine(({ seats, booking_ids }) => seats === undefined || booking_ids?.length === 1, {
      path: ["seats"],
      error: "seats_of_one" satisfies FaultCode,
    }),
  );
export type RefundsInput = z.infer<typeof refundsInput>;

export const refundsPreview = z.object({
  bookings: countInt,
  seats: countInt,
  refund_krw: countInt,
  fee_krw: countInt,
});

export const jobStarted = z.object({ job_id: z.string() });

export const JOB_KINDS = ["REFUND", "CANCEL_SHOW"] as const;
export const JOB_STATUSES = ["RUNNING", "DONE", "FAILED"] as const;
export const jobAnswer = z.object({
  job_id: z.string(),
  kind: z.enum(JOB_KINDS),
  status: z.enum(JOB_STATUSES),
  done: countInt,
  failed: countInt,
  total: countInt,
  refund_krw: countInt,
  fee_krw: countInt,
  reason: z.string(),
  items_url: z.string(),
  created_at_ms: timeMs,
  finished_at_ms: z.nullable(timeMs),
});

export const ITEM_STATUSES = ["WAITING", "ASKED", "DONE", "FAILED"] as const;
export const jobItem = z.object({
  booking_id: z.string(),
  number: z.string(),
  status: z.enum(ITEM_STATUSES),
  refund_krw: countInt,
  fee_krw: countInt,
  code: z.nullable(z.string()),
});

/** To everyone with a ticket of the show, or to the buyers whose purchases a filter finds. */
export const buyersMessage = z.object({
  text: textLines(1, LIMITS.notice_chars),
  /** For who reads in English; without it they get `text`. */
  text_en: z.optional(textLines(1, LIMITS.notice_chars)),
  filter: z.optional(purchaseFilter),
  preview: z.optional(z.boolean()),
});
export type BuyersMessage = z.infer<typeof buyersMessage>;
