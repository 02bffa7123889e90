// Packs of evidence: a piece of a real log stands for itself, people are numbers, limits are counted as the ledger counts.
import { expect, it } from "vitest";
import { extractOf, holds } from "../domain/evidence/extract.ts";
import { LimitWatch } from "../domain/evidence/limits.ts";
import { Pseudonyms } from "../domain/evidence/pseudonyms.ts";
import type { LogEntry } from "../domain/log/entry.ts";
import { compileMap } from "../domain/seat-ledger/seat-map.ts";
import { smallHouse } from "../domain/seat-ledger/testing/halls.ts";
import { SaleReplay } from "../domain/verify-sale/replay.ts";
import { TestLedger, value } from "./seat-ledger/testing/test-ledger.ts";
import { joinAll, lineBench, SHOW } from "./waiting-line/testing/line-bench.ts";

function aLog() {
  const { engine, clock } = lineBench({ room_capacity: 3, batch_size: 2, step_ms: 1_000 });
  joinAll(engine, ..."abcde");
  clock.now_ms += 2_500;
  engine.sweep();
  const head = engine.checkpoint();
  joinAll(engine, "f", "g");
  const entries = engine.logPage(1, 1_000).map((text): LogEntry => JSON.parse(text));
  return { entries, heads: head === null ? [] : [head] };
}

it("O5: a piece of the log holds by itself up to a signed head, and bent anywhere it does not", () => {
  const { entries, heads } = aLog();
  const piece = extractOf(entries, heads, { show_id: SHOW, from_seq: 2, to_seq: 2 });
  if (piece === null) throw new Error("no piece");
  expect(piece.entries[0]?.kind).toBe("join");
  expect(piece.checkpoint?.seq).toBe(piece.entries.at(-1)?.seq);
  expect(holds(piece)).toBe(true);
  expect(holds({ ...piece, previous: entries[2]?.hash ?? "" })).toBe(false);
  piece.entries.forEach((entry, i) => {
    const bent = piece.entries.with(i, { ...entry, at_ms: entry.at_ms + 1_000 });
    expect(holds({ ...piece, entries: bent })).toBe(false);
  });
  expect(holds({ ...piece, entries: piece.entries.slice(0, -1) })).toBe(false);
});

it("O5: the whole log begins at nothing, without a later head it ends where it ends, and past its end there is none", () => {
  const { entries, heads } = aLog();
  const last = entries.length;
  const whole = extractOf(entries, heads, { show_id: SHOW, from_seq: 1, to_seq: last });
  expect(whole?.checkpoint).toBeNull();
  expect(whole !== null && holds(whole)).toBe(true);
  expect(extractOf(entries, heads, { show_id: SHOW, from_seq: 1, to_seq: last + 1 })).toBeNull();
  expect(extractOf(entries, heads, { show_id: SHOW, from_seq: 3, to_seq: 2 })).toBeNull();
});

it("O5: people are numbers, the same one for the same person, and nothing that tells who they are is left", () => {
  const names = new Pseudonyms();
  const told = {
    fan_id: "usr_1",
    order: { fan_id: "usr_2", lines: [{ fan_id: "usr_1" }] },
    buyer: { email: "a@b.kr", name: "A" },
  };
  expect(names.hide(told)).toEqual({
    fan_id: "person-0001",
    order: { fan_id: "person-0002", lines: [{ fan_id: "person-0001" }] },
    buyer: {},
  });
  expect(names.size).toBe(2);
  // An account's id is hidden under any name, and in the middle of a text; who holds a seat is the same person everywhere.
  expect(
    names.hide({ anything: "usr_1", note: "seen by usr_3-x", holder_id: "usr_2", payment_key: "k", list: ["usr_2"] }),
  ).toEqual({
    anything: "person-0001",
    note: "seen by person-0003",
    holder_id: "person-0002",
    list: ["person-0002"],
  });
});

it("O5: who stood at the limit is counted as the ledger itself counts, also after it came back", () => {
  const ledger = new TestLedger(smallHouse());
  const limit = ledger.state.config.limits.seats_per_fan;
  const seats = ledger.state.map.ids.slice(0, limit);
  const full = ledger.buy("ann", seats);
  value(ledger.refund(full.order_id, { seats: seats.slice(0, 1) }));
  ledger.buy("bob", [ledger.state.map.ids[limit] ?? ""]);
  const replay = new SaleReplay(new Map([[ledger.state.map.layout_version, compileMap(smallHouse())]]));
  const watch = new LimitWatch();
  for (const entry of ledger.store.journal(1, 1_000)) {
    replay.feed(entry);
    if (replay.state !== null) watch.see(replay.state, entry.event);
  }
  expect(watch.hit(limit)).toEqual({
    seats_per_fan: limit,
    fans: 2,
    most_seats: { [limit]: 1, 1: 1 },
    at_limit: ["ann"],
    above_limit: [],
  });
});
