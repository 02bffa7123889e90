// Shapes of the live sale on the wire: a sale's history for its curves, and what its organiser turned when.
import * as z from "zod/mini";
import { countInt, queryInt, timeMs } from "./common.ts";

export const historyQuery = z.object({
  from_ms: z.optional(queryInt(0, Number.MAX_SAFE_INTEGER)),
  to_ms: z.optional(queryInt(0, Number.MAX_SAFE_INTEGER)),
});

const forecast = z.object({ p10_ms: countInt, p50_ms: countInt, p90_ms: countInt });

export const historyAnswer = z.object({
  step_ms: countInt,
  items: z.array(
    z.object({
      at_ms: timeMs,
      waiting: countInt,
      inside: countInt,
      joined: countInt,
      admitted: countInt,
      holds: countInt,
      sold: countInt,
      available: countInt,
      declined: countInt,
      revenue_krw: countInt,
      sold_by_grade: z.record(z.string(), countInt),
      forecast: z.nullable(forecast),
    }),
  ),
});

export const controlsAnswer = z.object({
  items: z.array(
    z.object({
      at_ms: timeMs,
      action: z.string(),
      by: z.string(),
      details: z.record(z.string(), z.unknown()),
    }),
  ),
});
