// The one catalogue of refusals: each stable code with its words in every language. `title` says what happened,
// `detail` says what to do next. Statuses are mapped in workers/failures.ts.
import { commonFailures } from "./failures/common.ts";
import { lineFailures } from "./failures/line.ts";
import { operatingFailures } from "./failures/operating.ts";
import { peopleFailures } from "./failures/people.ts";
import { practiceFailures } from "./failures/practice.ts";
import { rehearsalFailures } from "./failures/rehearsals.ts";
import { saleFailures } from "./failures/sale.ts";
import type { FailureWords } from "./failures/words.ts";
import type { Fault } from "./faults.ts";
import type { Language } from "./http/words.ts";

export const FAILURES = {
  ...commonFailures,
  ...peopleFailures,
  ...lineFailures,
  ...saleFailures,
  ...rehearsalFailures,
  ...practiceFailures,
  ...operatingFailures,
} as const;
export type FailureCode = keyof typeof FAILURES;

export const isFailureCode = (code: string | null): code is FailureCode =>
  code !== null && Object.hasOwn(FAILURES, code);

export const failureWords = (code: FailureCode, language: Language): FailureWords => FAILURES[code][language];

/** A refusal as it travels from a rule or a route to the answer. `extra` is public: seats, times, the other show. */
export type Failure = {
  readonly code: FailureCode;
  readonly extra?: Readonly<Record<string, unknown>> & { readonly errors?: readonly Fault[] };
  readonly retry_after_s?: number;
};
