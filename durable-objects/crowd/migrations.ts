// The rows of one crowd, in numbered steps.
import type { Steps } from "../kit/migrate.ts";

export const CROWD_STEPS: Steps = [
  [
    // `play`: everything but the seats, as it stood a second ago at most; `seats`: those that are for sale, in pieces.
    "CREATE TABLE part (name TEXT NOT NULL, n INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (name, n))",
  ],
];
