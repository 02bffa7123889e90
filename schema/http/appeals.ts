// A fan who was taken out of a line asks for another look, and the organiser decides.
import * as z from "zod/mini";
import { LIMITS } from "../limits.ts";
import { countInt, pageQuery, timeMs } from "./common.ts";
import { textLines } from "./text.ts";

export const APPEAL_STATES = ["OPEN", "RESTORED", "DECLINED"] as const;

export const appealInput = z.object({ text: textLines(1, LIMITS.appeal_chars) });
export const appealMade = z.object({ id: z.string(), status: z.enum(APPEAL_STATES) });

const appeal = z.object({
  id: z.string(),
  status: z.enum(APPEAL_STATES),
  text: z.string(),
  answer: z.nullable(z.string()),
  created_at_ms: timeMs,
  decided_at_ms: z.nullable(timeMs),
});

/** What a removed fan sees of it: why they were removed, their last appeal, and whether they may ask now. */
export const ownAppealAnswer = z.object({
  removal_reason: z.nullable(z.string()),
  may_appeal: z.boolean(),
  appeal: z.nullable(appeal),
});
export type OwnAppeal = z.infer<typeof ownAppealAnswer>;

/** As the organiser sees it: by number, like everybody in the line; a fan's name is not needed to decide. */
export const heardAppeal = z.extend(appeal, { position: countInt, removal_reason: z.nullable(z.string()) });
export type HeardAppeal = z.infer<typeof heardAppeal>;

export const appealsQuery = z.object({ ...pageQuery, status: z.optional(z.enum(APPEAL_STATES)) });
export const appealDecision = z.object({ restore: z.boolean(), reason: textLines(1, LIMITS.reason_chars) });
export type AppealDecision = z.infer<typeof appealDecision>;
