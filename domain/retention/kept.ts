// What the record keeps about people: what, why, how long, and what the deletion of an account leaves of it.
export const SUBJECTS = ["account", "buying", "messages", "waiting", "organising", "running"] as const;
export type Subject = (typeof SUBJECTS)[number];

export type Kept = {
  readonly table: string;
  /** Under which heading people read of it. */
  readonly subject: Subject;
  readonly what: string;
  readonly why: string;
  readonly how_long: string;
  /** Of a deleted person: no row, a row that says nothing of them, or the row with an id that leads nowhere. */
  readonly after_deletion: "gone" | "emptied" | "stays";
};

export const KEPT_ABOUT_PEOPLE = [
  {
    table: "users",
    subject: "account",
    what: "name, verified address, phone, language, role",
    why: "the account itself; bookings keep its id",
    how_long: "until the account is deleted, which empties the row",
    after_deletion: "emptied",
  },
  {
    table: "identities",
    subject: "account",
    what: "ways to sign in, with the provider's id and the address",
    why: "signing in",
    how_long: "until unlinked or the account is deleted",
    after_deletion: "gone",
  },
  {
    table: "sessions",
    subject: "account",
    what: "browser and range of the address",
    why: "showing one's own devices and ending them",
    how_long: "90 days after its end",
    after_deletion: "emptied",
  },
  {
    table: "refresh_tokens",
    subject: "account",
    what: "hash of a session's tokens",
    why: "knowing a stolen token that comes again",
    how_long: "1 day after its end",
    after_deletion: "gone",
  },
  {
    table: "login_codes",
    subject: "account",
    what: "mail address and hash of a code",
    why: "signing in by mail",
    how_long: "1 hour after its end",
    after_deletion: "gone",
  },
  {
    table: "code_sends",
    subject: "account",
    what: "mail address and range of the address",
    why: "the brakes on codes by mail",
    how_long: "1 day",
    after_deletion: "gone",
  },
  {
    table: "token_cuts",
    subject: "account",
    what: "the id of a person or session",
    why: "tokens that no longer count",
    how_long: "90 minutes",
    after_deletion: "stays",
  },
  {
    table: "kept_answers",
    subject: "organising",
    what: "the answer to an organiser's create",
    why: "the same request sent twice acts once",
    how_long: "24 hours",
    after_deletion: "stays",
  },
  {
    table: "audit",
    subject: "running",
    what: "who did a privileged act, and to whom",
    why: "answering for privileged acts",
    how_long: "5 years",
    after_deletion: "stays",
  },
  {
    table: "venues",
    subject: "organising",
    what: "the id of the organiser",
    why: "the organiser's own houses",
    how_long: "for ever",
    after_deletion: "stays",
  },
  {
    table: "shows",
    subject: "organising",
    what: "the id of the organiser",
    why: "somebody answers for a show",
    how_long: "until deleted by its organiser",
    after_deletion: "stays",
  },
  {
    table: "vip_guests",
    subject: "waiting",
    what: "mail address",
    why: "joining early",
    how_long: "as long as the show",
    after_deletion: "gone",
  },
  {
    table: "appeals",
    subject: "waiting",
    what: "what a fan taken out of a line asked, and the organiser's answer",
    why: "looking at it again",
    how_long: "until the account is deleted, 1 year at most",
    after_deletion: "gone",
  },
  {
    table: "bookings",
    subject: "buying",
    what: "the id of the fan, with what was bought and paid",
    why: "tickets and bookkeeping",
    how_long: "for ever",
    after_deletion: "stays",
  },
  {
    table: "booked_seats",
    subject: "buying",
    what: "the seats of a booking",
    why: "tickets and bookkeeping",
    how_long: "for ever",
    after_deletion: "stays",
  },
  {
    table: "payments",
    subject: "buying",
    what: "the provider's code of a payment and its receipt",
    why: "bookkeeping and refunds",
    how_long: "for ever",
    after_deletion: "stays",
  },
  {
    table: "refunds",
    subject: "buying",
    what: "money given back, and why",
    why: "bookkeeping",
    how_long: "for ever",
    after_deletion: "stays",
  },
  {
    table: "notifications",
    subject: "messages",
    what: "what a fan was told",
    why: "the inbox",
    how_long: "until the account is deleted",
    after_deletion: "gone",
  },
  {
    table: "open_inboxes",
    subject: "messages",
    what: "that a fan has a page open",
    why: "telling open pages at once",
    how_long: "30 minutes after the last page was closed",
    after_deletion: "gone",
  },
  {
    table: "mail_choices",
    subject: "messages",
    what: "which mail a fan wants",
    why: "sending no other",
    how_long: "until the account is deleted",
    after_deletion: "gone",
  },
  {
    table: "push_subscriptions",
    subject: "messages",
    what: "address of a browser at its push service",
    why: "waking the browser",
    how_long: "until switched off or the account is deleted",
    after_deletion: "gone",
  },
  {
    table: "broadcasts",
    subject: "messages",
    what: "the id of the fan up to whom a message has come, and an organiser's words",
    why: "going on after a fault",
    how_long: "90 days after it was sent",
    after_deletion: "stays",
  },
  {
    table: "broadcast_fans",
    subject: "messages",
    what: "the ids of the fans a message is for",
    why: "reaching those and no others",
    how_long: "90 days after it was sent",
    after_deletion: "stays",
  },
  {
    table: "mail_outbox",
    subject: "messages",
    what: "mail address; a letter's values until it is sent",
    why: "sending a letter once",
    how_long: "until the account is deleted, 90 days at most",
    after_deletion: "gone",
  },
  {
    table: "jobs",
    subject: "organising",
    what: "the id of the organiser who asked",
    why: "work on many bookings",
    how_long: "1 year after it is done",
    after_deletion: "stays",
  },
  {
    table: "job_items",
    subject: "organising",
    what: "a booking and its refund",
    why: "work on many bookings",
    how_long: "1 year after its job is done",
    after_deletion: "stays",
  },
  {
    table: "dead_letters",
    subject: "running",
    what: "a message that a queue gave up on, which may name a letter or an order",
    why: "trying again by hand",
    how_long: "90 days",
    after_deletion: "stays",
  },
  {
    table: "parked_records",
    subject: "running",
    what: "the number of a booking",
    why: "trying again by hand",
    how_long: "90 days after somebody tried again",
    after_deletion: "stays",
  },
  {
    table: "practice_results",
    subject: "waiting",
    what: "a nickname, if its person gave one",
    why: "the ranking of a practice",
    how_long: "while among the best 500 of its level",
    after_deletion: "stays",
  },
] as const satisfies readonly Kept[];

export type KeptTable = (typeof KEPT_ABOUT_PEOPLE)[number]["table"];

/** Tables of a sale and its house, without anything about a person. */
export const NOT_ABOUT_PEOPLE: readonly string[] = [
  "doors",
  "live_objects",
  "layouts",
  "picture_parts",
  "grades",
  "showtimes",
];
