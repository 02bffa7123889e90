// What a copy of a ledger holds: everything.
import type { CopyPlan } from "../kit/copy.ts";

export const LEDGER_COPY: CopyPlan = {
  tables: [
    { name: "frame", key: ["id"] },
    { name: "list_head", key: ["id"] },
    // What is delivered while the others are read is delivered once more, and nothing goes unsaid.
    { name: "outbox", key: ["destination", "id"], grows_by: "id" },
    { name: "checkpoint", key: ["part", "n"], still: true },
    { name: "layout", key: ["n"], still: true },
    { name: "journal", key: ["seq"], grows_by: "seq" },
    { name: "answer", key: ["fan_id", "route", "key"], grows_by: "at_ms" },
    { name: "scan", key: ["seq"], comes_again: true },
    { name: "list_log", key: ["seq"], grows_by: "seq" },
  ],
  mark: "SELECT (SELECT coalesce(max(seq), 0) FROM journal) || '.' || (SELECT coalesce(max(seq), 0) FROM scan) AS mark",
  // A new layout comes with a checkpoint, and a checkpoint with some thousand events.
  still: `SELECT coalesce(group_concat(body, '') ->> 'seq', '') AS still
    FROM (SELECT body FROM checkpoint WHERE part = 'head' ORDER BY n)`,
  traces: "SELECT (SELECT count(*) FROM journal WHERE kind = 'held') + (SELECT count(*) FROM scan) AS traces",
  strange: "SELECT count(*) AS strange FROM journal WHERE kind = 'published' AND body ->> '$.config.code' IS NOT ?",
  later: "SELECT count(*) AS later FROM journal WHERE at_ms > ?",
};
