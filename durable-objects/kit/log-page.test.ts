import { expect, it } from "vitest";
import { logPage } from "./log-page.ts";

const logOf = (entries: readonly string[]) => (from: number, limit: number) =>
  entries.slice(from - 1, from - 1 + limit);

it("RT11 Q12: a page holds as many entries as asked, or as fit, and says whether more may follow", () => {
  const small = logOf(Array.from({ length: 1_500 }, (_, i) => `e${i + 1}`));
  expect(logPage(small, 1, 1_000)).toMatchObject({ full: true, entries: { length: 1_000 } });
  expect(logPage(small, 1_001, 1_000)).toMatchObject({ full: false, entries: { length: 500 } });
});

it("RT11 Q12: however large its entries are, a page stays bounded, and all pages together are the log", () => {
  const entries = Array.from({ length: 40 }, (_, i) => `${i}${"x".repeat(120_000)}`);
  const read: string[] = [];
  for (let full = true; full; ) {
    const page = logPage(logOf(entries), read.length + 1, 1_000);
    expect(page.entries.join("").length).toBeLessThan(700_000);
    read.push(...page.entries);
    full = page.full;
  }
  expect(read).toEqual(entries);
});
