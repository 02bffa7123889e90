/** @jsxImportSource preact */
// A sale looked at again, as it is sent: whole without a script, and honest about what was forecast.
import { renderToString } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import type { Moment } from "../../domain/sale-figures/history.ts";
import type { LiveSaleFacts, LiveSaleState } from "./facts.ts";
import { Replay } from "./replay.tsx";

const BEGAN_MS = Date.parse("2026-12-24T11:00:00Z");
const SEATS = 120;
/** Ten seats a minute, said from the second minute on to go on for as long as it will, or for half of it. */
const moment = (n: number): Moment => ({
  at_ms: BEGAN_MS + n * 60_000,
  waiting: 500 - n,
  inside: 10,
  joined: 500,
  admitted: n * 5,
  holds: n < 12 ? 2 : 0,
  sold: n * 10,
  available: n < 12 ? SEATS - n * 10 - 2 : 0,
  declined: 0,
  revenue_krw: n * 300_000,
  sold_by_grade: { R: n * 10 },
  forecast: n < 1 || n >= 12 ? null : said((12 - n) * (n < 4 ? 60_000 : 30_000)),
});
const said = (p50_ms: number) => ({ p10_ms: p50_ms * 0.8, p50_ms, p90_ms: p50_ms * 1.25 });

const facts = {
  language: "en",
  zone: "Asia/Seoul",
  span: "all",
  page_path: "/manage/shows/s/live",
  grades: [{ grade: "R", name: "R seat" }],
} as unknown as LiveSaleFacts;
const marks = [{ at_ms: BEGAN_MS + 150_000, action: "sale.settings", by: "A", details: { room_capacity: 40 } }];
const page = (moments: readonly Moment[], replay_at_ms: number | null = null, more: Partial<LiveSaleFacts> = {}) =>
  renderToString(
    <Replay facts={{ ...facts, ...more }} state={{ moments, marks, replay_at_ms } as unknown as LiveSaleState} />,
  );

const sale = Array.from({ length: 13 }, (_, n) => moment(n));

describe("CN13: a sale looked at again", () => {
  it("CN13: without a script any moment is asked for by a form, and the whole sale stands in a table", () => {
    const html = page(sale, BEGAN_MS + 3 * 60_000 + 20_000);
    expect(html).toContain('<form method="get" action="/manage/shows/s/live#sale-replay"');
    expect(html).toContain('type="range" name="at_ms"');
    expect(html).toContain('aria-valuetext="20:03:00"');
    expect(html).toContain("<button");
    expect(html.match(/<th scope="row"/g)).toHaveLength(sale.length);
    expect(html).toContain("R seat 30");
    expect(html).toContain("₩900,000");
  });

  it("CN13: what was turned by that moment is said, and nothing that came later", () => {
    expect(page(sale, BEGAN_MS + 60_000)).toContain("Nothing had been changed by then.");
    expect(page(sale, BEGAN_MS + 180_000)).toContain("Last changed by then: 20:02:30");
  });

  it("CN13: what was said is told beside what came, the misses too; in Korean as people say it", () => {
    const html = page(sale);
    expect(html).toContain("At 20:01 we said sold out in 11 min (9 min to 14 min); it took 11 min. Within the band.");
    expect(html).toContain("At 20:06 we said sold out in 3 min (2 min to 4 min); it took 6 min. Outside the band.");
    expect(page(sale, null, { language: "ko" })).toContain(
      "20:01에 11분 뒤 매진(9분~14분)이라고 했고, 실제로는 11분 걸렸어요.",
    );
  });

  it("CN13: a sale that did not sell out holds nothing against its forecasts, a long one has a short table", () => {
    expect(page(sale.slice(0, 6))).toContain("Once sold out, this says how good the forecasts were.");
    const long = Array.from({ length: 900 }, (_, n) => ({ ...moment(1), at_ms: BEGAN_MS + n * 60_000 }));
    expect(page(long).match(/<th scope="row"/g)?.length).toBeLessThanOrEqual(60);
    expect(page(sale.slice(0, 1))).toBe("");
    expect(page(sale)).toContain("sold out</dd>");
    expect(page(sale.slice(0, 6))).not.toContain("sold out</dd>");
  });
});
