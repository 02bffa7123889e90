// O3: the dashboard reads the metrics that exist, and every one of them; each of its expressions can be read.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { metricsOf } from "../../domain/metrics/sale-metrics.ts";
import { parseExpression } from "../../domain/promql/parse.ts";
import { selectorsOf } from "../../domain/promql/syntax.ts";
import { hasPromtool, promtool } from "../../domain/promql/testing/promtool.ts";
import { dashboard } from "./dashboard.ts";
import { MARKS, ROWS } from "./panels.ts";

const panels = ROWS.flatMap((row) => row.panels);
const expressions = [
  ...panels.flatMap(({ queries }) => queries.map(({ expr }) => expr)),
  ...MARKS.map(({ expr }) => expr),
];
const read = {
  lines: [],
  ledgers: [],
  outboxes: [],
  objects: { ok: 0, late: 0 },
  relays: [],
  mail: null,
  watch: null,
  practices: null,
};
const metrics = metricsOf({ ...read, version: "" });

test("O3: every expression reads metrics that exist, and every metric stands on some panel", () => {
  const used = new Set(expressions.flatMap((text) => selectorsOf(parseExpression(text)).map(({ name }) => name)));
  const known = metrics.map(({ name, type }) => (type === "histogram" ? `${name}_bucket` : name));
  expect([...used].toSorted()).toEqual(known.toSorted());
});

test.skipIf(!hasPromtool)("O3: promtool can read every expression", () => {
  const rules = expressions.map((expr, i) => `      - { record: "panel:${i}", expr: ${JSON.stringify(expr)} }`);
  const file = `groups:\n  - name: panels\n    rules:\n${rules.join("\n")}\n`;
  expect(promtool(["check", "rules"], { "panels.yml": file })).toBe("");
});

type Placed = { readonly id: number; readonly gridPos: { x: number; y: number; w: number; h: number } };

test("O3: the file is what the rows make, its panels lie side by side and never over one another", () => {
  expect(
    readFileSync("ops/grafana/fairline.json", "utf8"),
    "npm run --silent ops -- dashboard > ops/grafana/fairline.json",
  ).toBe(dashboard());
  const placed = (JSON.parse(dashboard()) as { panels: Placed[] }).panels;
  expect(new Set(placed.map(({ id }) => id)).size).toBe(placed.length);
  const taken = new Set<string>();
  for (const { gridPos } of placed) {
    expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
        expect(taken.has(`${x} ${y}`)).toBe(false);
        taken.add(`${x} ${y}`);
      }
    }
  }
});
