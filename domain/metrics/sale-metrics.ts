// What the figures of lines and ledgers come to as metrics. The show is the only label without a bound; never a fan, a
// booking or a seat. docs/METRICS.md says what each means and what is normal; a test compares both.
import type { LedgerPart, LinePart } from "../sale-figures/figures.ts";
import { PAYMENT_SECONDS } from "../seat-ledger/tallies.ts";
import type { Metric, Sample } from "./exposition.ts";

export type ReadLine = { readonly show: string; readonly part: LinePart };
export type ReadLedger = { readonly show: string; readonly part: LedgerPart };
export type OutboxFigures = { readonly rows: number; readonly lag_ms: number };

export type Collected = {
  readonly lines: readonly ReadLine[];
  readonly ledgers: readonly ReadLedger[];
  readonly outboxes: readonly (OutboxFigures & { readonly show: string })[];
  /** Objects that answered in time, and those that did not. */
  readonly objects: { readonly ok: number; readonly late: number };
  readonly relays: readonly { readonly show: string; readonly count: number }[];
  /** Null while D1 is away: better none than an old word. */
  readonly mail_waiting: number | null;
  readonly dead_letters: Readonly<Record<string, number>> | null;
  readonly version: string;
};

type OfLedger = (part: LedgerPart) => Readonly<Record<string, number>>;

export function metricsOf(read: Collected): Metric[] {
  return [...lineMetrics(read), ...seatMetrics(read), ...moneyMetrics(read), ...serviceMetrics(read)];
}

function lineMetrics({ lines, relays }: Collected): Metric[] {
  const of = (value: (part: LinePart) => number): Sample[] =>
    lines.map(({ show, part }) => ({ labels: { show }, value: value(part) }));
  return [
    gauge(
      "fairline_line_waiting",
      "Fans who wait in the line now.",
      of((part) => part.waiting),
    ),
    gauge(
      "fairline_line_inside",
      "Fans inside the room now, those who were called and have not come among them.",
      of((part) => part.inside),
    ),
    gauge(
      "fairline_line_room_capacity",
      "How many may be inside at once.",
      of((part) => part.room_capacity),
    ),
    gauge(
      "fairline_line_sockets",
      "Sockets and streams that listen to the line.",
      of((part) => part.road.sockets),
    ),
    counter(
      "fairline_line_joins_total",
      "Places given in the line, ever.",
      of((part) => part.joined),
    ),
    counter(
      "fairline_line_admissions_total",
      "Fans let into the room, ever.",
      of((part) => part.admitted),
    ),
    counter(
      "fairline_line_finished_total",
      "Turns that ended with a purchase.",
      of((part) => part.finished),
    ),
    counter(
      "fairline_line_expired_total",
      "Turns that ran out: calls nobody answered and passes at their end.",
      of((part) => part.expired),
    ),
    gauge(
      "fairline_relays",
      "Relays that hold sockets for the line.",
      relays.map(({ show, count }) => ({ labels: { show }, value: count })),
    ),
  ];
}

function seatMetrics({ ledgers, outboxes }: Collected): Metric[] {
  return [
    gauge(
      "fairline_seats",
      "Seats and standing places by state, over all showtimes of the show.",
      byShow(ledgers, "state", ({ available, held, sold, blocked }) => ({
        AVAILABLE: available,
        HELD: held,
        SOLD: sold,
        BLOCKED: blocked,
      })),
    ),
    counter(
      "fairline_holds_total",
      "Holds by what became of them; held counts those that were made.",
      byShow(ledgers, "outcome", ({ tallies }) => ({ ...tallies.holds })),
    ),
    counter(
      "fairline_orders_total",
      "Orders that came into a state, ever.",
      byShow(ledgers, "status", ({ tallies }) => ({ ...tallies.orders })),
    ),
    gauge(
      "fairline_outbox_rows",
      "Messages of ledgers that wait for their receivers.",
      outboxSamples(outboxes, ({ rows }) => rows),
    ),
    gauge(
      "fairline_outbox_lag_seconds",
      "How long the oldest message of a ledger has waited.",
      outboxSamples(outboxes, ({ lag_ms }) => lag_ms / 1_000),
    ),
  ];
}

function moneyMetrics({ ledgers }: Collected): Metric[] {
  return [
    counter(
      "fairline_payments_total",
      "Payment attempts by outcome; an unknown one is asked for until it has another.",
      byShow(ledgers, "outcome", ({ tallies }) => ({ ...tallies.payments })),
    ),
    {
      name: "fairline_payment_duration_seconds",
      type: "histogram",
      help: "From the start of an attempt to the provider's answer.",
      bounds: PAYMENT_SECONDS,
      histograms: [...grouped(ledgers)].map(([show, parts]) => ({
        labels: { show },
        counts: [...PAYMENT_SECONDS, Infinity].map((_, i) =>
          parts.reduce((sum, { tallies }) => sum + (tallies.payment_counts[i] ?? 0), 0),
        ),
        sum: parts.reduce((sum, { tallies }) => sum + tallies.payment_ms, 0) / 1_000,
      })),
    },
    gauge(
      "fairline_revenue_won",
      "What the seats that are sold now were sold for.",
      sums(ledgers, (part) => part.revenue_krw),
    ),
    counter(
      "fairline_refunds_won_total",
      "Money given back, ever.",
      sums(ledgers, ({ tallies }) => tallies.refunded_krw),
    ),
  ];
}

function serviceMetrics({ objects, mail_waiting, dead_letters, version }: Collected): Metric[] {
  const letters = Object.entries(dead_letters ?? {});
  return [
    gauge(
      "fairline_mail_waiting",
      "Letters that wait to be sent.",
      mail_waiting === null ? [] : [{ labels: {}, value: mail_waiting }],
    ),
    counter(
      "fairline_dead_letters_total",
      "Messages that a queue gave up on.",
      letters.map(([queue, value]) => ({ labels: { queue }, value })),
    ),
    gauge(
      "fairline_scrape_objects",
      "Lines and ledgers that were asked for this page: in time, and too late to stand on it.",
      [
        { labels: { state: "ok" }, value: objects.ok },
        { labels: { state: "late" }, value: objects.late },
      ],
    ),
    gauge("fairline_build_info", "Always 1: the version stands in the label.", [{ labels: { version }, value: 1 }]),
  ];
}

const gauge = (name: string, help: string, samples: readonly Sample[]): Metric => ({
  name,
  type: "gauge",
  help,
  samples,
});
const counter = (name: string, help: string, samples: readonly Sample[]): Metric => ({
  name,
  type: "counter",
  help,
  samples,
});

function grouped(ledgers: readonly ReadLedger[]): Map<string, LedgerPart[]> {
  const shows = new Map<string, LedgerPart[]>();
  for (const { show, part } of ledgers) shows.set(show, [...(shows.get(show) ?? []), part]);
  return shows;
}

function byShow(ledgers: readonly ReadLedger[], label: string, of: OfLedger): Sample[] {
  return [...grouped(ledgers)].flatMap(([show, parts]) => {
    const sum: Record<string, number> = {};
    for (const part of parts) for (const [name, n] of Object.entries(of(part))) sum[name] = (sum[name] ?? 0) + n;
    return Object.entries(sum).map(([name, value]) => ({ labels: { show, [label]: name }, value }));
  });
}

const sums = (ledgers: readonly ReadLedger[], of: (part: LedgerPart) => number): Sample[] =>
  [...grouped(ledgers)].map(([show, parts]) => ({
    labels: { show },
    value: parts.reduce((sum, part) => sum + of(part), 0),
  }));

function outboxSamples(outboxes: Collected["outboxes"], of: (one: OutboxFigures) => number): Sample[] {
  const worst = new Map<string, number>();
  for (const one of outboxes) worst.set(one.show, Math.max(worst.get(one.show) ?? 0, of(one)));
  return [...worst].map(([show, value]) => ({ labels: { show }, value }));
}
