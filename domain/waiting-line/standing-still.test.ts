import { expect, test } from "vitest";
import { lineKit, OPENS } from "../testing/line-kit.ts";
import { decideStatus } from "./decide-sale.ts";
import { decideStand } from "./decide-stand.ts";
import { saleStatus } from "./sale.ts";

test("D74, C7: a line taken down lets nobody in; restored before its time it opens at its time", () => {
  const kit = lineKit({}, { lobby_opens_at_ms: OPENS - 1_000 }, OPENS - 1_000);
  const still = (on: boolean) => kit.act((state, now_ms) => decideStand(state, on ? "STILL" : "ON", now_ms));
  kit.join("a");
  still(true);
  still(true);
  still(false);
  expect(saleStatus(kit.state, kit.now_ms)).toBe("LOBBY");
  still(true);
  kit.now_ms = OPENS + 10;
  kit.sweep();
  expect([saleStatus(kit.state, kit.now_ms), kit.state.room.size]).toEqual(["PAUSED", 0]);
  still(false);
  expect([saleStatus(kit.state, kit.now_ms), kit.state.room.size]).toEqual(["OPEN", 1]);
});

test("C7: an ended sale neither stands still nor goes on", () => {
  const kit = lineKit();
  kit.act((state, now_ms) => decideStatus(state, "ENDED", now_ms));
  expect(decideStand(kit.state, "STILL", kit.now_ms)).toEqual([]);
});
