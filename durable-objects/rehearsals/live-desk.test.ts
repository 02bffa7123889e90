// A live rehearsal as it is followed: until its crowd has gone home, through a copy that is gone, and to verdicts that tell
// a broken sale from a sound one.

import { describe, expect, it } from "vitest";
import { expectedLevel } from "../../domain/crowd/levels.ts";
import { codeOfPractice, PRACTICE_ID_BYTES, practiceId } from "../../domain/crowd/names.ts";
import { newPlay } from "../../domain/crowd/play.ts";
import { copyOrder } from "../../domain/rehearsal/copy-order.ts";
import { ledgerFigures } from "../../domain/seat-ledger/figures.ts";
import { counts } from "../../domain/seat-ledger/status.ts";
import { configOf, smallHouse } from "../../domain/seat-ledger/testing/halls.ts";
import { NodeSql } from "../../domain/testing/node-sql.ts";
import type { JournalEntry } from "../../domain/verify-sale/replay.ts";
import { lineFigures } from "../../domain/waiting-line/figures.ts";
import { newLineState, SETTINGS_DEFAULT } from "../../domain/waiting-line/state.ts";
import type { AuditEntry } from "../../schema/audit-acts.ts";
import { reportOf } from "../crowd/views.ts";
import { TestLedger, value } from "../seat-ledger/testing/test-ledger.ts";
import { RehearsalDesk } from "./desk.ts";
import { type CopyPorts, LiveDesk } from "./live-desk.ts";
import { type Kept, RehearsalStore } from "./store.ts";

const CROWD = { fans: 2, arrive_within_ms: 1_000, no_show: 0, decide_ms: 1_000, decline: 0, seed: 1 };
const COPY = practiceId(new Uint8Array(PRACTICE_ID_BYTES).fill(7));
const ROAD = { sockets: 0, opened: 0, errors: {}, map_age_ms: null, relays: 0 };

function scene(change: (entries: readonly JournalEntry[]) => readonly JournalEntry[] = (all) => all) {
  const ledger = new TestLedger(smallHouse());
  const now_ms = ledger.now_ms;
  const { prices_krw, limits } = configOf();
  const about = { id: COPY, title: { ko: "달", en: "Moon" }, layout: smallHouse(), prices_krw, limits };
  const order = copyOrder({ ...about, settings: SETTINGS_DEFAULT, crowd: CROWD, now_ms });
  const { layout, for_sale: _, ...rest } = order;
  const play = newPlay({ ...rest, layout_version: layout.layout_version, places_by_grade: {} }, now_ms);
  let gone = false;
  const ended: string[] = [];
  const copy: CopyPorts = {
    crowd: async () => (gone ? null : reportOf(play)),
    layout: async () => smallHouse(),
    linePart: async () => ({ ...lineFigures(newLineState(), now_ms), road: ROAD }),
    ledgerPart: async () => ({ ...ledgerFigures(ledger.state), road: ROAD }),
    counts: async () => counts(ledger.state),
    journal: async (_code, { from_seq, limit }) => change(ledger.store.journal(from_seq, limit)),
    log: async () => [],
    checkpoints: async () => [],
    end: async (code) => void ended.push(code),
  };
  const store = new RehearsalStore(new NodeSql());
  const desk = new RehearsalDesk(store);
  const plays = {
    seats: { R: 10 },
    prices_krw,
    settings: { ...SETTINGS_DEFAULT, waiting_per_seat_max: null },
    limits,
    relays: 0,
    rounds: { played: 1, of: 1 },
    admission: "fifo" as const,
  };
  desk.start({ id: "reh_1", kind: "live", asked: CROWD, plays, copy: COPY }, { now_ms, line: LINE });
  const live = new LiveDesk({ store, desk, copy });
  const turn = (at_ms: number) => live.turn(desk.running() as Kept, at_ms);
  const bought = (): void => {
    for (const bot of play.crowd.bots) Object.assign(bot, { phase: "bought", at_ms: null });
  };
  return { ledger, play, desk, turn, ended, bought, now_ms, part: () => (gone = true) };
}

const LINE: AuditEntry = {
  id: "aud_1",
  at_ms: 0,
  actor_id: "usr_1",
  action: "rehearsal.start",
  subject_kind: "show",
  subject_id: "show_1",
  details: {},
  request_id: "req_1",
};

/** The same seats once more, for a hold of somebody else. */
function heldAgain(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  const all = entries.flatMap((entry) =>
    entry.event.kind === "held"
      ? [entry, { ...entry, event: { ...entry.event, hold: { ...entry.event.hold, id: "h_other", fan_id: "bob" } } }]
      : [entry],
  );
  return all.map((entry, at) => ({ ...entry, seq: at + 1 }));
}

describe("a live rehearsal is followed", () => {
  it("RH8: it goes on while somebody of its crowd is under way, then the copy is verified and thrown away", async () => {
    const { ledger, play, desk, turn, ended, bought, now_ms } = scene();
    expect(await turn(now_ms + 1_000)).toBe(now_ms + 2_000);
    Object.assign(play.crowd.bots[0] ?? {}, { phase: "gone" });
    await turn(now_ms + 2_000);
    expect(desk.read("reh_1")).toMatchObject({ status: "RUNNING", progress: 0.5, live: null });
    const [seat = ""] = ledger.state.map.ids;
    ledger.buy("ann", [seat]);
    bought();
    expect(await turn(now_ms + 3_000)).toBeNull();
    const seen = desk.read("reh_1");
    expect(seen).toMatchObject({ status: "DONE", progress: 1, report: null });
    expect(seen?.live).toMatchObject({
      figures: { sold: 1 },
      bots: { bought: 2, gone: 0, under_way: 0 },
      sale: { sound: true, oversold: 0, orders: 1, confirmed: 1, differences: [] },
    });
    expect(ended).toEqual([codeOfPractice(COPY)]);
  });

  it("RH8: one whose hour is over is told as it stands; one whose copy is gone is given up after a minute", async () => {
    const hour = scene();
    expect(await hour.turn(hour.play.order.ends_at_ms - 60_001)).not.toBeNull();
    expect(await hour.turn(hour.play.order.ends_at_ms - 60_000)).toBeNull();
    expect(hour.desk.read("reh_1")?.live?.bots).toEqual({ bought: 0, gone: 0, under_way: 2 });
    const lost = scene();
    lost.part();
    expect(await lost.turn(lost.now_ms + 59_999)).not.toBeNull();
    expect(await lost.turn(lost.now_ms + 60_000)).toBeNull();
    expect(lost.desk.read("reh_1")).toMatchObject({ status: "FAILED", live: null });
  });

  it("RH8: a seat that was taken twice, and money that the stand-in never took, are told (control)", async () => {
    const twice = scene(heldAgain);
    const [seat = ""] = twice.ledger.state.map.ids;
    twice.ledger.buy("ann", [seat]);
    twice.bought();
    await twice.turn(twice.now_ms + 3_000);
    expect(twice.desk.read("reh_1")?.live?.sale).toMatchObject({ sound: false, oversold: 1 });
    const unpaid = scene();
    const order = value(unpaid.ledger.order("eve", value(unpaid.ledger.holdSeats("eve", [seat])).id));
    const { request_id } = value(unpaid.ledger.pay("eve", order.id));
    unpaid.ledger.captured(request_id, order.total_krw - 1);
    unpaid.bought();
    await unpaid.turn(unpaid.now_ms + 3_000);
    const money = unpaid.desk.read("reh_1")?.live?.sale.checks.find(({ name }) => name === "money");
    expect(money?.differences).toBeGreaterThan(0);
  });

  it("RH7: the copy is named as a practice, sells all of the hall, and opens within the crowd's hour", () => {
    const { play, now_ms } = scene();
    const { order } = play;
    expect(order.config).toMatchObject({ code: codeOfPractice(COPY), show_id: `practice_${codeOfPractice(COPY)}` });
    expect(order.level).toEqual(expectedLevel(CROWD));
    expect(order.window.opens_at_ms).toBeGreaterThan(now_ms);
    expect(order.ends_at_ms).toBeLessThanOrEqual(now_ms + 3_600_000);
  });
});
