// How a ledger's answers leave the edge: the value with the time it was given at, or the refusal by its code.
import type { RpcFailure, Timed } from "../../durable-objects/seat-ledger/rpc.ts";
import { Refusal } from "../kit/failures.ts";

type Refused = { readonly failure: RpcFailure; readonly now_ms: number };

export function refuseLedger({ failure, now_ms }: Refused): never {
  throw new Refusal(failure.code, { ...failure.extra, now_ms });
}

export function answered<A extends object>(answer: Timed<A>): A & { now_ms: number } {
  if (!answer.ok) return refuseLedger(answer);
  return { ...answer.value, now_ms: answer.now_ms };
}
