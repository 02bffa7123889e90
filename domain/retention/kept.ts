// What the record keeps about people: what, why, how long, and what the deletion of an account leaves of it.
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long rows stay after their own end (or their making) before the minute's sweep deletes them. */
export const SWEPT_AFTER_MS = {
  kept_answers: 0,
  login_codes: HOUR_MS,
  refresh_tokens: DAY_MS,
  /** Kept a while for "where was I signed in"; their tokens are gone long before. */
  sessions: 90 * DAY_MS,
  code_sends: DAY_MS,
} as const;

type Kept = {
  readonly table: string;
  readonly what: string;
  readonly why: string;
  readonly how_long: string;
  /** Of a deleted person: no row, a row that says nothing of them, or the row with an id that leads nowhere. */
  readonly after_deletion: "gone" | "emptied" | "stays";
};

export const KEPT_ABOUT_PEOPLE: readonly Kept[] = [
  {
    table: "users",
    what: "name, verified address, phone, language, role",
    why: "the account itself; bookings keep its id",
    how_long: "until the account is deleted, which empties the row",
    after_deletion: "emptied",
  },
  {
    table: "identities",
    what: "ways to sign in, with the provider's id and the address",
    why: "signing in",
    how_long: "until unlinked or the account is deleted",
    after_deletion: "gone",
  },
  {
    table: "sessions",
    what: "browser and range of the address",
    why: "showing one's own devices and ending them",
    how_long: "90 days after its end",
    after_deletion: "emptied",
  },
  {
    table: "refresh_tokens",
    what: "hash of a session's tokens",
    why: "knowing a stolen token that comes again",
    how_long: "a day after its end",
    after_deletion: "gone",
  },
  {
    table: "login_codes",
    what: "mail address and hash of a code",
    why: "signing in by mail",
    how_long: "an hour after its end",
    after_deletion: "gone",
  },
  {
    table: "code_sends",
    what: "mail address and range of the address",
    why: "the brakes on codes by mail",
    how_long: "a day",
    after_deletion: "gone",
  },
  {
    table: "token_cuts",
    what: "the id of a person or session",
    why: "tokens that no longer count",
    how_long: "90 minutes",
    after_deletion: "stays",
  },
  {
    table: "kept_answers",
    what: "the answer to an organiser's create",
    why: "the same request sent twice acts once",
    how_long: "24 hours",
    after_deletion: "stays",
  },
  {
    table: "audit",
    what: "who did a privileged act, and to whom",
    why: "answering for privileged acts",
    how_long: "for ever",
    after_deletion: "stays",
  },
  {
    table: "venues",
    what: "the id of the organiser",
    why: "the organiser's own houses",
    how_long: "for ever",
    after_deletion: "stays",
  },
  {
    table: "shows",
    what: "the id of the organiser",
    why: "somebody answers for a show",
    how_long: "until deleted by its organiser",
    after_deletion: "stays",
  },
  {
    table: "vip_guests",
    what: "mail address",
    why: "joining early",
    how_long: "as long as the show",
    after_deletion: "gone",
  },
  {
    table: "appeals",
    what: "what a fan taken out of a line asked, and the organiser's answer",
    why: "looking at it again",
    how_long: "until the account is deleted",
    after_deletion: "gone",
  },
  {
    table: "bookings",
    what: "the id of the fan, with what was bought and paid",
    why: "tickets and bookkeeping",
    how_long: "for ever",
    after_deletion: "stays",
  },
  {
    table: "booked_seats",
    what: "the seats of a booking",
    why: "tickets and bookkeeping",
    how_long: "for ever",
    after_deletion: "stays",
  },
  {
    table: "payments",
    what: "the provider's code of a payment and its receipt",
    why: "bookkeeping and refunds",
    how_long: "for ever",
    after_deletion: "stays",
  },
  {
    table: "refunds",
    what: "money given back, and why",
    why: "bookkeeping",
    how_long: "for ever",
    after_deletion: "stays",
  },
  {
    table: "notifications",
    what: "what a fan was told",
    why: "the inbox",
    how_long: "until the account is deleted",
    after_deletion: "gone",
  },
  {
    table: "open_inboxes",
    what: "that a fan has a page open",
    why: "telling open pages at once",
    how_long: "half an hour",
    after_deletion: "gone",
  },
  {
    table: "mail_choices",
    what: "which mail a fan wants",
    why: "sending no other",
    how_long: "until the account is deleted",
    after_deletion: "gone",
  },
  {
    table: "push_subscriptions",
    what: "address of a browser at its push service",
    why: "waking the browser",
    how_long: "until switched off or the account is deleted",
    after_deletion: "gone",
  },
  {
    table: "broadcasts",
    what: "the id of the fan up to whom a message has come, and an organiser's words",
    why: "going on after a fault",
    how_long: "for ever",
    after_deletion: "stays",
  },
  {
    table: "broadcast_fans",
    what: "the ids of the fans a message is for",
    why: "reaching those and no others",
    how_long: "for ever",
    after_deletion: "stays",
  },
  {
    table: "mail_outbox",
    what: "mail address; a letter's values until it is sent",
    why: "sending a letter once",
    how_long: "until the account is deleted",
    after_deletion: "gone",
  },
  {
    table: "jobs",
    what: "the id of the organiser who asked",
    why: "work on many bookings",
    how_long: "for ever",
    after_deletion: "stays",
  },
  {
    table: "job_items",
    what: "a booking and its refund",
    why: "work on many bookings",
    how_long: "for ever",
    after_deletion: "stays",
  },
  {
    table: "dead_letters",
    what: "a message that a queue gave up on, which may name a letter or an order",
    why: "trying again by hand",
    how_long: "for ever",
    after_deletion: "stays",
  },
  {
    table: "parked_records",
    what: "the number of a booking",
    why: "trying again by hand",
    how_long: "for ever",
    after_deletion: "stays",
  },
  {
    table: "practice_results",
    what: "a nickname, if its person gave one",
    why: "the ranking of a practice",
    how_long: "while among the best 500 of its level",
    after_deletion: "stays",
  },
];

/** Tables of a sale and its house, without anything about a person. */
export const NOT_ABOUT_PEOPLE: readonly string[] = [
  "doors",
  "live_objects",
  "layouts",
  "picture_parts",
  "grades",
  "showtimes",
];
