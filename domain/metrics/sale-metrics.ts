// What the figures of lines and ledgers come to as metrics. The show is the only label without a bound; never a fan, a
// booking or a seat. docs/METRICS.md says what each means and what is normal; a test compares both.
import type { LedgerPart, LinePart } from "../sale-figures/figures.ts";
import { PAYMENT_SECONDS } from "../seat-ledger/tallies.ts";
import type { Metric, Sample } from "./exposition.ts";

export type ReadLine = { readonly show: string; readonly part: LinePart };
export type ReadLedger = { readonly show: string; readonly part: LedgerPart };
export type OutboxFigures = {
  readonly rows: number;
  readonly lag_ms: number;
  /** Rows that their receiver will never take. */
  readonly refused: number;
};

export type MailFigures = {
  readonly waiting: number;
  /** How long the oldest that waits has done so. */
  readonly lag_ms: number;
  /** Within the last hour. */
  readonly given_up: number;
  /** Of those that wait: because the service does not take the deployment's sender. */
  readonly sender_refused: number;
};

/** What only the watch knows: it counts what happens outside of lines and ledgers. */
export type WatchFigures = {
  /** Since the last look at everything. */
  readonly age_ms: number;
  /** The parts that the minute tries, by whether they answered. */
  readonly parts: Readonly<Record<string, boolean>>;
  readonly overdue: number;
  readonly dead_letters: Readonly<Record<string, number>>;
};

export type Collected = {
  readonly lines: readonly ReadLine[];
  readonly ledgers: readonly ReadLedger[];
  readonly outboxes: readonly (OutboxFigures & { readonly show: string })[];
  /** Objects that answered in time, and those that did not. */
  readonly objects: { readonly ok: number; readonly late: number };
  readonly relays: readonly { readonly show: string; readonly count: number }[];
  /** Null while D1 is away: better none than an old word. */
  readonly mail: MailFigures | null;
  /** Null where the watch did not answer. */
  readonly watch: WatchFigures | null;
  /** Apart from every sale; null where their house did not answer. */
  readonly practices: PracticeFigures | null;
  readonly version: string;
};

type ByKind = Readonly<Record<"practice" | "rehearsal", number>>;
export type PracticeFigures = { readonly open: ByKind; readonly opened: ByKind; readonly refused: ByKind };

type OfLedger = (part: LedgerPart) => Readonly<Record<string, number>>;

export function metricsOf(read: Collected): Metric[] {
  return [
    ...lineMetrics(read),
    ...seatMetrics(read),
    ...moneyMetrics(read),
    ...mailMetrics(read),
    ...serviceMetrics(read),
    ...watchMetrics(read),
    ...practiceMetrics(read),
  ];
}

/** Every figure by itself, as it is measured each minute; of histograms nothing. */
export type Measured = Sample & { readonly name: string };
export const measured = (metrics: readonly Metric[]): Measured[] =>
  metrics.flatMap((metric) =>
    metric.type === "histogram" ? [] : metric.samples.map((sample) => ({ name: metric.name, ...sample })),
  );

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
      "fairline_sale_open",
      "Whether the sale lets fans in: 0 before it opens, while paused, sold out, and after.",
      of((part) => (part.status === "OPEN" ? 1 : 0)),
    ),
    gauge(
      "fairline_line_braked",
      "Whether admissions have paused by themselves, because the payment provider is away.",
      of((part) => (part.braked ? 1 : 0)),
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
    gauge(
      "fairline_records_refused",
      "Messages of a ledger that their receiver will never take.",
      outboxSamples(outboxes, ({ refused }) => refused),
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
    gauge(
      "fairline_payments_unanswered",
      "Payment attempts whose provider did not say what came of them, now.",
      sums(ledgers, ({ money }) => money.unknown),
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

function mailMetrics({ mail }: Collected): Metric[] {
  const one = (value: (figures: MailFigures) => number): Sample[] =>
    mail === null ? [] : [{ labels: {}, value: value(mail) }];
  return [
    gauge(
      "fairline_mail_waiting",
      "Letters that wait to be sent.",
      one(({ waiting }) => waiting),
    ),
    gauge(
      "fairline_mail_lag_seconds",
      "How long the oldest letter that waits has waited.",
      one(({ lag_ms }) => lag_ms / 1_000),
    ),
    gauge(
      "fairline_mail_given_up",
      "Letters that could not be sent for good, within the last hour.",
      one(({ given_up }) => given_up),
    ),
    gauge(
      "fairline_mail_sender_refused",
      "Letters that wait because the mail service does not take the sender.",
      one(({ sender_refused }) => sender_refused),
    ),
  ];
}

function serviceMetrics({ objects, version, mail, watch }: Collected): Metric[] {
  const parts = { ...watch?.parts, database: mail !== null };
  return [
    gauge(
      "fairline_part_up",
      "Whether a part of the service answers: 0 while it is away.",
      Object.entries(parts).map(([part, up]) => ({ labels: { part }, value: up ? 1 : 0 })),
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

function watchMetrics({ watch }: Collected): Metric[] {
  const letters = Object.entries(watch?.dead_letters ?? {});
  return [
    counter(
      "fairline_dead_letters_total",
      "Messages that a queue gave up on.",
      letters.map(([queue, value]) => ({ labels: { queue }, value })),
    ),
    counter(
      "fairline_objects_overdue_total",
      "Lines and ledgers that the minute found asleep past their work.",
      watch === null ? [] : [{ labels: {}, value: watch.overdue }],
    ),
    gauge(
      "fairline_watch_age_seconds",
      "How long ago everything was last looked at for alerts.",
      watch === null ? [] : [{ labels: {}, value: watch.age_ms / 1_000 }],
    ),
  ];
}

function practiceMetrics({ practices }: Collected): Metric[] {
  const of = (counts: ByKind, more: Readonly<Record<string, string>>): Sample[] =>
    Object.entries(counts).map(([kind, value]) => ({ labels: { kind, ...more }, value }));
  return [
    gauge(
      "fairline_practices_open",
      "Practices and live rehearsals that are played now.",
      practices === null ? [] : of(practices.open, {}),
    ),
    counter(
      "fairline_practices_total",
      "Practices and live rehearsals that began, and those for which there was no room.",
      practices === null
        ? []
        : [...of(practices.opened, { outcome: "begun" }), ...of(practices.refused, { outcome: "refused" })],
    ),
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
