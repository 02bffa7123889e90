// What may be asked before joining: what a fan is told of it, and what they show.
import * as z from "zod/mini";
import { LIMITS } from "../limits.ts";
import { countInt, timeMs } from "./common.ts";

export const CHECK_MODES = ["off", "proof", "turnstile"] as const;

const proofChallenge = z.object({
  kind: z.literal("proof"),
  /** Goes into every part of the work as it stands. */
  text: z.string(),
  bits: countInt,
  parts: countInt,
  expires_at_ms: timeMs,
});
const turnstileChallenge = z.object({
  kind: z.literal("turnstile"),
  site_key: z.string(),
  script_url: z.string(),
  action: z.string(),
  /** Ties the word that is given to this fan and show; says nothing of either. */
  cdata: z.string(),
});

export const checkAnswer = z.object({
  asks: z.enum(["nothing", "proof", "turnstile"]),
  challenge: z.optional(z.union([proofChallenge, turnstileChallenge])),
  /** A code to the own mail address is always as good. */
  by_mail: z.optional(z.boolean()),
});
/** As it is asked before joining; in a refusal the time stands beside it. */
export const checkBeforeAnswer = z.extend(checkAnswer, { now_ms: timeMs });
export type CheckAnswer = z.infer<typeof checkAnswer>;

/** How long a mailed code is good for, at least. */
export const checkMailAnswer = z.object({ valid_ms: countInt });

export const checkShown = z.object({
  kind: z.enum(["proof", "turnstile", "mail"]),
  token: z.string().check(z.minLength(1), z.maxLength(LIMITS.check_token_chars)),
});
export type CheckShown = z.infer<typeof checkShown>;

export const joinInput = z.object({ check: z.optional(checkShown) });
