// Letting people in: one by one while there is a network, and afterwards what a door did without.
import { agreedTime, HEARD_AFTER_END_MS, scanName } from "../../../domain/door/scan.ts";
import type { CheckIn, PlacedScan, ToldScan } from "../../../durable-objects/seat-ledger/door.ts";
import { checkInAnswer, checkInInput, scanBatchAnswer, scanBatchInput } from "../../../schema/http/doors.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { Refusal } from "../../kit/failures.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { ledgerOf } from "../../kit/objects.ts";
import { recognise } from "../codes.ts";
import { doorkeeper } from "../doorkeeper.ts";

const NO_STORE = { "cache-control": "no-store" };

export const checkInRoutes: readonly Route[] = [
  route(
    {
      method: "POST",
      path: "/v1/api/checkins",
      tag: "Doors",
      summary: "Check a ticket in, or out; by a door's link or as the organiser",
      access: "door",
      // A hall's doors stand behind one address, and everybody comes within half an hour.
      unbraked: true,
      body: checkInInput,
      answers: { 201: checkInAnswer },
      refusals: [
        "malformed",
        "invalid",
        "unsupported_type",
        "code_invalid",
        "code_void",
        "wrong_showtime",
        "wrong_door",
        "already_entered",
      ],
    },
    async (c, { body }) => {
      const keeper = await doorkeeper(c, { ended: "refused" });
      const found = await recognise(c, keeper, body);
      if (!found.ok) throw new Refusal(found.why);
      const { place } = keeper;
      const answer = await ledgerOf(c.env, found.code).checkIn({
        nonce: scanName(body.device_id, body.nonce),
        device_id: body.device_id,
        ...found.ticket,
        generation: found.generation,
        direction: body.direction ?? "in",
        place,
      });
      return c.json(letIn(answer), 201, NO_STORE);
    },
  ),

  route(
    {
      method: "POST",
      path: "/v1/api/checkins/batch",
      tag: "Doors",
      summary: "Tell what a door did while it had no network; heard until two days after its link ended",
      access: "door",
      unbraked: true,
      body: scanBatchInput,
      body_bytes_max: LIMITS.scan_batch_bytes,
      answers: { 200: scanBatchAnswer },
      refusals: ["malformed", "invalid", "unsupported_type", "too_large"],
    },
    async (c, { body }) => {
      const keeper = await doorkeeper(c, { ended: "heard" });
      const now_ms = c.get("now_ms");
      const results = new Map<string, PlacedScan>();
      const by_ledger = new Map<string, ToldScan[]>();
      for (const item of body.items) {
        const at_ms = agreedTime(item.scanned_at_ms, { clock_ms: body.clock_ms, now_ms });
        const nonce = scanName(body.device_id, item.nonce);
        const found = await recognise(c, keeper, item);
        // Whoever keeps a link after it ended lets nobody in by it, and is not heard for ever by a clock of their own.
        if (!found.ok || at_ms >= keeper.ends_at_ms || now_ms >= keeper.ends_at_ms + HEARD_AFTER_END_MS) {
          const result = found.ok ? "void" : found.why === "code_invalid" ? "invalid" : "wrong_showtime";
          results.set(item.nonce, { nonce: item.nonce, ticket_id: null, result, first: null });
          continue;
        }
        const { ticket, generation } = found;
        const undoes = item.undoes === undefined ? null : scanName(body.device_id, item.undoes);
        const { shown } = item;
        const direction = shown === "left" ? "out" : (item.direction ?? "in");
        const told = { nonce, ...ticket, generation, at_ms, shown, direction, undoes };
        by_ledger.set(found.code, [...(by_ledger.get(found.code) ?? []), told]);
      }
      const prefix = scanName(body.device_id, "");
      for (const [code, items] of by_ledger) {
        const placed = await ledgerOf(c.env, code).recordScans({
          device_id: body.device_id,
          place: keeper.place,
          items,
        });
        for (const one of placed) results.set(one.nonce.slice(prefix.length), one);
      }
      const items = body.items.flatMap(({ nonce }) => {
        const placed = results.get(nonce);
        if (placed === undefined) return [];
        return [{ nonce, result: placed.result, ...(placed.first === null ? {} : { first: placed.first }) }];
      });
      return c.json({ items, now_ms }, 200, NO_STORE);
    },
  ),
];

/** Throws with why somebody is not let in. */
function letIn({ shown, ticket, at_ms, door, first }: CheckIn) {
  if (ticket === null || shown === "void") throw new Refusal("code_void", first === null ? undefined : { first });
  const { section, row, label, grade, ticket_id } = ticket;
  const seat = { ticket_id, section, row, label, grade };
  if (shown === "wrong_door") throw new Refusal("wrong_door", seat);
  if (shown === "already_entered") throw new Refusal("already_entered", { first, ...seat });
  // Of a scan that is told again with another wish: as it was.
  return { ...seat, entered_at_ms: at_ms, door, direction: shown === "left" ? "out" : "in" };
}
