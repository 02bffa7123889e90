// What stands on the dashboard, row by row: titles, units and expressions over the product's metrics.
export type Unit = "short" | "s" | "percentunit" | "currencyKRW" | "reqps" | "bool_on_off";

export type Query = { readonly expr: string; readonly legend: string };
export type PanelOf = {
  readonly title: string;
  readonly about: string;
  readonly kind: "timeseries" | "stat";
  readonly unit: Unit;
  /** Of the sheet's 24 columns. */
  readonly width: number;
  readonly queries: readonly Query[];
  readonly stacked?: boolean;
  /** From here on it is told in red. */
  readonly bad_from?: number;
};
export type RowOf = { readonly title: string; readonly panels: readonly PanelOf[] };

/** Of the shows chosen above. */
const of = (metric: string, more = ""): string => `fairline_${metric}{show=~"$show"${more}}`;
const perSecond = (metric: string, more = ""): string => `rate(${of(metric, more)}[1m])`;
const by = (label: string, of: string): string => `sum by (show, ${label}) (${of})`;
const one = (expr: string, legend = "{{show}}"): Query => ({ expr, legend });
const quantile = (share: number): Query =>
  one(
    `histogram_quantile(${share}, sum by (le) (${perSecond("payment_duration_seconds_bucket")}))`,
    `${share * 100} of 100`,
  );

const series = (panel: Omit<PanelOf, "kind" | "width"> & { readonly width?: number }): PanelOf => ({
  kind: "timeseries",
  width: 8,
  ...panel,
});
const stat = (panel: Omit<PanelOf, "kind" | "width"> & { readonly width?: number }): PanelOf => ({
  kind: "stat",
  width: 4,
  ...panel,
});

const line: RowOf = {
  title: "The line",
  panels: [
    series({
      title: "Waiting",
      about: "Fans who wait now. It falls while the sale is open.",
      unit: "short",
      queries: [one(of("line_waiting"))],
    }),
    series({
      title: "Inside the room",
      about: "Near the capacity while anybody waits.",
      unit: "short",
      queries: [one(of("line_inside"), "{{show}} inside"), one(of("line_room_capacity"), "{{show}} capacity")],
    }),
    series({
      title: "Joins and admissions",
      about: "The line grows while joins are above admissions.",
      unit: "reqps",
      queries: [
        one(perSecond("line_joins_total"), "{{show}} joins"),
        one(perSecond("line_admissions_total"), "{{show}} admissions"),
      ],
    }),
    series({
      title: "Turns that ended",
      about: "Those that ran out stay below a third.",
      unit: "reqps",
      queries: [
        one(perSecond("line_finished_total"), "{{show}} bought"),
        one(perSecond("line_expired_total"), "{{show}} ran out"),
      ],
    }),
    series({
      title: "Sockets and relays",
      about: "Below 5,000 an object; beyond it raise relays.",
      unit: "short",
      queries: [one(of("line_sockets"), "{{show}} sockets"), one(of("relays"), "{{show}} relays")],
    }),
    series({
      title: "Open, and braked",
      about: "Whether the sale lets fans in, and whether it has paused by itself.",
      unit: "bool_on_off",
      queries: [one(of("sale_open"), "{{show}} open"), one(of("line_braked"), "{{show}} braked")],
    }),
  ],
};

const seats: RowOf = {
  title: "Seats",
  panels: [
    series({
      title: "Seats by state",
      about: "Their sum changes with the plan alone.",
      unit: "short",
      width: 12,
      stacked: true,
      queries: [one(by("state", of("seats")), "{{show}} {{state}}")],
    }),
    series({
      title: "Holds",
      about: "Expired below a quarter of held.",
      unit: "reqps",
      width: 12,
      queries: [one(by("outcome", perSecond("holds_total")), "{{show}} {{outcome}}")],
    }),
  ],
};

const money: RowOf = {
  title: "Money",
  panels: [
    series({
      title: "Payments by outcome",
      about: "Declined below a fifth; given up: none.",
      unit: "reqps",
      queries: [one(by("outcome", perSecond("payments_total")), "{{show}} {{outcome}}")],
    }),
    series({
      title: "How long a payment takes",
      about: "95 of 100 below five seconds.",
      unit: "s",
      bad_from: 13,
      queries: [quantile(0.5), quantile(0.95), quantile(0.99)],
    }),
    series({
      title: "Payments without an outcome",
      about: "Now and then a few, for seconds.",
      unit: "short",
      bad_from: 5,
      queries: [one(of("payments_unanswered"))],
    }),
    series({
      title: "Orders by state",
      about: "CONFIRMED follows PENDING.",
      unit: "reqps",
      queries: [one(by("status", perSecond("orders_total")), "{{show}} {{status}}")],
    }),
    series({
      title: "Revenue",
      about: "What the seats sold now were sold for.",
      unit: "currencyKRW",
      queries: [one(of("revenue_won"))],
    }),
    series({
      title: "Given back in an hour",
      about: "Refunds of any reason.",
      unit: "currencyKRW",
      queries: [one(`increase(${of("refunds_won_total")}[1h])`)],
    }),
  ],
};

const all = (expr: string, legend: string): Query => ({ expr, legend });

const service: RowOf = {
  title: "The service",
  panels: [
    stat({
      title: "Parts",
      about: "1 while a part answers.",
      unit: "bool_on_off",
      width: 8,
      queries: [all("fairline_part_up", "{{part}}")],
    }),
    stat({
      title: "Objects late",
      about: "Lines and ledgers that did not answer in time.",
      unit: "short",
      bad_from: 1,
      queries: [all('fairline_scrape_objects{state="late"}', "late")],
    }),
    stat({
      title: "Last look",
      about: "How long ago everything was looked at for alerts.",
      unit: "s",
      bad_from: 180,
      queries: [all("fairline_watch_age_seconds", "ago")],
    }),
    stat({
      title: "Records refused",
      about: "Messages that their receiver will never take.",
      unit: "short",
      bad_from: 1,
      queries: [all("max(fairline_records_refused)", "rows")],
    }),
    stat({
      title: "Version",
      about: "What runs now.",
      unit: "short",
      queries: [all("fairline_build_info", "{{version}}")],
    }),
    series({
      title: "Outboxes",
      about: "Below 1,000 rows and five seconds.",
      unit: "short",
      queries: [one(of("outbox_rows"), "{{show}} rows"), one(of("outbox_lag_seconds"), "{{show}} seconds")],
    }),
    series({
      title: "Mail",
      about: "What waits falls each minute.",
      unit: "short",
      queries: [
        all("fairline_mail_waiting", "waiting"),
        all("fairline_mail_lag_seconds", "oldest, seconds"),
        all("fairline_mail_given_up", "given up in an hour"),
        all("fairline_mail_sender_refused", "sender refused"),
      ],
    }),
    series({
      title: "What went wrong in a quarter of an hour",
      about: "None of it is normal.",
      unit: "short",
      bad_from: 1,
      queries: [
        all("increase(fairline_dead_letters_total[15m])", "dead letters {{queue}}"),
        all("increase(fairline_objects_overdue_total[15m])", "objects that slept"),
      ],
    }),
    series({
      title: "Practices",
      about: "Practices and live rehearsals that are played now, and those for which there was no room in an hour.",
      unit: "short",
      queries: [
        all("fairline_practices_open", "{{kind}}"),
        all('increase(fairline_practices_total{outcome="refused"}[1h])', "{{kind}} refused"),
      ],
    }),
  ],
};

export const ROWS: readonly RowOf[] = [line, seats, money, service];

/** What somebody did, as marks on every panel. */
export const MARKS: readonly { readonly name: string; readonly color: string; readonly expr: string }[] = [
  { name: "Opened, paused, ended", color: "blue", expr: `changes(${of("sale_open")}[1m]) > 0` },
  { name: "Room resized", color: "purple", expr: `changes(${of("line_room_capacity")}[1m]) > 0` },
  { name: "Admissions paused by themselves", color: "red", expr: `changes(${of("line_braked")}[1m]) > 0` },
];

export const SHOW_VARIABLE = "label_values(fairline_line_waiting, show)";
