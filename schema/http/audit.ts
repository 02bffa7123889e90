// The wire's shapes of the audit log: one line of it, and how it is searched.
import * as z from "zod/mini";
import { AUDIT_ACTS } from "../audit-acts.ts";
import { LIMITS } from "../limits.ts";
import { id, queryInt, timeMs } from "./common.ts";

export const auditLine = z.object({
  id,
  at_ms: timeMs,
  actor_id: z.string(),
  action: z.string(),
  subject_kind: z.string(),
  subject_id: z.string(),
  details: z.record(z.string(), z.unknown()),
  request_id: z.string(),
});

const queryTime = queryInt(0, 8_640_000_000_000);

export const auditFilter = z.object({
  /** A part of an address or a name, or an id. */
  who: z.optional(z.string().check(z.minLength(1), z.maxLength(LIMITS.search_chars))),
  action: z.optional(z.enum(AUDIT_ACTS)),
  /** The show's own lines, and those of its showtimes and bookings. */
  show_id: z.optional(id),
  from_ms: z.optional(queryTime),
  before_ms: z.optional(queryTime),
});
export type AuditFilter = z.infer<typeof auditFilter>;
