import { describe, expect, it } from "vitest";
import { KeyCount } from "./keys.ts";

describe("what keys did", () => {
  it("PR16: steps between seats and seats chosen by key and by pointer are counted apart, and told in one word", () => {
    const count = new KeyCount();
    for (const key of ["ArrowRight", "ArrowRight", "PageDown", "a", "Tab", "Enter"]) count.pressed(key);
    count.chose(0);
    count.chose(1);
    count.chose(0);
    expect(count.told()).toBe("3.2.1");
  });
});
