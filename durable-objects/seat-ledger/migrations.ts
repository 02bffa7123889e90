// The tables of one ledger, in numbered steps. A step that ran anywhere is never edited; the next one changes its work.
import type { Steps } from "../kit/migrate.ts";

export const LEDGER_STEPS: Steps = [
  [
    // Append-only: everything that happened, in order. The truth from which the ledger wakes.
    "CREATE TABLE journal (seq INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, kind TEXT NOT NULL, order_id TEXT, body TEXT NOT NULL)",
    "CREATE INDEX journal_order ON journal (order_id, seq) WHERE order_id IS NOT NULL",
    // The state after event `seq`, in pieces; it saves reading the journal from its first day.
    "CREATE TABLE checkpoint (part TEXT NOT NULL, n INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (part, n))",
    // The layout the state stands on, in pieces below the size limit of a row.
    "CREATE TABLE layout (n INTEGER PRIMARY KEY, body TEXT NOT NULL)",
    // What others must still learn. Ids grow with the journal and are never given twice. A parked row waits for a person.
    "CREATE TABLE outbox (destination TEXT NOT NULL, id INTEGER NOT NULL, body TEXT NOT NULL, parked TEXT, PRIMARY KEY (destination, id)) WITHOUT ROWID",
    // First answers by request key, for a day.
    "CREATE TABLE answer (fan_id TEXT NOT NULL, route TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, answer TEXT NOT NULL, at_ms INTEGER NOT NULL, PRIMARY KEY (fan_id, route, key)) WITHOUT ROWID",
    // The number of the last message to the map's viewers, and the event it reached.
    "CREATE TABLE frame (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL, seq INTEGER NOT NULL)",
    "INSERT INTO frame (id, version, seq) VALUES (1, 0, 0)",
  ],
  [
    // What devices did at the doors, one row for each scan of a ticket of ours. Numbers grow with each change of a row, so
    // that a door is told what is new; a row is never given away.
    "CREATE TABLE scan (seq INTEGER PRIMARY KEY AUTOINCREMENT, nonce TEXT NOT NULL UNIQUE, ticket_id TEXT NOT NULL, device_id TEXT NOT NULL, door_id TEXT NOT NULL, door TEXT NOT NULL, at_ms INTEGER NOT NULL, direction TEXT NOT NULL, shown TEXT NOT NULL, undoes TEXT, by_hand INTEGER NOT NULL, received_at_ms INTEGER NOT NULL)",
    "CREATE INDEX scan_ticket ON scan (ticket_id)",
  ],
  [
    // The public log of the list for returned seats, as it is served. Append-only; no row names anybody.
    "CREATE TABLE list_log (seq INTEGER PRIMARY KEY, hash TEXT NOT NULL, registered INTEGER, body TEXT NOT NULL)",
    "CREATE INDEX list_log_registered ON list_log (registered, seq) WHERE registered IS NOT NULL",
    // Where that log stands, with the key of its salts, which nobody is told.
    "CREATE TABLE list_head (id INTEGER PRIMARY KEY CHECK (id = 1), body TEXT NOT NULL)",
  ],
  // Random bytes of each position in the list, which its salt is made of as well; positions of before have none.
  ["ALTER TABLE list_log ADD COLUMN own TEXT"],
];
