// Seats over HTTP and sockets: the state of the map, holds, bookings.
import * as z from "zod/mini";
import { GRADES } from "../layout.ts";
import { LIMITS } from "../limits.ts";
import { countInt, id, timeMs } from "./common.ts";

const grade = z.enum(GRADES);
const SEAT_STATES = ["AVAILABLE", "HELD", "SOLD", "BLOCKED"] as const;

export const seatsQuery = z.object({ format: z.optional(z.enum(["json", "compact"])) });
const zones = z.array(z.object({ id: z.string(), left: countInt }));
/** Seats in layout order, four to a byte from the lowest bits up, base64: 0 available, 1 held, 2 sold, 3 blocked. */
export const seatsAnswer = z.object({
  version: countInt,
  layout_version: z.string(),
  seats: z.union([z.object({ count: countInt, bits: z.string() }), z.record(z.string(), z.enum(SEAT_STATES))]),
  zones,
  now_ms: timeMs,
});

const seatIds = z.array(z.string().check(z.minLength(1), z.maxLength(40)));
export const holdInput = z.union([
  z.strictObject({ seats: seatIds.check(z.minLength(1), z.maxLength(LIMITS.seats_per_hold)) }),
  z.strictObject({
    best: z.object({
      count: z.int().check(z.minimum(1), z.maximum(LIMITS.seats_per_hold)),
      grade: z.optional(grade),
      section: z.optional(z.string().check(z.maxLength(40))),
    }),
  }),
  z.strictObject({
    zone: z.string().check(z.minLength(1), z.maxLength(40)),
    count: z.int().check(z.minimum(1), z.maximum(LIMITS.seats_per_hold)),
  }),
]);
export type HoldInput = z.infer<typeof holdInput>;

const seat = z.object({
  id: z.string(),
  section: z.string(),
  row: z.string(),
  label: z.string(),
  grade,
  price_krw: countInt,
});
export const holdAnswer = z.object({
  id: z.string(),
  showtime_id: id,
  seats: z.array(seat),
  together: z.boolean(),
  total_krw: countInt,
  expires_at_ms: timeMs,
  now_ms: timeMs,
});

export const bookingInput = z.object({ hold_id: z.string().check(z.minLength(1), z.maxLength(80)) });
export const BOOKING_STATUSES = [
  "PENDING",
  "PAYING",
  "CONFIRMED",
  "REFUNDING",
  "REFUNDED",
  "EXPIRED",
  "CANCELLED",
  "FAILED",
] as const;
const bookingLine = z.object({
  seat_id: z.string(),
  ticket_id: z.string(),
  section: z.string(),
  row: z.string(),
  label: z.string(),
  grade,
  price_krw: countInt,
  status: z.string(),
});
export const bookingAnswer = z.object({
  id: z.string(),
  number: z.string(),
  status: z.enum(BOOKING_STATUSES),
  show_id: id,
  showtime_id: id,
  starts_at_ms: timeMs,
  lines: z.array(bookingLine),
  total_krw: countInt,
  refunded_krw: countInt,
  fee_krw: countInt,
  attempts_left: countInt,
  created_at_ms: timeMs,
  expires_at_ms: timeMs,
  now_ms: timeMs,
});

export const blocksInput = z.object({ seats: seatIds.check(z.minLength(1), z.maxLength(5_000)) });
