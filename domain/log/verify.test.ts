// A verifier is worth what it refuses: every way of bending a log or a receipt, each once.
import { describe, expect, it } from "vitest";
import { type LineKit, lineKit, OPENS, SHOW } from "../testing/line-kit.ts";
import { processorMs } from "../testing/processor.ts";
import { decideClaim, decideFinish, decideLeave, decideRemove } from "../waiting-line/decide-room.ts";
import { decideCounts, decideSettings, decideStatus } from "../waiting-line/decide-sale.ts";
import { growBatch, receiptFrom } from "./batch.ts";
import { saltKey } from "./commitment.ts";
import { chainHash, genesisHash, type LogEntry } from "./entry.ts";
import { proofOf, rootFrom, rootOf, treeOf } from "./merkle.ts";
import { parseCheckpoint, parseLogEntry, parseReceipt } from "./parse.ts";
import { type Checkpoint, checkReceipt, type Receipt } from "./receipt.ts";
import { type FaultCode, verifyLog } from "./verify.ts";
import { reportOf } from "./words.ts";

const KEY = saltKey(Uint8Array.from({ length: 32 }, (_, i) => i));
const entryAt = (log: readonly LogEntry[], i: number): LogEntry => {
  const entry = log[i];
  if (entry === undefined) throw new Error(`no entry ${i}`);
  return entry;
};

/** A day with everything in it. */
function day(): LineKit {
  const kit = lineKit({ room_capacity: 3, batch_size: 2, claim_ms: 10_000 });
  kit.join("a", "b", "c", "d", "e");
  kit.join("f");
  kit.act((line, now_ms) => decideClaim(line, { position: 1, by: "tap" }, now_ms));
  kit.act((line, now_ms) => decideLeave(line, 4, now_ms));
  kit.now_ms += 1500;
  kit.sweep();
  kit.act((line, now_ms) => decideStatus(line, "PAUSED", now_ms));
  kit.now_ms += 70_700;
  kit.act((line, now_ms) => decideStatus(line, "OPEN", now_ms));
  kit.now_ms += 8_600;
  kit.sweep();
  kit.act((line, now_ms) => decideSettings(line, { settings: { room_capacity: 2 } }, now_ms));
  const counts = { showtime_id: "st", ledger: "lg", version: 1, on_sale: true, available: 0, held: 0, paying: 0 };
  kit.act((line, now_ms) => decideCounts(line, counts, now_ms));
  kit.act((line, now_ms) => decideCounts(line, { ...counts, version: 2, available: 1 }, now_ms));
  kit.act((line, now_ms) => decideFinish(line, [1], now_ms));
  kit.act((line, now_ms) => decideRemove(line, { position: 6, reason: "bot" }, now_ms));
  kit.now_ms += 20_000;
  kit.sweep();
  kit.act((line, now_ms) => decideStatus(line, "ENDED", now_ms));
  return kit;
}

function receiptOf(kit: LineKit, position: number): Receipt {
  const i = kit.log.findIndex((entry) => entry.kind === "join" && (entry.to ?? 0) >= position);
  const { seq, at_ms, from = 0, to = 0, hash } = entryAt(kit.log, i);
  const tree = growBatch(KEY, from, kit.fans.slice(from - 1, to));
  const previous = kit.log[i - 1]?.hash ?? genesisHash(SHOW);
  const entry = { seq, at_ms, from, to, presale: false, previous, hash };
  return receiptFrom(SHOW, entry, tree, { position, arrival: position, fan: kit.fans[position - 1] ?? "" });
}

/** A forger who can do everything but undo what was signed: makes all hashes anew behind the change. */
function rechained(log: readonly LogEntry[]): LogEntry[] {
  let previous = genesisHash(SHOW);
  return log.map(({ hash: _hash, seq: _seq, ...facts }, i) => {
    previous = chainHash(previous, i + 1, facts);
    return { seq: i + 1, ...facts, hash: previous };
  });
}

const codes = (log: readonly LogEntry[], evidence = {}): FaultCode[] =>
  verifyLog(SHOW, log, evidence).faults.map((fault) => fault.code);

describe("the public log", () => {
  it("L21: an honest day is proved, and the words say so and what stays open", () => {
    const kit = day();
    const last = entryAt(kit.log, kit.log.length - 1);
    const checkpoint: Checkpoint = { show_id: SHOW, seq: last.seq, hash: last.hash, joined: 6, head: 5, at_ms: OPENS };
    const receipts = [1, 2, 3, 4, 5, 6].map((position) => receiptOf(kit, position));
    const verdict = verifyLog(SHOW, kit.log, { receipts, checkpoints: [checkpoint] });
    expect(verdict).toMatchObject({ ok: true, joined: 6, receipts_checked: 6, checkpoints_checked: 1 });
    for (const language of ["en", "ko"] as const) {
      const report = reportOf(verdict, language);
      expect([report.proved.length, report.wrong.length, report.unprovable.length]).toEqual([7, 0, 4]);
    }
    expect(kit.log.every((entry) => parseLogEntry(JSON.parse(JSON.stringify(entry))) !== null)).toBe(true);
    // Nothing in the log names a fan.
    expect(JSON.stringify(kit.log)).not.toMatch(/"fan"|"reason"|bot/);
  });

  it("L21: a changed, reordered, shortened or forged log fails", () => {
    const { log } = day();
    const changed = log.with(3, { ...entryAt(log, 3), at_ms: entryAt(log, 3).at_ms + 1000 });
    expect(codes(changed)).toContain("chain_broken");
    expect(codes(log.with(3, entryAt(log, 4)).with(4, entryAt(log, 3)))).toContain("gap");
    expect(codes(log.toSpliced(4, 1))).toContain("gap");
    expect(codes(log.slice(1))).toContain("not_created");
    expect(codes([...log, { ...entryAt(log, 2), seq: log.length + 1 }])).toContain("chain_broken");
    expect(verifyLog("another_show", log).ok).toBe(false);
    // A log cut short holds in itself: a checkpoint or a receipt shows the cut.
    const last = entryAt(log, log.length - 1);
    const checkpoint: Checkpoint = { show_id: SHOW, seq: last.seq, hash: last.hash, joined: 6, head: 5, at_ms: OPENS };
    expect(codes(log.slice(0, -1))).toEqual([]);
    expect(codes(log.slice(0, -1), { checkpoints: [checkpoint] })).toContain("checkpoint_missing");
    // Made anew throughout it holds in itself too, and every copy of the old chain contradicts it.
    const forged = rechained(log.with(1, { ...entryAt(log, 1), root: entryAt(log, 2).root ?? "x" }));
    expect(codes(forged)).toEqual([]);
    expect(codes(forged, { checkpoints: [checkpoint] })).toContain("checkpoint_differs");
  });

  it("L21 D17: who serves out of order, skips, overfills or serves while closed is found out", () => {
    const { log } = day();
    const first = log.findIndex((entry) => entry.kind === "admit");
    const admit = entryAt(log, first);
    const forge = (change: Partial<LogEntry>, at = first): FaultCode[] =>
      codes(rechained(log.with(at, { ...entryAt(log, at), ...change })));
    expect(forge({ from: 2, to: 3 })).toContain("admitted_out_of_order");
    expect(forge({ to: 3 })).toContain("admitted_skips");
    expect(forge({ to: 3, count: 3 })).toContain("admitted_over_batch");
    expect(forge({ at_ms: OPENS - 5000 })).toContain("admitted_while_closed");
    const small = rechained(
      log.with(0, {
        ...entryAt(log, 0),
        rules: { room_capacity: 1, batch_size: 9, step_ms: 1, claim_ms: 1, pass_ms: 1 },
      }),
    );
    expect(codes(small)).toContain("admitted_over_capacity");
    const twice = rechained(log.toSpliced(first + 1, 0, admit));
    expect(codes(twice)).toContain("admitted_out_of_order");
    const paused = log.findIndex((entry) => entry.kind === "pause");
    const { at_ms } = entryAt(log, paused);
    const admitted_in_pause = rechained(log.toSpliced(paused + 1, 0, { ...admit, at_ms, from: 4, to: 5, count: 1 }));
    expect(codes(admitted_in_pause)).toContain("admitted_while_closed");
    const sold_out = log.findIndex((entry) => entry.kind === "sold_out");
    const again = { ...admit, at_ms: entryAt(log, sold_out).at_ms, from: 6, to: 6, count: 1 };
    expect(codes(rechained(log.toSpliced(sold_out + 1, 0, again)))).toContain("admitted_while_closed");
    const expiry = log.findIndex((entry) => entry.kind === "claim_expired");
    expect(codes(rechained(log.with(expiry, { ...entryAt(log, expiry), position: 6 })))).toContain("not_inside");
    const early = { kind: "claim_expired", at_ms: entryAt(log, first).at_ms, position: 2, seq: 0, hash: "" } as const;
    expect(codes(rechained(log.toSpliced(first + 1, 0, early)))).toContain("claim_cut_short");
    const jump = log.findIndex((entry, i) => i > 1 && entry.kind === "join");
    expect(forge({ from: 7, to: 7 }, jump)).toContain("join_out_of_order");
    expect(codes(rechained([...log, { ...entryAt(log, jump), from: 7, to: 7 }]))).toContain("join_while_closed");
  });

  it("L21: a log that only proves the joins lets every one of those pass", () => {
    // Negative control for D17: without judging admissions the worst of them is accepted.
    const { log } = day();
    const joins_alone = log.filter((entry) => entry.kind === "join" || entry.kind === "create");
    expect(codes(rechained(joins_alone))).toEqual([]);
  });

  it("L22: a receipt that was dropped from the log fails, and so does one of another fan, place or show", () => {
    const kit = day();
    const receipt = receiptOf(kit, 6);
    const dropped = rechained(kit.log.filter((entry) => entry.position !== 6 && entry.seq !== receipt.seq));
    expect(codes(dropped, { receipts: [receipt] })).toContain("receipt_not_in_log");
    const broken: Partial<Receipt>[] = [
      { fan: "someone" },
      { position: 5 },
      { position: 2 },
      { salt: receiptOf(kit, 5).salt },
      { salt: "???" },
      { proof: [...receipt.proof, receiptOf(kit, 1).proof[0] ?? ""] },
      { previous: genesisHash(SHOW) },
      { seq: 9 },
      { hash: receiptOf(kit, 1).hash },
      { show_id: "other" },
    ];
    for (const change of broken) {
      expect(codes(kit.log, { receipts: [{ ...receipt, ...change }] })).toContain("receipt_broken");
    }
    const five = receiptOf(kit, 5);
    expect(checkReceipt({ ...five, proof: five.proof.with(0, five.proof[1] ?? "") }).ok).toBe(false);
    expect(checkReceipt({ ...five, entry: { ...five.entry, at_ms: 5 } })).toEqual({
      ok: false,
      fault: "entry_changed",
    });
  });

  it("L22: a phone checks one receipt of a full batch alone in far less than 100 ms", () => {
    const fans = Array.from({ length: 1000 }, (_, i) => `usr_${i}`);
    const tree = growBatch(KEY, 1, fans);
    const facts = { kind: "join" as const, at_ms: OPENS, from: 1, to: 1000, root: tree.root, presale: false };
    const entry = {
      seq: 2,
      at_ms: OPENS,
      from: 1,
      to: 1000,
      presale: false,
      previous: "p",
      hash: chainHash("p", 2, facts),
    };
    const receipts = [1, 500, 999, 1000].map((position) =>
      receiptFrom(SHOW, entry, tree, { position, arrival: position, fan: fans[position - 1] ?? "" }),
    );
    const began = processorMs();
    for (const receipt of receipts) expect(checkReceipt(receipt).ok).toBe(true);
    expect((processorMs() - began) / receipts.length).toBeLessThan(25);
  });

  it("L22: every leaf of a tree of every size has a proof, and it fits no other place", () => {
    for (let size = 1; size <= 33; size++) {
      const levels = treeOf(Int32Array.from({ length: size * 8 }, (_, i) => i * 7919));
      const root = rootOf(levels);
      for (let index = 0; index < size; index++) {
        const leaf = (levels[0] ?? root).slice(index * 8, index * 8 + 8);
        const proof = proofOf(levels, index);
        expect(rootFrom(leaf, { index, size }, proof)).toEqual(root);
        if (size > 1) expect(rootFrom(leaf, { index: (index + 1) % size, size }, proof)).not.toEqual(root);
        expect(rootFrom(leaf, { index, size }, new Int32Array([...proof, ...leaf]))).toBeNull();
      }
    }
  });

  it("L21: what has no shape is not taken for an entry or a receipt", () => {
    const { log } = day();
    const entry = entryAt(log, 1);
    for (const change of [{ seq: -1 }, { kind: "skip" }, { to: 1e15 }, { hash: 5 }, { at_ms: "now" }, { rules: {} }]) {
      expect(parseLogEntry({ ...entry, ...change })).toBeNull();
    }
    for (const value of [null, [], "x", 5, {}]) {
      expect([parseLogEntry(value), parseReceipt(value), parseCheckpoint(value)]).toEqual([null, null, null]);
    }
    const receipt = receiptOf(day(), 5);
    expect(parseReceipt(JSON.parse(JSON.stringify(receipt)))).toEqual(receipt);
    const checkpoint: Checkpoint = { show_id: SHOW, seq: 3, hash: "h", joined: 2, head: 1, at_ms: 5 };
    expect(parseCheckpoint({ ...checkpoint })).toEqual(checkpoint);
    expect(parseCheckpoint({ ...checkpoint, seq: "3" })).toBeNull();
  });
});
