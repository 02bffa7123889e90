import { describe, expect, it } from "vitest";
import { nextSaleChangeAt, type SaleFacts, saleStatusAt } from "./sale-window.ts";

const sale: SaleFacts = {
  lobby_opens_at_ms: 1_000,
  opens_at_ms: 2_000,
  closes_at_ms: 3_000,
  sale_override: null,
  sold_out: false,
  on_offer: true,
};

describe("C1: the state of a sale follows the clock at each use", () => {
  it.each([
    [999, "SCHEDULED"],
    [1_000, "LOBBY"],
    [1_999, "LOBBY"],
    [2_000, "OPEN"],
    [2_999, "OPEN"],
    [3_000, "ENDED"],
  ] as const)("C1: at %i it is %s", (now_ms, status) => {
    expect(saleStatusAt(sale, now_ms)).toBe(status);
  });

  it("C1: without a lobby it stays scheduled until it opens", () => {
    expect(saleStatusAt({ ...sale, lobby_opens_at_ms: null }, 1_999)).toBe("SCHEDULED");
  });

  it("C1: an opening time in the past opens at once", () => {
    expect(saleStatusAt({ ...sale, lobby_opens_at_ms: null, opens_at_ms: 0 }, 1)).toBe("OPEN");
  });

  it("C1: the organiser's word counts only while the sale is open", () => {
    expect(saleStatusAt({ ...sale, sale_override: "PAUSED" }, 1_500)).toBe("LOBBY");
    expect(saleStatusAt({ ...sale, sale_override: "PAUSED" }, 2_500)).toBe("PAUSED");
    expect(saleStatusAt({ ...sale, sale_override: "ENDED" }, 1_500)).toBe("ENDED");
  });

  it("C1: sold out is told while open and never before", () => {
    expect(saleStatusAt({ ...sale, sold_out: true }, 2_500)).toBe("SOLD_OUT");
    expect(saleStatusAt({ ...sale, sold_out: true }, 500)).toBe("SCHEDULED");
  });

  it("C1: a show off offer sells nothing", () => {
    expect(saleStatusAt({ ...sale, on_offer: false }, 2_500)).toBe("ENDED");
  });

  it("C1: the next change is the next moment of the clock", () => {
    expect(nextSaleChangeAt(sale, 0)).toBe(1_000);
    expect(nextSaleChangeAt(sale, 1_000)).toBe(2_000);
    expect(nextSaleChangeAt(sale, 2_999)).toBe(3_000);
    expect(nextSaleChangeAt(sale, 3_000)).toBeNull();
    expect(nextSaleChangeAt({ ...sale, sale_override: "ENDED" }, 0)).toBeNull();
  });
});
