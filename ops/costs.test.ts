import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { costTable } from "./costs.ts";

it("O10: OPERATIONS.md says what a sale costs as it is reckoned, item by item, from the one table of prices", () => {
  const table = costTable([]);
  expect(table).toContain("| mails |");
  expect(readFileSync("docs/OPERATIONS.md", "utf8")).toContain(`\n${table}\n`);
});

it("O10: a larger sale costs more; what cannot be read is no sale", () => {
  const all = (...args: string[]) => Number(/\| all \| \| \$([\d.]+) \|/.exec(costTable(args) ?? "")?.[1]);
  expect(all("--fans", "4000", "--seats", "1000")).toBeGreaterThan(all("--fans", "2000", "--seats", "1000"));
  expect(costTable(["--fans", "many"])).toBeNull();
});
