// The audit log's line of a privileged act on a ledger, made of the act's own event: whoever has the one has the other (SL35).
import type { AuditAct, AuditEntry } from "../../schema/audit-acts.ts";
import type { AskedBy, LedgerEvent } from "./events.ts";
import { placeId } from "./seat-map.ts";
import type { LedgerState } from "./state.ts";

type Act = Pick<AuditEntry, "action" | "subject_kind" | "subject_id" | "details">;

/** Null for whatever nobody asked for by right of a role. Called with the state that the event made. */
export function auditEntryOf(state: LedgerState, event: LedgerEvent): AuditEntry | null {
  const asked_by = "asked_by" in event ? event.asked_by : undefined;
  const act = asked_by === undefined ? null : actOf(state, event);
  return asked_by === undefined || act === null ? null : { ...by(asked_by), at_ms: event.at_ms, ...act };
}

const by = ({ audit_id, actor_id, request_id }: AskedBy) => ({ id: audit_id, actor_id, request_id });

function actOf(state: LedgerState, event: LedgerEvent): Act | null {
  switch (event.kind) {
    case "blocked":
    case "unblocked":
      return blocking(state, event.kind === "blocked" ? "seats.block" : "seats.unblock", event.places);
    case "order_ended":
      return refunding(event.order_id, { reason: event.asked_by?.reason ?? "", refund_krw: 0 });
    case "refund_requested": {
      const lines = state.orders.get(event.order_id)?.lines ?? [];
      const places = event.refund.lines.flatMap((index) => lines[index]?.place ?? []);
      const { reason, amount_krw } = event.refund;
      return refunding(event.order_id, { reason, seats: idsOf(state, places), refund_krw: amount_krw });
    }
    default:
      return null;
  }
}

const idsOf = (state: LedgerState, places: readonly number[]): string[] =>
  places.map((place) => placeId(state.map, place));

const blocking = (state: LedgerState, action: AuditAct, places: readonly number[]): Act => ({
  action,
  subject_kind: "showtime",
  subject_id: state.config.showtime_id,
  details: { seats: idsOf(state, places) },
});

const refunding = (order_id: string, details: AuditEntry["details"]): Act => ({
  action: "purchase.refund",
  subject_kind: "booking",
  subject_id: order_id,
  details,
});
