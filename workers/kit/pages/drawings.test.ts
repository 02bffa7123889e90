// What is drawn once for a crowd is never shown past its moment, and made-up addresses cannot fill the memory.
import { expect, it } from "vitest";
import { Drawings, MOMENT_MS, momentOf } from "./drawings.ts";

const AT_MS = momentOf(Date.parse("2026-11-28T11:00:00Z"));

it("F12: the same look in the same moment is drawn once; the next moment, another look and a change draw anew", () => {
  const drawings = new Drawings<string>();
  drawings.keep("ko", AT_MS, "drawn");
  expect(drawings.get("ko", AT_MS + MOMENT_MS - 1)).toBe("drawn");
  expect(drawings.get("en", AT_MS)).toBeUndefined();
  expect(drawings.get("ko", AT_MS + MOMENT_MS)).toBeUndefined();
  drawings.forget();
  expect(drawings.get("ko", AT_MS)).toBeUndefined();
});

it("F12: a drawing that was long in the making is not kept for a later moment", () => {
  const drawings = new Drawings<string>();
  drawings.keep("ko", AT_MS + MOMENT_MS, "new");
  drawings.keep("ko", AT_MS, "old");
  expect(drawings.get("ko", AT_MS + MOMENT_MS)).toBe("new");
  expect(drawings.get("ko", AT_MS)).toBeUndefined();
});

it("F12: a sale that opens on a second is never shown as closed after it", () => {
  for (const late_ms of [0, 1, 249]) expect(momentOf(AT_MS + late_ms)).toBe(AT_MS);
  expect(momentOf(AT_MS - 1)).toBeLessThan(AT_MS);
});

it("F12: made-up addresses end where the memory does", () => {
  const drawings = new Drawings<number>();
  for (let n = 0; n < 1_000; n++) drawings.keep(`/?q=${n}`, AT_MS, n);
  const kept = Array.from({ length: 1_000 }, (_, n) => drawings.get(`/?q=${n}`, AT_MS)).filter(
    (one) => one !== undefined,
  );
  expect(kept).toHaveLength(64);
});
