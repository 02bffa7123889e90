// D80: what is the same for everybody is looked up once for a crowd, and a lost database leaves the last word.
import { describe, expect, it } from "vitest";
import { Kept } from "./kept.ts";

const LIMITS = { fresh_ms: 2_000, entries_max: 3 };

function table() {
  const kept = new Kept<number>("test", LIMITS);
  let looks = 0;
  let answer: () => Promise<number> = () => Promise.resolve(looks);
  const read = () => {
    looks++;
    return answer();
  };
  return {
    kept,
    get: (now_ms: number, key = "a") => kept.get(key, read, now_ms),
    looks: () => looks,
    answerWith: (next: () => Promise<number>) => {
      answer = next;
    },
  };
}

describe("D80: kept values", () => {
  it("D80: looked up once while fresh, again at the boundary", async () => {
    const { get, looks } = table();
    expect([await get(0), await get(1_999), looks()]).toEqual([1, 1, 1]);
    expect([await get(2_000), looks()]).toEqual([2, 2]);
  });

  it("D80: one looks again, everybody else meanwhile has what there was", async () => {
    const { get, looks, answerWith } = table();
    await get(0);
    let release: (value: number) => void = () => {};
    answerWith(() => new Promise((resolve) => (release = resolve)));
    const first = get(3_000);
    expect(await Promise.all(Array.from({ length: 1_000 }, () => get(3_001)))).toEqual(Array(1_000).fill(1));
    release(7);
    expect([await first, await get(3_002), looks()]).toEqual([7, 7, 2]);
  });

  it("D80: a look that was lost with its request is made again after a while", async () => {
    const { get, looks, answerWith } = table();
    await get(0);
    answerWith(() => new Promise(() => {}));
    void get(3_000);
    expect([await get(7_999), looks()]).toEqual([1, 2]);
    answerWith(() => Promise.resolve(9));
    expect([await get(8_000), looks()]).toEqual([9, 3]);
  });

  it("D80: while the database is away the last word counts, and nobody asks it without end", async () => {
    const { get, looks, answerWith } = table();
    await get(0);
    answerWith(() => Promise.reject(new Error("away")));
    expect([await get(3_000), await get(3_001), await get(7_999), looks()]).toEqual([1, 1, 1, 2]);
    await expect(get(3_000, "never seen")).rejects.toThrow("away");
  });

  it("D80: what is forgotten is looked up, also by a look that had begun before", async () => {
    const { kept, get, looks, answerWith } = table();
    await get(0);
    kept.forget();
    expect([await get(1), looks()]).toEqual([2, 2]);
    let release: (value: number) => void = () => {};
    answerWith(() => new Promise((resolve) => (release = resolve)));
    const old = get(3_000);
    kept.forget();
    release(5);
    await old;
    answerWith(() => Promise.resolve(6));
    expect(await get(3_001)).toBe(6);
  });

  it("D80: made-up keys do not fill the memory", async () => {
    const { get, looks } = table();
    for (const key of ["a", "b", "c", "d"]) await get(0, key);
    await get(1, "d");
    expect(looks()).toBe(4);
    await get(1, "a");
    expect(looks()).toBe(5);
  });
});
