import { expect, it } from "vitest";
import { KnownCodes, UNKNOWN_MS } from "./known-codes.ts";

function world() {
  const given = new Map([["AAAAAA", "show_a"]]);
  const looks: string[] = [];
  const clock = { now_ms: 1_000 };
  const codes = new KnownCodes();
  const ports = {
    now: () => clock.now_ms,
    look: async (code: string) => {
      looks.push(code);
      return given.get(code) ?? null;
    },
  };
  return { given, looks, clock, showOf: (code: string) => codes.showOf(code, ports) };
}

it("SL30 D77: a code is looked for once, however often it is asked for", async () => {
  const { looks, showOf } = world();
  expect([await showOf("AAAAAA"), await showOf("AAAAAA"), await showOf("AAAAAA")]).toEqual(Array(3).fill("show_a"));
  expect(looks).toEqual(["AAAAAA"]);
});

it("SL30 D77: an unknown code is nobody's until it may have been made: the moment before, and at it", async () => {
  const { given, looks, clock, showOf } = world();
  expect([await showOf("BBBBBB"), await showOf("BBBBBB")]).toEqual([null, null]);
  given.set("BBBBBB", "show_b");
  clock.now_ms += UNKNOWN_MS - 1;
  expect([await showOf("BBBBBB"), looks.length]).toEqual([null, 1]);
  clock.now_ms += 1;
  expect([await showOf("BBBBBB"), looks.length]).toEqual(["show_b", 2]);
});

it("SL30: a look that failed is no answer: the next asker looks again", async () => {
  const codes = new KnownCodes();
  let down = true;
  const look = async () => {
    if (down) throw new Error("away");
    return "show_a";
  };
  const ports = { now: () => 0, look };
  await expect(codes.showOf("AAAAAA", ports)).rejects.toThrow("away");
  down = false;
  expect(await codes.showOf("AAAAAA", ports)).toBe("show_a");
});
