import { expect, it } from "vitest";
import { timeFor } from "./times.ts";

const AT_MS = Date.UTC(2026, 10, 28, 5, 19);
const said = (fan_time_zone: string | null, language: "ko" | "en" = "ko"): string =>
  timeFor({ fan_time_zone, language, now_ms: AT_MS + 60_000 }, AT_MS);

it("C6 D81: a reader's own time is in the zone that their browser said, without a word about it", () => {
  expect(said("Asia/Seoul")).toBe("오늘 오후 2시 19분");
  expect(said("America/New_York", "en")).toBe("Today 12:19 am");
});

it("C6 D81: until a browser has said its zone the time is Korea's, and says so", () => {
  expect(said(null)).toMatch(/^오늘 오후 2시 19분 \(.+\)$/);
  expect(said(null, "en")).toMatch(/^Today 2:19 pm \(.+\)$/);
});
