// JSON from outside, measured before it is parsed: a megabyte of brackets costs one look at each character, and no tree.
import { ok, type Result, refused } from "./result.ts";

export type JsonBounds = { readonly depth_max: number; readonly nodes_max: number };
export type JsonFailure = "too_deep" | "too_many_nodes" | "not_json";

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

export function parseBounded(text: string, bounds: JsonBounds): Result<unknown, JsonFailure> {
  const over = exceeds(text, bounds);
  if (over !== null) return refused(over);
  try {
    return ok(JSON.parse(text));
  } catch {
    return refused("not_json");
  }
}

/** Counts objects and arrays and how deep they stand in each other; what is no JSON at all, the parser says later. */
function exceeds(text: string, { depth_max, nodes_max }: JsonBounds): JsonFailure | null {
  let depth = 0;
  let nodes = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) quoted = false;
    } else if (code === QUOTE) quoted = true;
    else if (code === OPEN_ARRAY || code === OPEN_OBJECT) {
      depth++;
      nodes++;
      if (depth > depth_max) return "too_deep";
      if (nodes > nodes_max) return "too_many_nodes";
    } else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) depth--;
  }
  return null;
}
