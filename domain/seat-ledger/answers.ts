// Requests repeated (SL11): the same key with the same body gets the first answer again, with another body a refusal of its
// own. Refusals are not kept: who was refused may try again with the same key.
import type { Failure } from "../../schema/failures.ts";
import { ok, type Result } from "../result.ts";
import { refuse } from "./decided.ts";

export const ANSWER_KEPT_MS = 86_400_000;

export type RequestKey = { readonly fan_id: string; readonly route: string; readonly key: string };
export type Remembered = { readonly body: string; readonly answer: unknown; readonly at_ms: number };

/** Null: new here, decide it. */
export function repeatedAnswer(
  remembered: Remembered | null,
  { body, now_ms }: { readonly body: string; readonly now_ms: number },
): Result<{ readonly answer: unknown } | null, Failure> {
  if (remembered === null || remembered.at_ms + ANSWER_KEPT_MS <= now_ms) return ok(null);
  return remembered.body === body ? ok({ answer: remembered.answer }) : refuse("key_reused");
}

/** One text for one meaning: fields in alphabetical order, whatever order a client sent them in. */
export function canonicalBody(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalBody).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalBody(field)}`).join(",")}}`;
}
