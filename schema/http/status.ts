// How the service is, and the switch that stops sales, as they cross the border.
import * as z from "zod/mini";
import { LIMITS } from "../limits.ts";
import { textLine } from "./text.ts";

const at_ms = z.int();

const stopAnswer = z.object({
  show_id: z.nullable(z.string()),
  text: z.object({ ko: z.string(), en: z.string() }),
  at_ms,
});

export const statusAnswer = z.object({
  state: z.enum(["ok", "degraded", "stopped", "unknown"]),
  as_of_ms: z.nullable(at_ms),
  now_ms: at_ms,
  parts: z.array(z.object({ name: z.enum(["sales", "payments", "database", "queues", "mail"]), up: z.boolean() })),
  stops: z.array(stopAnswer),
  incidents: z.array(
    z.object({
      id: z.string(),
      part: z.string(),
      title: z.object({ ko: z.string(), en: z.string() }),
      began_at_ms: at_ms,
      ended_at_ms: z.nullable(at_ms),
    }),
  ),
  /** What pages of the asked show say above everything, in the asker's language. */
  banner: z.nullable(z.string()),
});

export const stopInput = z.object({
  /** Null: every show. */
  show_id: z.nullable(z.string().check(z.maxLength(80))),
  text: z.object({ ko: textLine(1, LIMITS.stop_text_chars), en: textLine(1, LIMITS.stop_text_chars) }),
});

export const stopsAnswer = z.object({ items: z.array(stopAnswer) });
