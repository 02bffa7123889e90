/** @jsxImportSource preact */
// Every part of the console renders on the server, in both languages, without a style attribute or a script.
import fc from "fast-check";
import { renderToString } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../../../schema/http/words.ts";
import { wordsFor } from "../../words/words.ts";
import { Attention, type Matter } from "./attention.tsx";
import { Chart } from "./chart.tsx";
import { areaPath, boundsOf, linePath, niceTop } from "./chart-scale.ts";
import { ConsequenceDialog } from "./consequence-dialog.tsx";
import { DataTable } from "./data-table.tsx";
import { AsOf, Figure, Figures } from "./figures.tsx";
import { PageHead } from "./page-head.tsx";
import { SaveBar } from "./save-bar.tsx";

const matters = (count: number): Matter[] =>
  Array.from({ length: count }, (_, index) => ({
    id: String(index),
    weight: index === 0 ? "now" : "soon",
    about: `Show ${index}`,
    text: "opens",
    action: { label: "See", href: `/${index}` },
  }));

const sheet = (language: "ko" | "en") => (
  <div>
    <PageHead
      title="Show"
      language={language}
      crumbs={[{ label: "a", href: "/a" }, { label: "b" }]}
      state="Open"
      actions="Go"
      facts={<AsOf at_ms={0} face="09:00" language={language} stale />}
    />
    <Attention matters={[]} words={wordsFor(language).console.parts} />
    <Attention matters={matters(7)} words={wordsFor(language).console.parts} />
    <Figures>
      <Figure label="Sold" value="1,204" unit="seats" note="of 2,000" tone="live" />
    </Figures>
    <Chart
      title="Line"
      unit="people / min"
      series={[
        { name: "joined", kind: "area", points: [{ x: 0, y: 1 }] },
        { name: "left", kind: "line", tone: "live", points: [{ x: 0, y: 2 }] },
      ]}
      thresholds={[{ y: 5, label: "room" }]}
      xLabels={["a", "b"]}
      yLabel={String}
      summary="steady"
    />
    <Chart title="t" unit="u" series={[]} xLabels={[]} yLabel={String} summary="" empty="nothing yet" />
    <DataTable
      caption="Shows"
      rows={[{ id: "a" }]}
      rowKey={({ id }) => id}
      columns={[
        { id: "name", title: "Name", heading: true, cell: ({ id }) => id },
        { id: "sold", title: "Sold", figures: true, cell: () => 1 },
      ]}
      foot="late"
    />
    <SaveBar state="saved">save</SaveBar>
    <ConsequenceDialog
      id="pause"
      title="Pause?"
      list={[{ value: "12", text: "people are paying" }]}
      action="/x"
      confirm="Pause the sale"
      danger
      language={language}
    />
  </div>
);

describe("CN2 the console's parts", () => {
  for (const language of LANGUAGES) {
    test(`CN2: render in ${language}, without inline styles or handlers`, () => {
      const html = renderToString(sheet(language));
      expect(html).not.toMatch(/ style=| on[a-z]+=|undefined|NaN|\[object/);
      expect(html).toContain("<details");
      expect(html).toContain("nothing yet");
    });
  }

  test("CN2: a phone's slip names each line by its column", () => {
    expect(renderToString(sheet("ko"))).toContain('data-label="Sold"');
  });
});

describe("CN3 a chart's scale", () => {
  test("CN3: its top is a number that a person reads, never below the largest value", () => {
    expect([0, 1, 3, 12, 99, 101].map(niceTop)).toEqual([1, 1, 5, 20, 100, 200]);
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e12, noNaN: true }), (value) => niceTop(value) >= value * 0.999),
    );
  });

  test("CN3: every point stands on the sheet, whatever the values", () => {
    const point = fc.record({ x: fc.integer({ min: 0, max: 2 ** 40 }), y: fc.integer({ min: 0, max: 2 ** 40 }) });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 30 }), (points) => {
        const numbers = linePath(points, boundsOf(points, [])).match(/-?[\d.]+/g) ?? [];
        return numbers.length === points.length * 2 && numbers.every((one) => Number(one) >= 0 && Number(one) <= 1_000);
      }),
    );
    expect(areaPath([], boundsOf([], []))).toBe("");
  });
});
