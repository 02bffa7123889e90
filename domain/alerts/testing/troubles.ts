// A calm sale of two shows, minute by minute, and what each alert's trouble does to it.
import type { Series } from "../../promql/evaluate.ts";

export const MINUTE_MS = 60_000;
export const MINUTES = 60;
/** The trouble lasts from the first of these minutes until before the second. */
export const FROM = 20;
export const UNTIL = 30;

type Figure = { readonly name: string; readonly labels: Series["labels"]; readonly at: (minute: number) => number };

const perMinute =
  (n: number): Figure["at"] =>
  (minute) =>
    n * minute;
const always =
  (n: number): Figure["at"] =>
  () =>
    n;

const ofShow = (show: string): Figure[] => {
  const figure = (name: string, at: Figure["at"], more: Series["labels"] = {}): Figure => ({
    name: `fairline_${name}`,
    labels: { show, ...more },
    at,
  });
  return [
    figure("line_waiting", always(400)),
    figure("line_inside", always(90)),
    figure("line_braked", always(0)),
    figure("line_joins_total", perMinute(50)),
    figure("line_admissions_total", perMinute(50)),
    figure("sale_open", always(1)),
    figure("seats", always(500), { state: "AVAILABLE" }),
    figure("holds_total", perMinute(40), { outcome: "held" }),
    figure("holds_total", perMinute(4), { outcome: "expired" }),
    figure("payments_total", perMinute(30), { outcome: "captured" }),
    figure("payments_total", perMinute(3), { outcome: "declined" }),
    figure("payments_total", always(0), { outcome: "given_up" }),
    figure("payments_unanswered", always(1)),
    figure("outbox_lag_seconds", always(1)),
    figure("records_refused", always(0)),
  ];
};

const CALM: readonly Figure[] = [
  ...ofShow("moon"),
  ...ofShow("sun"),
  ...["database", "queues", "payments"].map((part) => ({ name: "fairline_part_up", labels: { part }, at: always(1) })),
  ...["mail", "payments"].map((queue) => ({ name: "fairline_dead_letters_total", labels: { queue }, at: always(0) })),
  { name: "fairline_scrape_objects", labels: { state: "late" }, at: always(0) },
  { name: "fairline_objects_overdue_total", labels: {}, at: always(0) },
  { name: "fairline_mail_lag_seconds", labels: {}, at: always(20) },
  { name: "fairline_mail_given_up", labels: {}, at: always(0) },
  { name: "fairline_mail_sender_refused", labels: {}, at: always(0) },
  { name: "fairline_watch_age_seconds", labels: {}, at: always(60) },
];

type Change = {
  readonly name: string;
  readonly labels?: Series["labels"];
  /** A gauge's value meanwhile, or what a counter grows by in each minute meanwhile. */
  readonly value?: number;
  readonly grows?: number;
};

const moon = { show: "moon" };
const away = (part: string): Change[] => [{ name: "fairline_part_up", labels: { part }, value: 0 }];

/** By the alert that each must bring about, and no other. */
export const TROUBLES: Readonly<Record<string, readonly Change[]>> = {
  LineOutgrowsRoom: [{ name: "fairline_line_joins_total", labels: moon, grows: 400 }],
  RoomEmptyWhileWaiting: [{ name: "fairline_line_inside", labels: moon, value: 0 }],
  SeatsStandStill: [{ name: "fairline_holds_total", labels: moon, grows: 0 }],
  PaymentsFail: [{ name: "fairline_payments_total", labels: { ...moon, outcome: "declined" }, grows: 60 }],
  PaymentsUnanswered: [{ name: "fairline_payments_unanswered", labels: moon, value: 12 }],
  ProviderAway: away("payments"),
  PaymentGivenUp: [{ name: "fairline_payments_total", labels: { ...moon, outcome: "given_up" }, grows: 0.1 }],
  OutboxLags: [{ name: "fairline_outbox_lag_seconds", labels: moon, value: 90 }],
  RecordRefused: [{ name: "fairline_records_refused", labels: moon, value: 1 }],
  DeadLetters: [{ name: "fairline_dead_letters_total", labels: { queue: "mail" }, grows: 1 }],
  MailGivenUp: [{ name: "fairline_mail_given_up", value: 2 }],
  MailSenderRefused: [{ name: "fairline_mail_sender_refused", value: 7 }],
  MailStands: [{ name: "fairline_mail_lag_seconds", value: 900 }],
  ObjectOverdue: [{ name: "fairline_objects_overdue_total", grows: 1 }],
  ObjectLate: [{ name: "fairline_scrape_objects", value: 3 }],
  DatabaseAway: away("database"),
  QueuesAway: away("queues"),
  WatchBlind: [{ name: "fairline_watch_age_seconds", value: 600 }],
};

export const seriesWith = (changes: readonly Change[]): Series[] =>
  CALM.map((figure) => {
    const change = changes.find(
      ({ name, labels = {} }) =>
        name === figure.name && Object.entries(labels).every(([label, value]) => figure.labels[label] === value),
    );
    return { name: figure.name, labels: figure.labels, points: pointsOf(figure, change) };
  });

function pointsOf({ at }: Figure, change: Change | undefined) {
  let last = 0;
  return Array.from({ length: MINUTES }, (_, minute) => {
    const troubled = change !== undefined && minute >= FROM && minute < UNTIL;
    const step = minute === 0 ? at(0) : at(minute) - at(minute - 1);
    last += troubled && change.grows !== undefined ? change.grows : step;
    return { at_ms: minute * MINUTE_MS, value: troubled && change.value !== undefined ? change.value : last };
  });
}
