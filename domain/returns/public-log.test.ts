// The public log of a list, where a whole stadium comes back in one moment.
import { expect, it } from "vitest";
import { compileMap } from "../seat-ledger/seat-map.ts";
import { createState } from "../seat-ledger/state.ts";
import { configOf, hall } from "../seat-ledger/testing/halls.ts";
import { beginningOfList, linkedToList } from "./public-entry.ts";
import { type ListLog, writeSeats } from "./public-log.ts";
import { gatherMs } from "./terms.ts";

/** Three bytes a letter at worst, and a row holds 2 MB. */
const ROW_CHARS = 600_000;

it("RT11: fifty thousand seats that come back or go at once are told in entries that fit their rows, and chained as ever", () => {
  const state = createState(compileMap(hall(125, 400)), configOf());
  const hash = beginningOfList(state.config.showtime_id);
  const terms = { gather_ms: gatherMs(state.config), suspended: false };
  const log: ListLog = { head: { key: "", seq: 0, hash, ...terms, seats: [] }, entries: [] };
  for (let place = 0; place < 50_000; place++) state.returns.pool.set(place, 1_800_000_000_000);
  state.returns.takers = 1;
  state.returns.changed = true;
  writeSeats(log, state, 1_800_000_001_000);
  state.returns.pool.clear();
  writeSeats(log, state, 1_800_000_002_000);
  let before = hash;
  for (const { seq, hash: own, ...facts } of log.entries) {
    expect(JSON.stringify({ seq, ...facts, hash: own }).length).toBeLessThan(ROW_CHARS);
    expect(linkedToList(before, seq, facts)).toBe(own);
    before = own;
  }
  const told = (kind: string) => log.entries.filter((entry) => entry.kind === kind);
  expect(told("back").flatMap(({ seats = [] }) => seats.map(({ place }) => place))).toEqual([...Array(50_000).keys()]);
  expect(told("gone").flatMap(({ places = [] }) => places)).toEqual([...Array(50_000).keys()]);
  expect(log.head?.seats).toEqual([]);
});
