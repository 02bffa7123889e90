// Makes docs/vectors from the product's own line: run `node tests/spec-log/make.ts` after a change that is meant.
import { writeFileSync } from "node:fs";
import { QUICKNET, roundTime } from "../../domain/draw/chain.ts";
import { randomnessOf, seedOf } from "../../domain/draw/order.ts";
import { commitBatch, saltBytes, saltKey } from "../../domain/log/commitment.ts";
import { rootOf, treeOf } from "../../domain/log/merkle.ts";
import { wordsToBytes } from "../../domain/log/sha256.ts";
import { toBase64url, toHex } from "../../domain/log/text.ts";
import { LOCAL_CHAIN, signRound } from "../../domain/testing/local-chain.ts";
import { decideLeave } from "../../domain/waiting-line/decide-room.ts";
import {
  joinAll,
  type LineBench,
  lineBench,
  OPENS_AT_MS,
  SHOW,
} from "../../durable-objects/waiting-line/testing/line-bench.ts";
import { wholeLog } from "../../durable-objects/waiting-line/testing/line-laws.ts";
import { list } from "./make-list.ts";

const LOBBY_CLOSES = OPENS_AT_MS - 30_000;
const PLAN = { lobby_closes_at_ms: LOBBY_CLOSES, chain: LOCAL_CHAIN };
/** Two rounds that the public network has signed. */
const ROUNDS: readonly (readonly [number, string])[] = [
  [42, "95a9f9f5b231b7714de1553105d8ffdf3dcda24cfdb1e689319bccf79a9c8ce430a91b811fbfaf763900bc998b5d686a"],
  [123, "b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482e26cd02df835d3546d23c4b13e0dfc92"],
];

const leave = ({ engine }: LineBench, fan: string): void => {
  engine.run((state, at_ms) => decideLeave(state, engine.find(fan), at_ms));
};
const at = (bench: LineBench, now_ms: number): void => {
  bench.clock.now_ms = now_ms;
  bench.engine.sweep();
};
const receiptsOf = ({ engine }: LineBench, fans: readonly string[]) =>
  fans.map((fan) => {
    const receipt = engine.receipt(fan, engine.find(fan));
    if (!receipt.ok) throw new Error(`${fan} has no receipt`);
    return receipt.value;
  });
const kept = (bench: LineBench, fans: readonly string[]) => ({
  show_id: SHOW,
  items: wholeLog(bench.engine),
  checkpoint: bench.engine.checkpoint(),
  receipts: receiptsOf(bench, fans),
});

function hashes() {
  const key = Uint8Array.from({ length: 32 }, (_, i) => i);
  const fans = ["usr_a", "usr_b", "usr_민지", "usr_d", "usr_e", "usr_f", "usr_g"];
  const { salts, leaves } = commitBatch(saltKey(key), 4, fans);
  const leafAt = (i: number): string => toBase64url(wordsToBytes(leaves, i * 8, 8));
  return {
    line_key: toHex(key),
    leaves: fans.map((fan, i) => ({ arrival: 4 + i, fan, salt: toBase64url(saltBytes(salts, i)), leaf: leafAt(i) })),
    trees: fans.map((_, i) => ({
      leaves: i + 1,
      root: toBase64url(wordsToBytes(rootOf(treeOf(leaves.slice(0, (i + 1) * 8))))),
    })),
  };
}

function line() {
  const bench = lineBench({ room_capacity: 2, batch_size: 2 });
  joinAll(bench.engine, "usr_a", "usr_b", "usr_c", "usr_d", "usr_e");
  leave(bench, "usr_d");
  joinAll(bench.engine, "usr_d");
  leave(bench, "usr_a");
  at(bench, OPENS_AT_MS + 1_000);
  return kept(bench, ["usr_c", "usr_d", "usr_e"]);
}

const FANS = Array.from({ length: 11 }, (_, i) => `usr_${i + 1}`);
const EVIDENCE = ["usr_1", "usr_3", "usr_11", "usr_late"];

function frozen(): LineBench {
  const bench = lineBench({ room_capacity: 3 }, {}, LOBBY_CLOSES - 60_000, PLAN);
  joinAll(bench.engine, ...FANS.slice(0, 6));
  joinAll(bench.engine, ...FANS.slice(6));
  for (const fan of ["usr_2", "usr_9"]) leave(bench, fan);
  at(bench, LOBBY_CLOSES);
  leave(bench, "usr_7");
  joinAll(bench.engine, "usr_late", "usr_2");
  return bench;
}

function draw() {
  const bench = frozen();
  const round = bench.engine.state.draw?.round ?? 0;
  at(bench, roundTime(LOCAL_CHAIN, round));
  const signature = signRound(round);
  bench.engine.bringRound({ round, signature });
  at(bench, OPENS_AT_MS);
  const { places, frozen: list } = bench.engine.state.draw ?? { places: [], frozen: null };
  const randomness = randomnessOf(signature) ?? "";
  return {
    ...kept(bench, EVIDENCE),
    randomness,
    seed: seedOf(list?.root ?? "", randomness),
    places: [...places],
    quicknet: {
      chain: QUICKNET,
      rounds: ROUNDS.map(([one, its]) => ({ round: one, signature: its, randomness: randomnessOf(its) })),
    },
  };
}

function fallback() {
  const bench = frozen();
  at(bench, OPENS_AT_MS + 300_000);
  return kept(bench, EVIDENCE);
}

export const vectors = (): Readonly<Record<string, object>> => ({
  "hashes.json": hashes(),
  "line.json": line(),
  "draw.json": draw(),
  "fallback.json": fallback(),
  "list.json": list(),
});

if (import.meta.main) {
  for (const [name, content] of Object.entries(vectors())) {
    writeFileSync(`docs/vectors/${name}`, `${JSON.stringify(content, null, 2)}\n`);
  }
}
