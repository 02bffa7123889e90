// What every rule answers: the events that follow and the answer to give, or one refusal.
import type { Failure, FailureCode } from "../../schema/failures.ts";
import { ok, type Refused, type Result, refused } from "../result.ts";
import type { LedgerEvent } from "./events.ts";

export type Decision<A> = { readonly events: readonly LedgerEvent[]; readonly answer: A };
export type Decided<A> = Result<Decision<A>, Failure>;

export const decided = <A>(events: readonly LedgerEvent[], answer: A): Decided<A> => ok({ events, answer });

export const refuse = (code: FailureCode, extra?: Failure["extra"]): Refused<Failure> =>
  refused(extra === undefined ? { code } : { code, extra });
