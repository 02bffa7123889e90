// `retention --dry-run`: how many rows about people are past their time, by table. Deleting them is the minute's, by itself.
import { retentionAnswer } from "../../schema/http/retention.ts";
import type { Asked, Command } from "../cli/command.ts";
import { DONE, USAGE } from "../cli/exit-codes.ts";
import { pairs, tell, timeOf } from "../cli/tell.ts";

export const retentionCommand: Command = {
  name: "retention",
  takes: "",
  says: "say how many rows are past their time, by table; the service deletes them by itself each minute",
  options: { "dry-run": { says: "count, and delete nothing: there is nothing else to ask for" } },
  run: countRetention,
};

async function countRetention(asked: Asked): Promise<number> {
  if (!asked.is("dry-run")) return USAGE;
  const api = await asked.api();
  const counted = await api.get("/v1/api/admin/retention", retentionAnswer);
  const rows = counted.items.map(({ table, kept, due }): [string, string] => [
    table,
    `${due} past their time (${kept})`,
  ]);
  tell(asked, counted, [`as of ${timeOf(counted.as_of_ms)} UTC`, ...pairs(rows)]);
  return DONE;
}
