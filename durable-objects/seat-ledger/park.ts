// A ticket the record will never take, because another live ticket stands there for its seat, is refunded (D50).
import * as z from "zod/mini";
import { decideRefund } from "../../domain/seat-ledger/decide-refund.ts";
import { RECORD_CONFLICT } from "../../domain/seat-ledger/refund-events.ts";
import type { Task } from "./engine.ts";
import type { Parked } from "./store.ts";

const recorded = z.object({ id: z.string() });

export const parkTasks = (rows: readonly (Parked & { readonly body: unknown })[]): Task<unknown>[] =>
  rows.flatMap(({ destination, body }) => {
    const order = destination === "record" ? z.safeParse(recorded, body) : undefined;
    if (!order?.success) return [];
    const order_id = order.data.id;
    const wish = { by: "system", fan_id: null, reason: RECORD_CONFLICT, seats: null, used_tickets: [] } as const;
    return [{ decide: (state, now_ms) => decideRefund(state, { order_id, ...wish }, now_ms) }];
  });
