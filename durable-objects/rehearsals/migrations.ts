// The tables of a show's rehearsals, in numbered steps. A step that ran anywhere is never edited.
import type { Steps } from "../kit/migrate.ts";

export const REHEARSAL_STEPS: Steps = [
  [
    // `begun`: how often the sale that is under way was begun. A sale that ends its object each time must not go on for ever.
    `CREATE TABLE rehearsal (
       id TEXT PRIMARY KEY, kind TEXT NOT NULL, status TEXT NOT NULL, asked TEXT NOT NULL, plays TEXT NOT NULL,
       begun INTEGER NOT NULL DEFAULT 0, created_at_ms INTEGER NOT NULL, finished_at_ms INTEGER, report TEXT
     )`,
    // One at a time, whatever the code above it thinks.
    "CREATE UNIQUE INDEX rehearsal_running ON rehearsal (status) WHERE status = 'RUNNING'",
    // Sales of the running forecast that were played through: from here it goes on after a restart.
    "CREATE TABLE played (n INTEGER PRIMARY KEY, body TEXT NOT NULL)",
  ],
  // Of a live rehearsal: the id of the practice that is its copy.
  ["ALTER TABLE rehearsal ADD COLUMN copy TEXT"],
  // Lines of the audit log on their way there: written in the step of the act that they tell of.
  ["CREATE TABLE untold (id TEXT PRIMARY KEY, body TEXT NOT NULL)"],
];
