// What a copy of a line holds: all but the snapshot, which only saves reading the events.
import type { CopyPlan } from "../kit/copy.ts";

export const LINE_COPY: CopyPlan = {
  tables: [
    { name: "secret", key: ["id"] },
    { name: "spread", key: ["id"] },
    { name: "untold", key: ["id"] },
    { name: "untold_change", key: ["at_ms"] },
    { name: "last_change", key: ["id"] },
    // Of joins that come while it is copied there may be checks without their entry, never the other way round: whoever had
    // one is asked for another.
    { name: "spent_check", key: ["mark"] },
    { name: "entry", key: ["position"], grows_by: "position" },
    { name: "event", key: ["seq"], grows_by: "seq" },
    { name: "log", key: ["seq"], grows_by: "seq" },
    { name: "place", key: ["n"], grows_by: "n" },
    { name: "checkpoint", key: ["seq"], grows_by: "seq" },
    { name: "notice", key: ["id"], grows_by: "id" },
  ],
  mark: "SELECT coalesce(max(seq), 0) AS mark FROM event",
  still: null,
  traces: "SELECT count(*) AS traces FROM entry",
  strange: "SELECT count(*) AS strange FROM event WHERE body ->> 'kind' = 'created' AND body ->> 'show_id' IS NOT ?",
  later: "SELECT count(*) AS later FROM event WHERE body ->> 'at_ms' > ?",
};
