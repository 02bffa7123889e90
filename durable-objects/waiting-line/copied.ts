// What a copy of a line holds: all but the snapshot, which only saves reading the events.
import type { CopyPlan } from "../kit/copy.ts";

export const LINE_COPY: CopyPlan = {
  tables: [
    { name: "secret", key: ["id"] },
    { name: "entry", key: ["position"] },
    { name: "event", key: ["seq"] },
    { name: "log", key: ["seq"] },
    { name: "place", key: ["n"] },
    { name: "checkpoint", key: ["seq"] },
    { name: "notice", key: ["id"] },
    { name: "spent_check", key: ["mark"] },
    { name: "spread", key: ["id"] },
    { name: "untold", key: ["id"] },
  ],
  mark: "SELECT coalesce(max(seq), 0) AS mark FROM event",
  traces: "SELECT count(*) AS traces FROM entry",
  strange: "SELECT count(*) AS strange FROM event WHERE body ->> 'kind' = 'created' AND body ->> 'show_id' IS NOT ?",
  later: "SELECT count(*) AS later FROM event WHERE body ->> 'at_ms' > ?",
};
