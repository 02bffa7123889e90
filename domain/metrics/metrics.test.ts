// O3: what Prometheus reads is whole and well formed, and says the figures of the objects.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hasPromtool } from "../promql/testing/promtool.ts";
import type { LedgerPart, LinePart } from "../sale-figures/figures.ts";
import { noMoney } from "../seat-ledger/figures.ts";
import { newTallies } from "../seat-ledger/tallies.ts";
import { expose, type Metric } from "./exposition.ts";
import { type Collected, metricsOf } from "./sale-metrics.ts";
import { parseExposition } from "./testing/parse-exposition.ts";

const SEED = 20_261_128;
const road = { sockets: 7, opened: 9, errors: {}, map_age_ms: null, relays: 0 };

const line = (more: Partial<LinePart>): LinePart => ({
  show_id: "show_a",
  status: "OPEN",
  opens_at_ms: 0,
  closes_at_ms: 1,
  paused_at_ms: null,
  braked: false,
  ended_at_ms: null,
  room_capacity: 500,
  batch_size: 100,
  step_ms: 1_000,
  joined: 0,
  waiting: 0,
  inside: 0,
  called: 0,
  admitted: 0,
  finished: 0,
  no_shows: 0,
  expired: 0,
  left: 0,
  removed: 0,
  wait: null,
  ledgers: [],
  at_ms: 0,
  road,
  ...more,
});

const ledger = (more: Partial<LedgerPart>): LedgerPart => ({
  showtime_id: "st_1",
  seq: 1,
  available: 0,
  held: 0,
  sold: 0,
  blocked: 0,
  by_grade: {},
  revenue_krw: 0,
  holding: 0,
  ordering: 0,
  returns: 0,
  money: noMoney(),
  tallies: newTallies(),
  road,
  ...more,
});

const collected = (more: Partial<Collected> = {}): Collected => ({
  lines: [],
  ledgers: [],
  outboxes: [],
  objects: { ok: 0, late: 0 },
  relays: [],
  mail: { waiting: 0, lag_ms: 0, given_up: 0, sender_refused: 0 },
  watch: null,
  practices: null,
  version: "1",
  ...more,
});

const read = (more: Partial<Collected>) => parseExposition(expose(metricsOf(collected(more))));

describe("O3: metrics", () => {
  test("PR13: practices are counted apart, by kind; while their house does not answer nothing is said of them", () => {
    const none = { practice: 0, rehearsal: 0 };
    const practices = { open: { practice: 3, rehearsal: 1 }, opened: { practice: 9, rehearsal: 1 }, refused: none };
    const text = expose(metricsOf(collected({ practices })));
    expect(text).toContain('fairline_practices_open{kind="practice"} 3');
    expect(text).toContain('fairline_practices_total{kind="practice",outcome="begun"} 9');
    expect(expose(metricsOf(collected()))).not.toContain("fairline_practices_open{");
  });

  test("O3: every name of the contract stands, with a type and a meaning", () => {
    const names = metricsOf(collected()).map(({ name }) => name);
    expect(names.toSorted()).toEqual(
      [
        "fairline_line_waiting",
        "fairline_line_inside",
        "fairline_line_room_capacity",
        "fairline_sale_open",
        "fairline_line_braked",
        "fairline_line_sockets",
        "fairline_line_joins_total",
        "fairline_line_admissions_total",
        "fairline_line_finished_total",
        "fairline_line_expired_total",
        "fairline_relays",
        "fairline_seats",
        "fairline_holds_total",
        "fairline_orders_total",
        "fairline_payments_total",
        "fairline_payments_unanswered",
        "fairline_payment_duration_seconds",
        "fairline_revenue_won",
        "fairline_refunds_won_total",
        "fairline_outbox_rows",
        "fairline_outbox_lag_seconds",
        "fairline_records_refused",
        "fairline_mail_waiting",
        "fairline_mail_lag_seconds",
        "fairline_mail_given_up",
        "fairline_mail_sender_refused",
        "fairline_part_up",
        "fairline_dead_letters_total",
        "fairline_scrape_objects",
        "fairline_build_info",
        "fairline_objects_overdue_total",
        "fairline_watch_age_seconds",
        "fairline_practices_open",
        "fairline_practices_total",
      ].toSorted(),
    );
    for (const { help } of metricsOf(collected())) expect(help).toMatch(/^[A-Z].*\.$/);
  });

  test("O3: METRICS.md says of each what it means, and of no other", () => {
    const rows = readFileSync("docs/METRICS.md", "utf8").matchAll(
      /^\| `(fairline_\w+)[^`]*` \| (counter|gauge|histogram) \|/gm,
    );
    const said = [...rows].map(([, name, type]) => `${name} ${type}`);
    expect(said.toSorted()).toEqual(
      metricsOf(collected())
        .map(({ name, type }) => `${name} ${type}`)
        .toSorted(),
    );
  });

  test("O3: the figures of a show's ledgers are summed, another show's stand apart", () => {
    const part = ledger({ sold: 3, available: 5, revenue_krw: 270_000 });
    const { sample } = read({
      lines: [{ show: "show_a", part: line({ waiting: 12, inside: 4, joined: 40 }) }],
      ledgers: [
        { show: "show_a", part },
        { show: "show_a", part },
        { show: "show_b", part },
      ],
    });
    expect(sample("fairline_line_waiting", { show: "show_a" })).toBe(12);
    expect(sample("fairline_line_joins_total", { show: "show_a" })).toBe(40);
    expect(sample("fairline_seats", { show: "show_a", state: "SOLD" })).toBe(6);
    expect(sample("fairline_seats", { show: "show_b", state: "AVAILABLE" })).toBe(5);
    expect(sample("fairline_revenue_won", { show: "show_a" })).toBe(540_000);
  });

  test("O3: an outbox is as late as its latest ledger", () => {
    const { sample } = read({
      outboxes: [
        { show: "a", rows: 1, lag_ms: 2_500, refused: 0 },
        { show: "a", rows: 4, lag_ms: 500, refused: 2 },
      ],
    });
    expect(sample("fairline_outbox_lag_seconds", { show: "a" })).toBe(2.5);
    expect(sample("fairline_outbox_rows", { show: "a" })).toBe(4);
    expect(sample("fairline_records_refused", { show: "a" })).toBe(2);
  });

  test.skipIf(!hasPromtool)("O3: promtool finds no fault in the page of a running sale", () => {
    const show = "show_a";
    const parts = { lines: [{ show, part: line({}) }], ledgers: [{ show, part: ledger({ sold: 3 }) }] };
    const page = expose(metricsOf(collected(parts)));
    expect(page).toContain("fairline_payment_duration_seconds_bucket");
    // What it objects to it prints, and ends with another code.
    expect(String(execFileSync("promtool", ["check", "metrics"], { input: page }))).toBe("");
  });

  test("O3: a late object shows as late, and with D1 away nothing is made up", () => {
    const { sample, has } = read({ objects: { ok: 3, late: 1 }, mail: null });
    expect(sample("fairline_scrape_objects", { state: "late" })).toBe(1);
    expect(has("fairline_mail_waiting")).toBe(false);
    expect(sample("fairline_part_up", { part: "database" })).toBe(0);
  });

  test("O3: a histogram is whole: buckets grow, the last is the count, and the sum is in seconds", () => {
    const tallies = newTallies();
    tallies.payment_counts = tallies.payment_counts.map((_, i) => i);
    tallies.payment_ms = 123_456;
    const { histogram } = read({ ledgers: [{ show: "a", part: ledger({ tallies }) }] });
    const { buckets, sum, count } = histogram("fairline_payment_duration_seconds", { show: "a" });
    expect(buckets.at(-1)).toEqual(["+Inf", count]);
    expect(buckets.every(([, value], i) => i === 0 || value >= (buckets[i - 1]?.[1] ?? 0))).toBe(true);
    expect([count, sum]).toEqual([66, 123.456]);
  });

  test("O3: whatever stands in a label or a number is read back as it was", () => {
    const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(Number.NaN, Infinity, -Infinity));
    fc.assert(
      fc.property(fc.string(), number, (text, value) => {
        const metric: Metric = { name: "x", type: "gauge", help: text, samples: [{ labels: { show: text }, value }] };
        expect(parseExposition(expose([metric])).sample("x", { show: text })).toBe(Object.is(value, -0) ? 0 : value);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
