// A lobby that is drawn, from the announcement to the places, as the object drives it.
import { describe, expect, it } from "vitest";
import { roundTime } from "../../domain/draw/chain.ts";
import { chainHash, genesisHash, type LogEntry } from "../../domain/log/entry.ts";
import { checkReceipt, type Receipt } from "../../domain/log/receipt.ts";
import { verifyLog, withDrawSigned } from "../../domain/log/verify.ts";
import { ok } from "../../domain/result.ts";
import { LOCAL_CHAIN, signRound } from "../../domain/testing/local-chain.ts";
import { Crash } from "../../domain/testing/node-sql.ts";
import { decideLeave, decideRemove } from "../../domain/waiting-line/decide-room.ts";
import { decideSettings, decideStatus } from "../../domain/waiting-line/decide-sale.ts";
import { Audience } from "./audience.ts";
import type { Ear } from "./ear.ts";
import { joinAll, type LineBench, lineBench, OPENS_AT_MS, SHOW } from "./testing/line-bench.ts";
import { checkLaws, newMemory, portrait, wholeLog } from "./testing/line-laws.ts";

const LOBBY_CLOSES = OPENS_AT_MS - 30_000;
const PLAN = { lobby_closes_at_ms: LOBBY_CLOSES, chain: LOCAL_CHAIN };
const GATHERING = LOBBY_CLOSES - 60_000;
const FANS = Array.from({ length: 9 }, (_, i) => `fan_${i + 1}`);

const lobby = (now_ms = GATHERING): LineBench => lineBench({ room_capacity: 3 }, {}, now_ms, PLAN);
const viewOf = ({ engine }: LineBench, fan: string) => engine.view(engine.find(fan), engine.now());
const drawOf = ({ engine }: LineBench) => engine.view(0, engine.now()).draw;
const roundOf = (bench: LineBench): number => bench.engine.state.draw?.round ?? 0;
const at = (bench: LineBench, now_ms: number): LineBench => {
  bench.clock.now_ms = now_ms;
  bench.engine.sweep();
  return bench;
};
const bring = (bench: LineBench, round = roundOf(bench)): void =>
  bench.engine.bringRound({ round, signature: signRound(round) });
const leave = ({ engine }: LineBench, fan: string) =>
  engine.run((state, at_ms) => decideLeave(state, engine.find(fan), at_ms));
const receiptOf = ({ engine }: LineBench, fan: string): Receipt => {
  const receipt = engine.receipt(fan, engine.find(fan));
  if (!receipt.ok) throw new Error(`${fan} has no receipt`);
  return receipt.value;
};
const kindsOf = (bench: LineBench): string[] => wholeLog(bench.engine).map(({ kind }) => kind);
const verdictOf = (bench: LineBench, receipts: Receipt[] = []) =>
  withDrawSigned(verifyLog(SHOW, wholeLog(bench.engine), { receipts, checkpoints: bench.engine.checkpoints(10) }));

/** Gathered, two gone, frozen; one gone since, two more behind it. */
function frozen(): LineBench {
  const bench = lobby();
  joinAll(bench.engine, ...FANS.slice(0, 4));
  joinAll(bench.engine, ...FANS.slice(4));
  leave(bench, "fan_2");
  bench.engine.run((state, at_ms) =>
    decideRemove(state, { position: bench.engine.find("fan_5"), reason: "bot" }, at_ms),
  );
  at(bench, LOBBY_CLOSES);
  leave(bench, "fan_7");
  joinAll(bench.engine, "late_1", "late_2", "fan_2");
  return bench;
}

function drawn(): LineBench {
  const bench = frozen();
  at(bench, roundTime(LOCAL_CHAIN, roundOf(bench)));
  bring(bench);
  return bench;
}

describe("the draw", () => {
  it("L44 in the lobby nobody has a place, and being early changes nothing that is told", () => {
    const bench = lobby();
    const { positions } = bench.engine.join({ fans: FANS });
    expect([...positions]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (const fan of FANS) {
      expect(viewOf(bench, fan)).toMatchObject({
        state: "LOBBY",
        position: null,
        ahead: null,
        behind: null,
        eta: null,
      });
    }
    expect(viewOf(bench, "fan_1")).toMatchObject({ total_waiting: 9, draw: { state: "GATHERING", entrants: null } });
    expect(receiptOf(bench, "fan_3")).toMatchObject({ position: null, arrival: 3 });
    expect(receiptOf(bench, "fan_3")).not.toHaveProperty("place");
  });

  it("L45 the list is frozen when the lobby closes, without those who went, and signed before its round", () => {
    const bench = lobby();
    joinAll(bench.engine, ...FANS);
    leave(bench, "fan_2");
    at(bench, LOBBY_CLOSES - 1);
    expect(drawOf(bench)).toMatchObject({ state: "GATHERING", round: roundOf(bench) });
    at(bench, LOBBY_CLOSES);
    expect(drawOf(bench)).toMatchObject({ state: "FROZEN", entrants: 8 });
    const freeze = wholeLog(bench.engine).at(-1);
    expect(freeze).toMatchObject({ kind: "freeze", draw_number: 1, entrants: 8, round: roundOf(bench) });
    const kept = bench.engine.checkpoints(10)[0];
    expect(kept?.draw).toEqual({ draw_number: 1, round: roundOf(bench), entrants: 8, root: freeze?.root });
    expect(bench.engine.now()).toBeLessThan(roundTime(LOCAL_CHAIN, roundOf(bench)));
  });

  it("L45 who comes after the closing stands behind all entrants, by arrival, and is told so at once", () => {
    const bench = frozen();
    expect(viewOf(bench, "late_1")).toMatchObject({ position: 8, ahead: 6 });
    expect(viewOf(bench, "late_2")).toMatchObject({ position: 9, ahead: 7 });
    // Who left the lobby is no entrant, and coming back stands where they came back.
    expect(viewOf(bench, "fan_2")).toMatchObject({ position: 10, ahead: 8 });
    expect(viewOf(bench, "fan_1")).toMatchObject({ state: "LOBBY", position: null });
    expect(viewOf(bench, "fan_5")).toMatchObject({ state: "REFUSED", reason: "removed", position: null });
    expect(bench.engine.join({ fans: ["fan_5"] }).refusals.get(0)).toEqual({ code: "removed" });
    const joins = wholeLog(bench.engine).filter(({ kind }) => kind === "join");
    expect(joins.map(({ from, to }) => [from, to])).toEqual([
      [1, 4],
      [5, 9],
      [10, 12],
    ]);
  });

  it("L46 the round gives every entrant a place; receipts say lobby number and place; the log proves it", async () => {
    const bench = drawn();
    const entrants = ["fan_1", "fan_3", "fan_4", "fan_6", "fan_7", "fan_8", "fan_9"];
    const places = entrants.map((fan) => receiptOf(bench, fan).place);
    expect([...places].sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(places).not.toEqual([1, 2, 3, 4, 5, 6, 7]);
    for (const [i, fan] of entrants.entries()) {
      const receipt = receiptOf(bench, fan);
      expect(receipt).toMatchObject({ lobby_number: i + 1, position: places[i], place: places[i] });
      expect(checkReceipt(receipt).ok).toBe(true);
      if (fan !== "fan_7") expect(viewOf(bench, fan)).toMatchObject({ state: "LOBBY", position: places[i] });
    }
    // Left after the freezing: still an entrant, and the place is empty.
    expect(viewOf(bench, "fan_7")).toMatchObject({ state: "LEFT" });
    expect(viewOf(bench, "late_1")).toMatchObject({ position: 8, ahead: 6 });
    expect(receiptOf(bench, "late_1")).toMatchObject({ position: 8, arrival: 10 });
    checkPlaces(bench);
    const receipts = [...entrants, "late_2", "fan_2"].map((fan) => receiptOf(bench, fan));
    const verdict = await verdictOf(bench, receipts);
    expect(verdict.faults).toEqual([]);
    expect(verdict).toMatchObject({ receipts_checked: 9, draw: { state: "DRAWN", entrants: 7 } });
  });

  it("L46 fans are let in by place, and the sale that follows proves itself", async () => {
    const bench = drawn();
    at(bench, OPENS_AT_MS);
    const inside = bench.engine.state.room;
    expect([...inside.keys()].length).toBe(3);
    for (const fan of FANS.filter((name) => !["fan_2", "fan_5", "fan_7"].includes(name))) {
      const place = receiptOf(bench, fan).place ?? 0;
      expect(viewOf(bench, fan).state).toBe(inside.has(place) ? "ADMITTED" : "WAITING");
      expect(bench.engine.fansBetween(place, place)).toEqual([fan]);
    }
    expect((await verdictOf(bench)).faults).toEqual([]);
  });

  it("L46 nobody is let in while places are not drawn, also when the sale has opened meanwhile", () => {
    const bench = at(frozen(), OPENS_AT_MS + 5_000);
    expect(bench.engine.state.totals.admitted).toBe(0);
    expect(viewOf(bench, "fan_1")).toMatchObject({ state: "LOBBY", position: null, sale: "OPEN" });
  });

  it("L47 a round that brings nothing in 20 s is given up for the one ten further on, three times, then arrival counts", async () => {
    const bench = frozen();
    const first = roundOf(bench);
    for (let tried = 0; tried < 4; tried++) {
      const out_ms = roundTime(LOCAL_CHAIN, first + 10 * tried);
      at(bench, out_ms + 19_999);
      expect(roundOf(bench)).toBe(first + 10 * tried);
      bring(bench, first + 10 * tried - 10);
      expect(drawOf(bench)).toMatchObject({ state: "FROZEN" });
      expect(bench.engine.nextDeadline()).toBe(out_ms + 20_000);
      at(bench, out_ms + 20_000);
    }
    expect(drawOf(bench)).toMatchObject({ state: "FALLBACK", round: first + 30, entrants: 7 });
    expect(kindsOf(bench).slice(-5, -1)).toEqual(["postpone", "postpone", "postpone", "fallback"]);
    expect(wholeLog(bench.engine).findLast(({ kind }) => kind === "fallback")).toMatchObject({
      reason: "no_signature",
    });
    expect(receiptOf(bench, "fan_3")).toMatchObject({ lobby_number: 2, place: 2 });
    expect(viewOf(bench, "late_1").position).toBe(8);
    const receipts = [receiptOf(bench, "fan_9")];
    expect((await verdictOf(bench, receipts)).faults).toEqual([]);
  });

  it("L47 a later round draws when the first was silent", async () => {
    const bench = frozen();
    at(bench, roundTime(LOCAL_CHAIN, roundOf(bench)) + 20_000);
    bring(bench);
    expect(drawOf(bench)?.state).toBe("DRAWN");
    expect((await verdictOf(bench)).faults).toEqual([]);
  });

  it("L47 a line that slept through its closing is not drawn by a round whose randomness was out already", async () => {
    const bench = lobby();
    joinAll(bench.engine, ...FANS);
    const named = roundOf(bench);
    at(bench, roundTime(LOCAL_CHAIN, named) + 1_000);
    expect(roundOf(bench)).toBe(named + 10);
    bring(bench, named);
    expect(drawOf(bench)?.state).toBe("FROZEN");
    at(bench, roundTime(LOCAL_CHAIN, named + 10));
    bring(bench);
    expect((await verdictOf(bench)).faults).toEqual([]);
    const asleep = lobby();
    joinAll(asleep.engine, ...FANS);
    at(asleep, OPENS_AT_MS + 3_600_000);
    expect(drawOf(asleep)?.state).toBe("FALLBACK");
    expect(wholeLog(asleep.engine).find(({ kind }) => kind === "fallback")).toMatchObject({ reason: "frozen_late" });
    expect((await verdictOf(asleep)).faults).toEqual([]);
  });

  it("L48 a draw is fixed when its lobby opens: not given, not taken, not moved, and not opened over", () => {
    const before = lineBench({}, {}, OPENS_AT_MS - 700_000);
    const change = (bench: LineBench, draw: typeof PLAN | null) =>
      bench.engine.run((state, at_ms) => decideSettings(state, { draw }, at_ms));
    expect(change(before, PLAN).ok).toBe(true);
    expect(drawOf(before)).toMatchObject({ state: "ANNOUNCED" });
    expect(change(before, { ...PLAN, lobby_closes_at_ms: LOBBY_CLOSES - 5_000 }).ok).toBe(true);
    expect(change(before, null).ok).toBe(true);
    expect(drawOf(before)).toBeNull();
    expect(change(before, PLAN).ok).toBe(true);
    expect(kindsOf(before)).toEqual(["create", "announce", "announce", "first_come", "announce"]);
    at(before, OPENS_AT_MS - 600_000);
    const fixed = { ok: false, failure: { code: "draw_fixed" } };
    expect(change(before, null)).toEqual(fixed);
    expect(change(before, { ...PLAN, lobby_closes_at_ms: LOBBY_CLOSES + 1 })).toEqual(fixed);
    expect(before.engine.run((state, at_ms) => decideStatus(state, "OPEN", at_ms))).toEqual(fixed);
    const earlier = { lobby_opens_at_ms: OPENS_AT_MS - 650_000 };
    expect(before.engine.run((state, at_ms) => decideSettings(state, { window: earlier }, at_ms))).toEqual(fixed);
    const opens = { opens_at_ms: LOBBY_CLOSES - 1 };
    expect(before.engine.run((state, at_ms) => decideSettings(state, { window: opens }, at_ms))).toEqual(fixed);
    expect(change(before, PLAN).ok).toBe(true);
    expect(change(lineBench({}, {}, GATHERING), PLAN)).toEqual(fixed);
    const without_lobby = lineBench({}, { lobby_opens_at_ms: null }, OPENS_AT_MS - 700_000);
    expect(change(without_lobby, PLAN)).toEqual({ ok: false, failure: { code: "settings_invalid" } });
  });

  it("L49 the same draw comes out of a crash at any statement, and of any sleep", () => {
    const whole = portraitOf(drawn());
    let crashes = 0;
    for (let statement = 1; statement <= 60; statement++) {
      const bench = lobby();
      const steps: (() => void)[] = [
        () => void joinAll(bench.engine, ...FANS.slice(0, 4)),
        () => void joinAll(bench.engine, ...FANS.slice(4)),
        () => void leave(bench, "fan_2"),
        () => void bench.engine.run((state, at_ms) => removal(bench, state, at_ms)),
        () => void at(bench, LOBBY_CLOSES),
        () => void leave(bench, "fan_7"),
        () => void joinAll(bench.engine, "late_1", "late_2", "fan_2"),
        () => void at(bench, roundTime(LOCAL_CHAIN, roundOf(bench))),
        () => bring(bench),
      ];
      bench.sql.crashAt(statement);
      for (const step of steps) {
        try {
          step();
        } catch (error) {
          if (!(error instanceof Crash)) throw error;
          crashes++;
          bench.reload();
          // Who was not answered asks again: the places are the same, or were told already.
          step();
        }
      }
      bench.sql.crashAt(Number.POSITIVE_INFINITY);
      expect(portraitOf(bench)).toBe(whole);
      bench.reload();
      expect(portraitOf(bench)).toBe(whole);
      bench.engine.snapshot();
      bench.reload();
      expect(portraitOf(bench)).toBe(whole);
      checkPlaces(bench);
      bench.sql.close();
    }
    expect(crashes).toBeGreaterThan(25);
  });

  it("L49 bringing the round twice, or another's signature later, changes nothing", () => {
    const bench = drawn();
    const before = portraitOf(bench);
    bring(bench);
    bench.engine.bringRound({ round: roundOf(bench), signature: signRound(1) });
    expect(portraitOf(bench)).toBe(before);
  });

  it("L30 who listens is told the new place at once, also when the object slept between", () => {
    const bench = frozen();
    const audience = new Audience();
    const heard = new Map<string, unknown[]>();
    for (const fan of ["fan_1", "fan_9", "late_1", "fan_5"]) {
      const frames: unknown[] = [];
      heard.set(fan, frames);
      const send = (text: string): boolean => frames.push(JSON.parse(text)) > 0;
      // The arrival is what a sleeping socket keeps; the position it had is out of date.
      const arrival = Number(fan.at(-1)) + (fan.startsWith("late") ? 9 : 0);
      const ear: Ear = { arrival, position: 99, version: 0, sale: "LOBBY", notice_id: 0 };
      audience.add({ send, keep: () => undefined }, ear);
    }
    bench.engine.takeEvents();
    at(bench, roundTime(LOCAL_CHAIN, roundOf(bench)));
    bring(bench);
    audience.hear(bench.engine.takeEvents(), bench.engine.state);
    audience.slice(bench.engine.state, bench.engine.now());
    for (const fan of ["fan_1", "fan_9", "late_1"]) {
      const position = viewOf(bench, fan).position;
      expect(heard.get(fan)?.at(-1)).toMatchObject({ type: "place", position, draw: { state: "DRAWN" } });
    }
    expect(heard.get("fan_5")?.at(-1)).toMatchObject({ type: "place", state: "REFUSED" });
  });
});

const removal = (bench: LineBench, state: LineBench["engine"]["state"], at_ms: number) =>
  decideRemove(state, { position: bench.engine.find("fan_5"), reason: "bot" }, at_ms);

/** All that the line remembers, with the places that the portrait leaves out. */
function portraitOf(bench: LineBench): string {
  const { state } = bench.engine;
  const log = wholeLog(bench.engine).map(({ hash }) => hash);
  return JSON.stringify([portrait({ ...state, clock_ms: 0 }), [...(state.draw?.places ?? [])], log]);
}

/** Every fan finds their place, and every place its fan. */
function checkPlaces(bench: LineBench): void {
  const { engine } = bench;
  for (let position = 1; position <= engine.state.joined; position++) {
    const [fan = ""] = engine.fansBetween(position, position);
    expect(engine.find(fan)).toBe(position);
  }
}

describe("the verifier of a draw", () => {
  const bench = drawn();
  const log = wholeLog(bench.engine);
  const receipts = ["fan_1", "fan_9"].map((fan) => receiptOf(bench, fan));
  const faultsOf = async (entries: readonly LogEntry[], evidence = receipts): Promise<string[]> => {
    const verdict = await withDrawSigned(verifyLog(SHOW, rechained(entries), { receipts: [...evidence] }), LOCAL_CHAIN);
    return verdict.faults.map(({ code }) => code);
  };
  const changed = (kind: string, change: (entry: LogEntry) => Partial<LogEntry>, nth = 0): LogEntry[] => {
    const at_index = log.flatMap((entry, i) => (entry.kind === kind ? [i] : []))[nth];
    return log.map((entry, i) => (i === at_index ? { ...entry, ...change(entry) } : entry));
  };
  const swapped = (leaves: readonly string[] = []): string[] => [leaves[1] ?? "", leaves[0] ?? "", ...leaves.slice(2)];

  it("L50 is content with what happened", async () => {
    expect(await faultsOf(log, [])).toEqual([]);
  });

  const mutations: Record<string, LogEntry[]> = {
    "an entrant more": changed("freeze", ({ entrants = 0 }) => ({ entrants: entrants + 1 })),
    "an entrant less": changed("freeze", ({ entrants = 0 }) => ({ entrants: entrants - 1 })),
    "an entrant who joined unseen": changed("join", ({ leaves = [] }) => ({ leaves: [...leaves, leaves[0] ?? ""] })),
    "an entrant whose joining is kept back": changed("join", ({ leaves = [] }) => ({ leaves: leaves.slice(1) })),
    "an entrant doubled": changed("join", ({ leaves = [] }) => ({ leaves: [leaves[0] ?? "", ...leaves.slice(0, -1)] })),
    "two entrants swapped": changed("join", ({ leaves }) => ({ leaves: swapped(leaves) })),
    "no leaves at all": changed("join", () => ({ leaves: [] })),
    "an entrant who had left": log.filter(({ kind, position }) => kind !== "leave" || position !== 2),
    "another root": changed("freeze", () => ({ root: "ab".repeat(32) })),
    "another root drawn": changed("drawn", () => ({ root: "ab".repeat(32) })),
    "another number drawn": changed("drawn", () => ({ entrants: 6 })),
    "another round announced": changed("announce", ({ round = 0 }) => ({ round: round + 1 })),
    "another round drawn": changed("drawn", ({ round = 0 }) => ({ round: round + 1, signature: signRound(round + 1) })),
    "another signature": changed("drawn", ({ round = 0 }) => ({ signature: signRound(round + 1) })),
    "a signature that is none": changed("drawn", () => ({ signature: "no" })),
    "a bent signature": changed("drawn", ({ signature = "" }) => ({ signature: `00${signature.slice(2)}` })),
    "another chain": changed("announce", ({ chain }) => ({ chain: { ...(chain ?? LOCAL_CHAIN), public_key: "ab" } })),
    "another show's": changed("create", () => ({ show_id: "show_other" })),
    "a second draw": [...log, ...log.filter(({ kind }) => kind === "drawn")],
    "a draw of another number": changed("drawn", () => ({ draw_number: 2 })),
    "no freezing": log.filter(({ kind }) => kind !== "freeze"),
    "frozen early": changed("freeze", ({ at_ms }) => ({ at_ms: at_ms - 5_000 })),
    "frozen late": log.map((entry) => (entry.kind === "freeze" ? { ...entry, at_ms: OPENS_AT_MS } : entry)),
    "a round given up": log.flatMap((entry) =>
      entry.kind === "drawn" ? [{ ...entry, kind: "postpone" as const, round: (entry.round ?? 0) + 10 }] : [entry],
    ),
    "a fallback by choice": log.map((entry) => (entry.kind === "drawn" ? { ...entry, kind: "fallback" } : entry)),
  };
  for (const [name, entries] of Object.entries(mutations)) {
    it(`L50 turns red for ${name}`, async () => {
      expect(await faultsOf(entries, [])).not.toEqual([]);
    });
  }

  it("L50 turns red for places exchanged, in a receipt and in who is let in", async () => {
    const [first, second] = receipts;
    if (first === undefined || second === undefined) throw new Error("two receipts");
    expect(await faultsOf(log, [first, second])).toEqual(
      expect.not.arrayContaining(["receipt_place_wrong", "receipt_broken"]),
    );
    const exchanged = [
      { ...first, position: second.position, place: second.place ?? 0 },
      { ...second, position: first.position, place: first.place ?? 0 },
    ];
    const verdict = verifyLog(SHOW, log, { receipts: exchanged });
    expect(verdict.faults.map(({ code }) => code)).toEqual(["receipt_place_wrong", "receipt_place_wrong"]);
    const renumbered = verifyLog(SHOW, log, { receipts: [{ ...first, lobby_number: 2 }] });
    expect(renumbered.faults.map(({ code }) => code)).toEqual(["receipt_place_wrong"]);
  });

  it("L50 turns red when somebody is let in before the draw, and says so when the chain is not the one believed in", async () => {
    const early = lobby();
    joinAll(early.engine, ...FANS);
    at(early, LOBBY_CLOSES);
    early.engine.run((_, at_ms) => ok([{ kind: "admitted", at_ms, from: 1, to: 1, count: 1 }]));
    expect(verifyLog(SHOW, wholeLog(early.engine)).faults.map(({ code }) => code)).toContain("admitted_before_draw");
    const verdict = await withDrawSigned(verifyLog(SHOW, log), { ...LOCAL_CHAIN, public_key: "cd".repeat(96) });
    expect(verdict.faults.map(({ code }) => code)).toEqual(["draw_signature_wrong"]);
  });

  it("L1 the laws hold after a draw as before", () => {
    expect(() => checkLaws(drawnWithoutLeavers().engine, drawnWithoutLeavers().sql, newMemory())).not.toThrow();
  });
});

function drawnWithoutLeavers(): LineBench {
  const bench = lobby();
  joinAll(bench.engine, ...FANS);
  at(bench, LOBBY_CLOSES);
  at(bench, roundTime(LOCAL_CHAIN, roundOf(bench)));
  return bench;
}

/** The liar's way: every hash made again, so that nothing but the rules can find the lie. */
function rechained(entries: readonly LogEntry[]): LogEntry[] {
  let hash = genesisHash(SHOW);
  return entries.map(({ seq: _seq, hash: _hash, ...facts }, i) => {
    hash = chainHash(hash, i + 1, facts);
    return { seq: i + 1, ...facts, hash };
  });
}
