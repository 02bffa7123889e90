// An answer as it leaves the object. Its type is spelt out in plain data: the platform's types turn a whole answer into
// `never` where one of its fields is unknown.
import type { Result } from "../../domain/result.ts";
import type { FailureCode } from "../../schema/failures.ts";
import type { Answer } from "./engine.ts";

type Plain = string | number | boolean | null;
type Extra = Plain | readonly Plain[] | readonly { readonly [field: string]: Plain }[];
export type RpcFailure = { readonly code: FailureCode; readonly extra?: { readonly [field: string]: Extra } };

/** Every answer carries the time it was given at: a page counts its deadlines from that. */
export type Timed<A> = Result<A, RpcFailure> & { readonly now_ms: number };

/** The ledger's refusals carry seats' ids and states, numbers and times alone. */
export const timed = <A>(answer: Answer<A>, now_ms: number): Timed<A> => ({ ...answer, now_ms }) as Timed<A>;
