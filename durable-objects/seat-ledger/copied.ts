// What a copy of a ledger holds: everything.
import type { CopyPlan } from "../kit/copy.ts";

export const LEDGER_COPY: CopyPlan = {
  tables: [
    // First: what is delivered while the others are read is delivered once more, and nothing goes unsaid.
    { name: "outbox", key: ["destination", "id"] },
    { name: "journal", key: ["seq"] },
    { name: "checkpoint", key: ["part", "n"] },
    { name: "layout", key: ["n"] },
    { name: "answer", key: ["fan_id", "route", "key"] },
    { name: "frame", key: ["id"] },
    { name: "scan", key: ["seq"] },
    { name: "list_log", key: ["seq"] },
    { name: "list_head", key: ["id"] },
  ],
  mark: "SELECT (SELECT coalesce(max(seq), 0) FROM journal) || '.' || (SELECT coalesce(max(seq), 0) FROM scan) AS mark",
  traces: "SELECT (SELECT count(*) FROM journal WHERE kind = 'held') + (SELECT count(*) FROM scan) AS traces",
  strange: "SELECT count(*) AS strange FROM journal WHERE kind = 'published' AND body ->> '$.config.code' IS NOT ?",
  later: "SELECT count(*) AS later FROM journal WHERE at_ms > ?",
};
