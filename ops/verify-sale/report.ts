// The verdict in words: what agrees, what differs, and what nothing can be said of yet.
import type { Check, DifferenceCode } from "../../domain/verify-sale/facts.ts";
import type { CheckedSale, ShowtimeVerdict } from "./sale.ts";

/** More of one kind say no more. */
const LINES_PER_CHECK = 20;

const AGREES: Readonly<Record<Check["name"], (compared: string) => string>> = {
  journal: (n) => `the journal is whole: ${n} entries, none missing, and no seat was ever taken by two`,
  seats: (n) => `played again it gives the ledger's own counts, and each of ${n} places belongs to one at most`,
  record: (n) => `the database holds what it was told: ${n} bookings with their payments and refunds`,
  tickets: (n) => `every sold seat has one live ticket and no other seat has one: ${n} compared`,
  money: (n) => `the provider's own list agrees with ${n} attempts: one charge per booking, every won accounted for`,
};

const DIFFERS: Readonly<Record<DifferenceCode, string>> = {
  journal_gap: "the journal has a hole",
  clock_stepped_back: "the ledger's clock stepped back",
  seat_taken_twice: "a seat was taken by two",
  layout_unknown: "a layout is not there",
  counts_differ: "the ledger counts otherwise",
  seat_unaccounted: "a seat's state has no owner, or its owner another state",
  booking_missing: "a booking is not in the database",
  booking_unknown: "the database has a booking that the ledger does not know",
  booking_differs: "a booking differs",
  ticket_missing: "a ticket is not in the database",
  ticket_unknown: "the database has a ticket that the ledger does not know",
  ticket_differs: "a ticket differs",
  seat_has_two_tickets: "a seat has two live tickets",
  live_tickets_differ: "the number of live tickets differs",
  payment_missing: "a payment is not in the database",
  payment_differs: "a payment differs",
  refund_missing: "a refund is not in the database",
  refund_differs: "a refund differs",
  charge_unknown: "the provider charged what the ledger does not know as charged",
  charge_missing: "the ledger believes a charge that the provider does not list",
  charged_twice: "the provider charged one attempt twice",
  charged_amount_differs: "the provider charged another amount",
  returned_amount_differs: "the provider gave back another amount",
  money_unaccounted: "of a charge not every won is in tickets, given back, or a stated fee",
  not_final_in_time: "an order is not final although its time is over",
};

export function printedSale({ show_id, provider, showtimes, sound }: CheckedSale): string {
  const title = sound
    ? `the sale of show ${show_id} is sound`
    : `the sale of show ${show_id} does NOT hold: what follows must be looked into`;
  return [title, `compared with ${provider}`, ...showtimes.flatMap(ofShowtime)].join("\n");
}

function ofShowtime(verdict: ShowtimeVerdict): string[] {
  const { showtime_id, orders, confirmed, live_tickets, captured_krw, returned_krw } = verdict;
  return [
    "",
    `showtime ${showtime_id}: ${num(orders)} orders, ${num(confirmed)} confirmed, ${num(live_tickets)} live tickets, ` +
      `${num(captured_krw)} won charged, ${num(returned_krw)} given back`,
    ...verdict.checks.flatMap(ofCheck),
    ...notes(verdict).map((note) => `  · ${note}`),
  ];
}

function ofCheck({ name, compared, differences }: Check): string[] {
  if (differences.length === 0) return [`  ✓ ${AGREES[name](num(compared))}`];
  const lines = differences
    .slice(0, LINES_PER_CHECK)
    .map(
      ({ code, subject, expected, found }) => `  ✗ ${DIFFERS[code]}: ${subject}: ${expected} expected, ${found} found`,
    );
  const more = differences.length - lines.length;
  return more > 0 ? [...lines, `  ✗ and ${num(more)} more`] : lines;
}

function notes({ under_way, waiting, parked }: ShowtimeVerdict): string[] {
  return [
    ...(under_way > 0
      ? [`${num(under_way)} orders or refunds are under way: of them nothing final can be said yet`]
      : []),
    ...(waiting > 0 ? [`${num(waiting)} messages of the ledger have not been delivered yet`] : []),
    ...(parked > 0 ? [`${num(parked)} messages were refused for good and wait for a person`] : []),
  ];
}

const num = (value: number): string => value.toLocaleString("en");
