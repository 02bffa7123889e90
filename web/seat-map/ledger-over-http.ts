// The ledger over the network: the calls that every island makes, and one road that changes come by; cookies carry session
// and pass.
import type { CallApi, CallRefusal, CallResult } from "../api-client.ts";
import { openRoad } from "../road.ts";
import { type Answer, type LedgerClient, noAnswer, type Refusal } from "./ledger-client.ts";
import { readHold, readLayout, readRefusal, readSnapshot } from "./wire.ts";

/** Cut off or timed out, nothing is known, so the same may be asked again. */
const refusalOf = ({ code, problem, status }: CallRefusal): Refusal =>
  code === "unreachable" ? noAnswer : readRefusal(problem, status);

const answerOf = <T>(result: CallResult<T>): Answer<T> =>
  result.ok ? { ok: true, value: result.value } : { ok: false, refusal: refusalOf(result.failure) };

export function ledgerOverHttp(call: CallApi, showtime_id: string): LedgerClient {
  const base = `/v1/api/showtimes/${encodeURIComponent(showtime_id)}`;
  return {
    layout: async () => answerOf(await call(`${base}/layout`, { read: (value) => readLayout(value) ?? undefined })),
    snapshot: async () => answerOf(await call(`${base}/seats`, { read: (value) => readSnapshot(value) ?? undefined })),
    listen: (ear) => openRoad(`${base}/live`, ear),
    hold: async (body, idempotency_key) =>
      answerOf(
        await call(`${base}/holds`, {
          method: "POST",
          body,
          idempotency_key,
          read: (value) => readHold(value) ?? undefined,
        }),
      ),
    release: async (hold_id) =>
      answerOf(await call(`/v1/api/holds/${encodeURIComponent(hold_id)}`, { method: "DELETE", read: () => null })),
  };
}
