// The tables of one sale's screen, in numbered steps. A step that ran anywhere is never edited.
import type { Steps } from "../kit/migrate.ts";

export const SCREEN_STEPS: Steps = [
  [
    "CREATE TABLE about (id INTEGER PRIMARY KEY CHECK (id = 1), show_id TEXT NOT NULL)",
    // The sale minute by minute, for its curves and its replay. A copy: the line and the ledgers own the truth.
    "CREATE TABLE minute (at_ms INTEGER PRIMARY KEY, body TEXT NOT NULL)",
  ],
];
