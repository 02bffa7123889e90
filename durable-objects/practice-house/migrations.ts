// The rows of the house of practices, in numbered steps.
import type { Steps } from "../kit/migrate.ts";

export const HOUSE_STEPS: Steps = [
  [
    // A lease each: one that is not given back runs out by itself.
    "CREATE TABLE open (id TEXT PRIMARY KEY, kind TEXT NOT NULL, bots INTEGER NOT NULL, asker TEXT NOT NULL, until_ms INTEGER NOT NULL)",
    "CREATE TABLE total (kind TEXT PRIMARY KEY, opened INTEGER NOT NULL, refused INTEGER NOT NULL)",
  ],
];
