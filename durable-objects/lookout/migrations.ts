// The tables of the lookout, in numbered steps. A step that ran anywhere is never edited.
import type { Steps } from "../kit/migrate.ts";

export const LOOKOUT_STEPS: Steps = [
  [
    // What was measured each minute, as far back as an alert looks.
    "CREATE TABLE minute (at_ms INTEGER PRIMARY KEY, body TEXT NOT NULL)",
    // What was found, and how far the webhook has been told of it.
    "CREATE TABLE incident (id TEXT PRIMARY KEY, began_at_ms INTEGER NOT NULL, ended_at_ms INTEGER, rev INTEGER NOT NULL, body TEXT NOT NULL, told_rev INTEGER NOT NULL DEFAULT 0, told TEXT NOT NULL)",
    "CREATE INDEX incident_began ON incident (began_at_ms)",
    // What happened outside of lines and ledgers, counted.
    "CREATE TABLE counter (name TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID",
    // One JSON text each: the last look, the alerts that stand, the sales that are stopped.
    "CREATE TABLE fact (name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID",
  ],
];
