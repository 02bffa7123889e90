// The wall between practices and everything else, at every stated route: inside a practice only routes that say so are
// there, and every id they are given must be of that practice; outside, whatever names a practice is not found.
import { practiceNamed } from "../../../domain/crowd/names.ts";
import type { Ctx } from "../env.ts";
import { Refusal } from "../failures.ts";
import type { Route } from "./route.ts";

export function holdToPractice(c: Ctx, one: Route, inputs: readonly unknown[]): void {
  if (one.practised === "about") return;
  const scope = c.get("practice");
  const ids = inputs.flatMap(idsIn);
  if (scope === null) {
    if (ids.some((id) => practiceNamed(id) !== null)) throw new Refusal("not_found");
    return;
  }
  if (one.practised !== "inside" || ids.some((id) => practiceNamed(id) !== scope.code)) throw new Refusal("not_found");
}

export const isIdName = (name: string): boolean => name === "id" || name.endsWith("_id");

/** Texts that name something: in the path, the query, the body's first storey. */
function idsIn(input: unknown): string[] {
  if (typeof input !== "object" || input === null) return [];
  return Object.entries(input).flatMap(([name, value]) => (isIdName(name) && typeof value === "string" ? [value] : []));
}
