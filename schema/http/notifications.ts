// A message as its fan reads it.
import * as z from "zod/mini";
import { id, timeMs } from "./common.ts";
import { NOTICE_KINDS } from "./words.ts";

export const notificationAnswer = z.object({
  id,
  seq: z.int(),
  kind: z.enum(NOTICE_KINDS),
  cause: z.string(),
  title: z.string(),
  text: z.string(),
  link: z.string(),
  status: z.enum(["READ", "UNREAD"]),
  urgent: z.boolean(),
  created_at_ms: timeMs,
  read_at_ms: z.nullable(timeMs),
});
