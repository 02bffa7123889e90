// The wire's shapes of what was given up and waits for an admin.
import * as z from "zod/mini";
import { LIMITS } from "../limits.ts";
import { countInt, timeMs } from "./common.ts";

export const FAILURE_KINDS = ["MAIL", "DEAD_LETTER", "RECORD", "JOB", "MESSAGE"] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

export const openFailure = z.object({
  kind: z.enum(FAILURE_KINDS),
  id: z.string(),
  /** What it is about: a letter's address, a queue's name, a booking's number, a show's title. */
  about: z.string(),
  /** Why, as whoever gave it up said it. */
  why: z.string(),
  show_id: z.nullable(z.string()),
  tries: countInt,
  at_ms: timeMs,
  /** A letter whose words are forgotten cannot be sent again. */
  can_retry: z.boolean(),
});
export type OpenFailure = z.infer<typeof openFailure>;

export const failuresAnswer = z.object({ items: z.array(openFailure) });

export const failureRetry = z.object({
  kind: z.enum(FAILURE_KINDS),
  id: z.string().check(z.minLength(1), z.maxLength(LIMITS.failure_id_chars)),
});
export type FailureRetry = z.infer<typeof failureRetry>;
