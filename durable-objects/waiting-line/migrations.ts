// The tables of one line, in numbered steps. A step that ran anywhere is never edited; the next one changes what it made.
import type { Steps } from "../kit/migrate.ts";

export const LINE_STEPS: Steps = [
  [
    // Append-only. `previous` is the same fan's entry before this one, if they joined again.
    "CREATE TABLE entry (position INTEGER PRIMARY KEY, fan TEXT NOT NULL, previous INTEGER)",
    // Everything that happened, in order: the truth from which the line wakes.
    "CREATE TABLE event (seq INTEGER PRIMARY KEY, body TEXT NOT NULL)",
    // The public log as it is served. `first` is the first position of a batch of joins.
    "CREATE TABLE log (seq INTEGER PRIMARY KEY, first INTEGER, entry TEXT NOT NULL)",
    "CREATE INDEX log_first ON log (first) WHERE first IS NOT NULL",
    "CREATE TABLE secret (id INTEGER PRIMARY KEY CHECK (id = 1), key BLOB NOT NULL)",
    // The line as it stood after event `seq`, in pieces: a copy that saves reading every row, never the only record.
    "CREATE TABLE snapshot (part TEXT NOT NULL, n INTEGER NOT NULL, seq INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (part, n))",
    // What the log came to now and then: served for ever, so that a copy a fan kept can be compared with it.
    "CREATE TABLE checkpoint (seq INTEGER PRIMARY KEY, body TEXT NOT NULL)",
    "CREATE TABLE notice (id INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, text TEXT NOT NULL)",
  ],
  [
    // What a draw came to: the place of each lobby number, four bytes each, in pieces.
    "CREATE TABLE place (n INTEGER PRIMARY KEY, body BLOB NOT NULL)",
  ],
  [
    // Checks that let somebody in, until they would have run out by themselves: none lets two in.
    "CREATE TABLE spent_check (mark TEXT PRIMARY KEY, expires_at_ms INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX spent_check_ends ON spent_check (expires_at_ms)",
  ],
  [
    // How many relays the line's fans are spread over, and since when.
    "CREATE TABLE spread (id INTEGER PRIMARY KEY CHECK (id = 1), relays INTEGER NOT NULL, since_ms INTEGER NOT NULL)",
  ],
  // The product's own notices are in two languages.
  ["ALTER TABLE notice ADD COLUMN text_en TEXT"],
  // Lines of the audit log on their way there: written in the step of the act that they tell of.
  ["CREATE TABLE untold (id TEXT PRIMARY KEY, body TEXT NOT NULL)"],
  // Random bytes of each batch of joins, which its salts are made of as well; batches of before have none.
  ["ALTER TABLE log ADD COLUMN own TEXT"],
  [
    // What an organiser changed here and the show's row is still to be told, and when the latest of it was.
    "CREATE TABLE untold_change (at_ms INTEGER PRIMARY KEY, body TEXT NOT NULL)",
    "CREATE TABLE last_change (id INTEGER PRIMARY KEY CHECK (id = 1), at_ms INTEGER NOT NULL)",
  ],
];
