import { expect, test } from "vitest";
import { roundTime } from "../../domain/draw/chain.ts";
import { LOCAL_CHAIN, signRound } from "../../domain/testing/local-chain.ts";
import { findRound } from "./find-round.ts";

const ROUND = 1_000;
const WISH = { show_id: "show_test", chain: LOCAL_CHAIN, round: ROUND };
const RIGHT = JSON.stringify({ round: ROUND, signature: signRound(ROUND) });

function relays(answer: (relay: string, now_ms: number) => string | null) {
  let now_ms = roundTime(LOCAL_CHAIN, ROUND);
  const asked: string[] = [];
  const ports = {
    relays: ["http://a", "http://b", "http://c"],
    ask: async (url: string) => {
      asked.push(url);
      now_ms += 10;
      return answer(url.slice(0, 8), now_ms);
    },
    now: () => now_ms,
    sleep: async (ms: number) => {
      now_ms += ms;
    },
  };
  return { ports, asked, waited_ms: () => now_ms - roundTime(LOCAL_CHAIN, ROUND) };
}

test("L41 relays are asked in order, and the first valid signature is taken", async () => {
  const { ports, asked } = relays((relay) => (relay === "http://b" ? RIGHT : null));
  expect(await findRound(ports, WISH)).toBe(signRound(ROUND));
  expect(asked).toEqual(["a", "b"].map((name) => `http://${name}/${LOCAL_CHAIN.chain_hash}/public/${ROUND}`));
});

test("L41 another round, a forged signature, no JSON and silence are passed over for the next relay", async () => {
  const bad = [
    JSON.stringify({ round: ROUND + 1, signature: signRound(ROUND + 1) }),
    JSON.stringify({ round: ROUND, signature: signRound(ROUND + 1) }),
    JSON.stringify({ round: ROUND, signature: `80${"00".repeat(47)}` }),
    JSON.stringify({ round: ROUND, signature: 7 }),
    "<html>",
    "null",
    null,
  ];
  for (const answer of bad) {
    const { ports } = relays((relay) => (relay === "http://c" ? RIGHT : answer));
    expect(await findRound(ports, WISH)).toBe(signRound(ROUND));
  }
});

test("L41 a round that comes late is waited for, and given up when its patience is over", async () => {
  const late = relays((_, now_ms) => (now_ms > roundTime(LOCAL_CHAIN, ROUND) + 5_000 ? RIGHT : null));
  expect(await findRound(late.ports, WISH)).toBe(signRound(ROUND));
  const silent = relays(() => null);
  expect(await findRound(silent.ports, WISH)).toBeNull();
  expect(silent.waited_ms()).toBeLessThanOrEqual(20_010);
  expect(silent.waited_ms()).toBeGreaterThan(19_000);
});
