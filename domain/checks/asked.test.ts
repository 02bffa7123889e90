// Who is asked before joining: everybody, where the organiser wants it; else only a part of the net that floods.
import { describe, expect, it } from "vitest";
import { asksOf, CHECK_DEFAULT, isEnough, JoinRates, RATE_MS } from "./asked.ts";

describe("what is asked before joining", () => {
  it("CK1: the setting asks everybody; where it is off, only a range past its joins a minute", () => {
    expect(asksOf({ check: "proof", check_above: 5 }, "", 0)).toBe("proof");
    expect(asksOf({ check: "turnstile", check_above: 5 }, "10.0.0.0/24", 100)).toBe("turnstile");
    expect(asksOf({ check: "off", check_above: 5 }, "10.0.0.0/24", 4)).toBe("nothing");
    expect(asksOf({ check: "off", check_above: 5 }, "10.0.0.0/24", 5)).toBe("proof");
    // A road that hides addresses would make one range of the whole world.
    expect(asksOf({ check: "off", check_above: 5 }, "", 1_000_000)).toBe("nothing");
  });

  it("CK1: two thousand fans behind one address in a minute are not asked; of 5,000 accounts all past the three-thousandth are", () => {
    const rates = new JoinRates();
    const asked = (accounts: number, range: string) =>
      Array.from({ length: accounts }, (_, i) => {
        const asks = asksOf(CHECK_DEFAULT, range, rates.joins(range, i));
        if (asks === "nothing") rates.joined(range, i);
        return asks;
      }).filter((asks) => asks !== "nothing").length;
    expect(asked(2_000, "10.0.0.0/24")).toBe(0);
    expect(asked(5_000, "10.0.1.0/24")).toBe(2_000);
  });

  it("CK1: a minute later the counting begins anew, and ranges do not count for each other", () => {
    const rates = new JoinRates();
    for (let i = 0; i < 10; i++) rates.joined("a", 0);
    expect([rates.joins("a", RATE_MS - 1), rates.joins("a", RATE_MS), rates.joins("b", 0)]).toEqual([10, 0, 0]);
  });

  it("CK1: more ranges than there is room for end in asking nobody, never in growing", () => {
    const rates = new JoinRates();
    rates.joined("first", 0);
    for (let i = 0; i < 60_000; i++) rates.joined(`r${i}`, 1);
    expect(rates.joins("first", 1)).toBe(0);
  });

  it("CK2: where a third party is asked, work alone is not enough; a code by mail always is", () => {
    const passed = (by: "proof" | "turnstile" | "mail") => ({ by, mark: "m", expires_at_ms: 1 });
    expect((["proof", "turnstile", "mail"] as const).map((by) => isEnough("turnstile", passed(by)))).toEqual([
      false,
      true,
      true,
    ]);
    expect(isEnough("proof", passed("proof"))).toBe(true);
  });
});
