// Shapes shared by every route: ids, lists, problems, times.

import * as z from "zod/mini";
import type { FaultCode } from "../faults.ts";
import { LIMITS } from "../limits.ts";

/** Ids are opaque strings; anything that cannot be one is simply not found. */
export const ID_PATTERN = /^[A-Za-z0-9_-]{1,80}$/;
export const id = z.string().check(z.regex(ID_PATTERN));
export const timeMs = z.int().check(z.minimum(0), z.maximum(8_640_000_000_000));
export const countInt = z.int().check(z.minimum(0));
export const krw = z.int().check(z.minimum(0), z.maximum(LIMITS.price_krw_max));

/** Query values arrive as text. */
export const queryInt = (min: number, max: number) =>
  z.pipe(
    z.pipe(
      z.string().check(z.regex(/^-?\d{1,16}$/, "number_wanted" satisfies FaultCode)),
      z.transform((text: string) => Number(text)),
    ),
    z.int().check(z.minimum(min), z.maximum(max)),
  );

export const pageQuery = {
  limit: z._default(z.optional(queryInt(1, LIMITS.page_items_max)), LIMITS.page_items_default),
  cursor: z.optional(z.string().check(z.maxLength(LIMITS.cursor_chars))),
};

export const listOf = <T extends z.ZodMiniType>(item: T) =>
  z.object({ items: z.array(item), next_cursor: z.nullable(z.string()) });
/** Of things that end: whoever counts down to an end counts from the service's clock. */
export const timedListOf = <T extends z.ZodMiniType>(item: T) => z.extend(listOf(item), { now_ms: timeMs });

export const problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  request_id: z.string(),
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
});
export type Problem = z.infer<typeof problem>;
