// What a page shows passes from state to state by the clock, without a gap and without an overlap.
import { expect, test } from "vitest";
import type { SaleView } from "../../kit/pages/view-models.ts";
import { phasesOf } from "./sale-phases.ts";

const sale = (status: SaleView["status"], lobby_opens_at_ms: number | null): SaleView => ({
  status,
  opens_at_ms: 1_000,
  closes_at_ms: 2_000,
  lobby_opens_at_ms,
});

const statuses = (view: SaleView, now_ms = 0) => phasesOf(view, now_ms).map(({ status }) => status);

test("Q9: a scheduled sale passes through its lobby to open and to its end", () => {
  expect(statuses(sale("SCHEDULED", 500))).toEqual(["SCHEDULED", "LOBBY", "OPEN", "ENDED"]);
  expect(statuses(sale("SCHEDULED", null))).toEqual(["SCHEDULED", "OPEN", "ENDED"]);
  expect(statuses(sale("LOBBY", 500), 600)).toEqual(["LOBBY", "OPEN", "ENDED"]);
  expect(statuses(sale("PAUSED", null))).toEqual(["PAUSED", "ENDED"]);
  expect(statuses(sale("SOLD_OUT", null))).toEqual(["SOLD_OUT"]);
});

test("Q9: a lobby that opens with the sale, or after it, is no phase of its own", () => {
  expect(statuses(sale("SCHEDULED", 999))).toContain("LOBBY");
  expect(statuses(sale("SCHEDULED", 1_000))).not.toContain("LOBBY");
});

test("Q9: each phase begins where the one before it ends", () => {
  for (const view of [sale("SCHEDULED", 500), sale("SCHEDULED", null), sale("OPEN", null)]) {
    const phases = phasesOf(view, 0);
    expect(phases[0]?.from_ms).toBeNull();
    for (const [index, phase] of phases.entries()) {
      if (index > 0) expect(phase.from_ms).toBe(phases[index - 1]?.until_ms);
    }
    expect(phases.at(-1)?.until_ms).toBeNull();
  }
});
