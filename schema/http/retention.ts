// The wire's shapes of what is kept too long: how many rows each rule of retention would delete now.
import * as z from "zod/mini";
import { countInt, timeMs } from "./common.ts";

export const retentionRule = z.object({
  table: z.string(),
  /** How long rows stay, in words. */
  kept: z.string(),
  /** After a row's own end, or its making where it has none. */
  after_ms: countInt,
  /** Rows that the next runs delete. */
  due: countInt,
});

export const retentionAnswer = z.object({ items: z.array(retentionRule), as_of_ms: timeMs });
