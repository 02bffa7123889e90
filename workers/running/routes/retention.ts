// What the shredder would delete now, by table: a dry run for administrators. It runs by itself each minute.
import { retentionAnswer } from "../../../schema/http/retention.ts";
import { keptWords } from "../../../web/words/kept.ts";
import { writeAudit } from "../../kit/db/audit.ts";
import { database } from "../../kit/db/database.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { countDue } from "../db/shredder.ts";

export const retentionRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: "/v1/api/admin/retention",
      tag: "Admin",
      summary: "How many rows about people are past their time, by table; the minute's shredder deletes them by itself",
      access: "admin",
      answers: { 200: retentionAnswer },
      refusals: [],
    },
    async (c, { identity }) => {
      const db = database(c.env);
      const now_ms = c.get("now_ms");
      await writeAudit(db, c, identity, {
        action: "retention.count",
        subject_kind: "service",
        subject_id: "retention",
      });
      const words = keptWords(c.get("language"));
      const items = (await countDue(db, now_ms)).map(({ table, after_ms, due }) => ({
        table,
        kept: words[table].how_long,
        after_ms,
        due,
      }));
      return c.json({ items, as_of_ms: now_ms }, 200, { "cache-control": "no-store" });
    },
  ),
];
