// An operator's copies of lines and ledgers over HTTP, and what is made of them.

import * as z from "zod/mini";
import type { FaultCode } from "../faults.ts";
import { LIMITS } from "../limits.ts";
import { countInt, timeMs } from "./common.ts";

export const OBJECT_KINDS = ["line", "ledger"] as const;

export const copyQuery = z.object({ after: z.optional(z.string().check(z.maxLength(LIMITS.copy_cursor_chars))) });
export const copyAnswer = z.object({
  /** Which version of the object's tables it is of. */
  steps: countInt,
  /** The same in every page of one moment; where it differs from the first page's the copy has to begin anew. */
  mark: z.string(),
  /** Of a ledger with its first page: as it counted itself at that moment. */
  counts: z.nullable(
    z.object({ seq: countInt, available: countInt, held: countInt, sold: countInt, blocked: countInt }),
  ),
  /** Kept as it is and sent back as it is. */
  page: z.string(),
  next: z.nullable(z.string()),
});
/** Made up by whoever restores: of two at once one has to begin again, and nobody finishes what another brought. */
const restoration = z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/));
export const copyPageInput = z.object({
  restoration,
  n: z.int().check(z.minimum(0), z.maximum(LIMITS.copy_pages)),
  page: z.string().check(z.minLength(1), z.maxLength(LIMITS.copy_page_bytes)),
});
export const restorationInput = z.object({
  restoration,
  pages: z.int().check(z.minimum(1), z.maximum(LIMITS.copy_pages)),
  steps: countInt,
  /** Over what fans have used. */
  replace: z.optional(z.boolean()),
});
export const recoveryInput = z
  .object({
    at_ms: z.optional(timeMs),
    /** As an earlier recovery answered it. */
    bookmark: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
    preview: z.optional(z.boolean()),
  })
  .check(
    z.refine(({ at_ms, bookmark }) => (at_ms === undefined) !== (bookmark === undefined), {
      path: ["at_ms"],
      error: "moment_or_bookmark" satisfies FaultCode,
    }),
  );
export const recoveryAnswer = z.object({
  bookmark: z.string(),
  undo: z.nullable(z.string()),
  lost_events: z.nullable(countInt),
});
