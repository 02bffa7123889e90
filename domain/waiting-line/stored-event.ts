// How events of a line are read back from their rows: parsed, never cast. A kind or a field that this code does not know
// stops the load, because whatever it would be taken for is wrong (D82).
import * as z from "zod/mini";
import type { LineEvent } from "./events.ts";

const ms = z.int();
const count = z.int().check(z.minimum(0));
const position = z.int();
const nullableMs = z.nullable(ms);

const window = z.strictObject({
  lobby_opens_at_ms: nullableMs,
  vip_opens_at_ms: nullableMs,
  opens_at_ms: ms,
  closes_at_ms: ms,
});
const settings = z.strictObject({
  room_capacity: count,
  batch_size: count,
  step_ms: ms,
  claim_ms: ms,
  pass_ms: ms,
  waiting_per_seat_max: z.nullable(z.number()),
});
const counts = z.strictObject({
  showtime_id: z.string(),
  ledger: z.string(),
  version: z.int(),
  on_sale: z.boolean(),
  available: count,
  held: count,
  paying: count,
});
const chain = z.strictObject({
  name: z.string(),
  chain_hash: z.string(),
  public_key: z.string(),
  scheme: z.string(),
  period_ms: ms,
  genesis_at_ms: ms,
});
const k = <K extends LineEvent["kind"]>(kind: K) => z.literal(kind);

const storedLineEvent = z.discriminatedUnion("kind", [
  z.strictObject({ kind: k("created"), at_ms: ms, show_id: z.string(), window, settings }),
  z.strictObject({
    kind: k("joined"),
    at_ms: ms,
    from: position,
    count,
    presale: z.boolean(),
    arrival: z.optional(z.int()),
  }),
  z.strictObject({ kind: k("left"), at_ms: ms, position, draining: z.boolean() }),
  z.strictObject({ kind: k("admitted"), at_ms: ms, from: position, to: position, count }),
  z.strictObject({ kind: k("claimed"), at_ms: ms, position, by: z.enum(["tap", "focus", "hold"]) }),
  z.strictObject({ kind: k("prolonged"), at_ms: ms, position }),
  z.strictObject({
    kind: k("tracked"),
    at_ms: ms,
    position,
    phase: z.enum(["hold", "order", "paying"]),
    until_ms: ms,
    claim_id: z.optional(z.string()),
  }),
  z.strictObject({ kind: k("unpaid"), at_ms: ms, position, claim_id: z.string() }),
  z.strictObject({
    kind: k("expired"),
    at_ms: ms,
    position,
    what: z.enum(["claim", "pass"]),
    draining: z.optional(z.boolean()),
  }),
  z.strictObject({ kind: k("finished"), at_ms: ms, position, draining: z.boolean() }),
  z.strictObject({ kind: k("removed"), at_ms: ms, position, reason: z.string(), draining: z.boolean() }),
  z.strictObject({ kind: k("restored"), at_ms: ms, position, reason: z.string(), called: z.boolean() }),
  z.strictObject({ kind: k("released"), at_ms: ms, position }),
  z.strictObject({ kind: k("doubted"), at_ms: ms }),
  z.strictObject({ kind: k("resized"), at_ms: ms, settings }),
  z.strictObject({ kind: k("rescheduled"), at_ms: ms, window }),
  z.strictObject({ kind: k("paused"), at_ms: ms }),
  z.strictObject({ kind: k("resumed"), at_ms: ms }),
  z.strictObject({ kind: k("ticked"), at_ms: ms }),
  z.strictObject({ kind: k("ended"), at_ms: ms }),
  z.strictObject({ kind: k("cancelled"), at_ms: ms }),
  z.strictObject({ kind: k("counted"), at_ms: ms, counts, flip: z.nullable(z.enum(["sold_out", "on_sale"])) }),
  z.strictObject({
    kind: k("announced"),
    at_ms: ms,
    plan: z.nullable(z.strictObject({ lobby_closes_at_ms: ms, chain })),
  }),
  z.strictObject({ kind: k("frozen"), at_ms: ms, entrants: count, root: z.string() }),
  z.strictObject({ kind: k("postponed"), at_ms: ms, round: z.int() }),
  z.strictObject({ kind: k("drawn"), at_ms: ms, round: z.int(), signature: z.string() }),
  z.strictObject({
    kind: k("fell_back"),
    at_ms: ms,
    round: z.int(),
    reason: z.enum(["no_signature", "frozen_late"]),
  }),
]);

/** An event without a schema could be written and never read: then this is `never`, and nothing compiles. */
type Forgotten = Exclude<LineEvent["kind"], z.infer<typeof storedLineEvent>["kind"]>;

export const readLineEvent = (text: string): [Forgotten] extends [never] ? LineEvent : never =>
  z.parse(storedLineEvent, JSON.parse(text)) as LineEvent;
