// What a shape found wrong, in the product's own words: its library would name types of a programming language.
import type * as z from "zod/mini";
import { type Fault, type FaultCode, isFaultCode } from "../../../schema/faults.ts";

type Said = Omit<Fault, "path">;

const OF_TYPE: Readonly<Record<string, FaultCode>> = {
  int: "number_wanted",
  number: "figure_wanted",
  string: "string_wanted",
  boolean: "boolean_wanted",
  array: "list_wanted",
  tuple: "list_wanted",
  object: "object_wanted",
  record: "object_wanted",
};
const KEYS_SAID = 5;
const KEY_CHARS = 40;

/** What is left out is not of a wrong type; after this the library no longer tells what was sent. */
export const leftOut: z.core.$ZodErrorMap = (issue) =>
  issue.code === "invalid_type" && issue.input === undefined ? ("needed" satisfies FaultCode) : undefined;

/** A shape's own word where it has one. */
export function faultOf(issue: z.core.$ZodIssue): Said {
  if (isFaultCode(issue.message)) return { fault: issue.message };
  switch (issue.code) {
    case "invalid_type":
      return { fault: OF_TYPE[issue.expected] ?? "form_unfit" };
    case "too_small":
      return tooSmall(issue);
    case "too_big":
      return tooBig(issue);
    case "invalid_value": {
      const [only, ...others] = issue.values.map(String);
      if (others.length === 0) return { fault: "one_value", values: { value: only ?? "" } };
      return { fault: "one_of", values: { values: [only, ...others].join(", ") } };
    }
    case "not_multiple_of":
      return { fault: "multiple_of", values: { step: issue.divisor } };
    case "unrecognized_keys": {
      const keys = issue.keys.slice(0, KEYS_SAID).map((key) => key.slice(0, KEY_CHARS));
      return { fault: "unknown_keys", values: { keys: keys.join(", ") } };
    }
    default:
      return { fault: "form_unfit" };
  }
}

function tooSmall({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): Said {
  const min = Number(minimum);
  if (origin === "string") return min <= 1 ? { fault: "needed" } : { fault: "too_short", values: { min } };
  if (origin === "array" || origin === "set") return { fault: "too_few", values: { min } };
  return { fault: inclusive === false ? "more_than" : "at_least", values: { min } };
}

function tooBig({ origin, maximum, inclusive }: z.core.$ZodIssueTooBig): Said {
  const max = Number(maximum);
  if (origin === "string") return { fault: "too_long", values: { max } };
  if (origin === "array" || origin === "set") return { fault: "too_many", values: { max } };
  return { fault: inclusive === false ? "less_than" : "at_most", values: { max } };
}
