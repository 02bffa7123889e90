// The specification against the product: vectors, a second verifier that shares nothing with the first, and a sale.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { roundTime } from "../../domain/draw/chain.ts";
import { isSignedRound } from "../../domain/draw/signature.ts";
import { LINE_LOG_KINDS } from "../../domain/log/parse.ts";
import { verifyLog, withDrawSigned } from "../../domain/log/verify.ts";
import { reportOf } from "../../domain/log/words.ts";
import { LIST_LOG_KINDS } from "../../domain/returns/public-entry.ts";
import { LOCAL_CHAIN, signRound } from "../../domain/testing/local-chain.ts";
import { processorMs } from "../../domain/testing/processor.ts";
import { decideLeave } from "../../domain/waiting-line/decide-room.ts";
import { lineBench, OPENS_AT_MS, SHOW } from "../../durable-objects/waiting-line/testing/line-bench.ts";
import { wholeLog } from "../../durable-objects/waiting-line/testing/line-laws.ts";
import { vectors } from "./make.ts";
import * as second from "./second.ts";

type Committed = { arrival: number; fan: string; salt: string; leaf: string };
const read = (name: string) => JSON.parse(readFileSync(`docs/vectors/${name}`, "utf8"));

test("L20 the vectors are what the product makes today: a change of any byte is seen", () => {
  for (const [name, content] of Object.entries(vectors()))
    expect(read(name)).toEqual(JSON.parse(JSON.stringify(content)));
});

test("L20 leaves and trees of the second implementation are those of the vectors", () => {
  const { line_key, leaves, trees } = read("hashes.json");
  const made: Buffer[] = leaves.map(({ arrival, fan, salt, leaf }: Committed) => {
    const salted = second.saltOf(Buffer.from(line_key, "hex"), arrival);
    expect(salted.toString("base64url")).toBe(salt);
    const own = second.leafOf(salted, arrival, fan);
    expect(own.toString("base64url")).toBe(leaf);
    return own;
  });
  for (const tree of trees) expect(second.rootOf(made.slice(0, tree.leaves)).toString("base64url")).toBe(tree.root);
});

test.each(["line.json", "draw.json", "fallback.json"])("L21 L22 L50 both verifiers agree on %s", async (name) => {
  const { show_id, items, checkpoint, receipts, seed = null, places } = read(name);
  const mine = second.readLog(show_id, items);
  expect(mine.faults).toEqual([]);
  const verdict = await withDrawSigned(verifyLog(show_id, items, { receipts, checkpoints: [checkpoint] }));
  expect(verdict.faults).toEqual([]);
  expect(verdict).toMatchObject({ hash: mine.hash, joined: mine.joined, receipts_checked: receipts.length });
  expect({ hash: mine.hash, joined: mine.joined, head: mine.head }).toEqual({
    hash: checkpoint.hash,
    joined: checkpoint.joined,
    head: checkpoint.head,
  });
  expect(mine.seed).toBe(seed);
  if (places !== undefined) expect(mine.places).toEqual(places);
  for (const receipt of receipts) {
    expect(second.receiptLeadsTo(receipt)).toBe(receipt.hash);
    if (receipt.place === undefined) continue;
    expect(mine.lobby_numbers[receipt.arrival - 1]).toBe(receipt.lobby_number);
    expect(mine.places[receipt.lobby_number - 1]).toBe(receipt.place);
  }
});

test("L41 the vectors' rounds are the public network's", async () => {
  const { quicknet } = read("draw.json");
  for (const { round, signature } of quicknet.rounds) {
    expect(await isSignedRound(quicknet.chain, round, signature)).toBe(true);
  }
});

test("L50 both verifiers agree on a sale whose lobby of 10,000 was drawn, and both find a place that was moved", async () => {
  const closes_ms = OPENS_AT_MS - 30_000;
  const plan = { lobby_closes_at_ms: closes_ms, chain: LOCAL_CHAIN };
  const bench = lineBench({ room_capacity: 500, batch_size: 100 }, {}, closes_ms - 60_000, plan);
  const fans = Array.from({ length: 10_100 }, (_, i) => `usr_${i}`);
  for (let at = 0; at < fans.length; at += 977) bench.engine.join({ fans: fans.slice(at, at + 977) });
  for (let i = 0; i < 100; i++) {
    const fan = fans[i * 101] ?? "";
    bench.engine.run((state, at_ms) => decideLeave(state, bench.engine.find(fan), at_ms));
  }
  bench.clock.now_ms = closes_ms;
  bench.engine.sweep();
  const round = bench.engine.state.draw?.round ?? 0;
  bench.clock.now_ms = roundTime(LOCAL_CHAIN, round);
  bench.engine.bringRound({ round, signature: signRound(round) });
  for (let s = 0; s < 5; s++) {
    bench.clock.now_ms = OPENS_AT_MS + s * 1_000;
    bench.engine.sweep();
  }
  const log = wholeLog(bench.engine);
  const began = processorMs();
  const verdict = verifyLog(SHOW, log);
  console.log(`verified a draw of 10,000 in ${Math.round(processorMs() - began)} ms, its signature aside`);
  expect((await withDrawSigned(verdict)).faults).toEqual([]);
  const mine = second.readLog(SHOW, log);
  expect(mine).toMatchObject({ faults: [], entrants: 10_000, head: 500, hash: verdict.hash, seed: verdict.draw?.seed });
  expect(mine.places).toEqual([...(bench.engine.state.draw?.places ?? [])]);
  const moved = log.map((entry) => (entry.kind === "drawn" ? { ...entry, signature: signRound(round + 1) } : entry));
  expect(second.readLog(SHOW, moved).faults).not.toEqual([]);
  expect(verifyLog(SHOW, moved).ok).toBe(false);
});

/** Rows of the two tables of entries: each kind with the fields that the page tells of it. */
function kindsOfPage(): Map<string, Set<string>> {
  const kinds = new Map<string, Set<string>>();
  const names = (cell: string) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name);
  for (const line of readFileSync("docs/SPEC-LOG.md", "utf8").split("\n")) {
    const [, first = "", second = ""] = line.replaceAll("\\|", "").split("|");
    if (!/^ `[a-z_]+`/.test(first) || first.includes("/v1/")) continue;
    // Within parentheses stand values and remarks.
    for (const kind of names(first)) {
      const told = kinds.get(kind) ?? new Set<string>();
      for (const field of names(second.replace(/\([^)]*\)/g, ""))) told.add(field);
      kinds.set(kind, told);
    }
  }
  return kinds;
}

test("L20 RT11 the page tells of every kind of entry, and of every field that an entry has", () => {
  const page = kindsOfPage();
  const kinds = new Set<string>([...LINE_LOG_KINDS, ...LIST_LOG_KINDS]);
  expect([...kinds].filter((kind) => !page.has(kind))).toEqual([]);
  const seen = new Set<string>();
  for (const name of ["line.json", "draw.json", "fallback.json", "list.json"]) {
    for (const { seq: _seq, at_ms: _at, hash: _hash, kind, ...fields } of read(name).items) {
      seen.add(kind);
      const nested = Object.values(fields).flatMap((value) => {
        const [one] = Array.isArray(value) ? value : [value];
        return typeof one === "object" && one !== null ? Object.keys(one) : [];
      });
      for (const field of [...Object.keys(fields), ...nested])
        expect([...(page.get(kind) ?? [])], kind).toContain(field);
    }
  }
  expect(seen.size).toBe(20);
});

test("L47 rounds that were given up are told as what no log proves, by number", () => {
  const { show_id, items } = read("fallback.json");
  const verdict = verifyLog(show_id, items);
  const given_up = verdict.draw?.given_up ?? [];
  expect(given_up.length).toBe(4);
  for (const language of ["ko", "en"] as const) {
    const { unprovable } = reportOf(verdict, language);
    expect(unprovable.at(-1)).toContain(given_up.join(", "));
  }
  const { show_id: drawn_id, items: drawn } = read("draw.json");
  const clean = verifyLog(drawn_id, drawn);
  expect(clean.draw?.given_up).toEqual([]);
  expect(reportOf(clean, "en").unprovable.join()).not.toContain("given up");
});
