// What the public log says of the place from which an order was bought.
import type { LogEntry } from "../../domain/log/entry.ts";
import type { Receipt } from "../../domain/log/receipt.ts";
import type { Result } from "../../domain/result.ts";
import type { OrderView } from "../../domain/seat-ledger/views.ts";
import { readPass } from "../../domain/waiting-line/pass-id.ts";
import { lineOf } from "../kit/objects.ts";
import { isOver, linesOfPosition, type StoryLine } from "./story-facts.ts";

const LOG_PAGE = 1_000;
/** What a long night's log may still say of one place; past this the story goes on without it. */
const LOG_PAGES_MAX = 30;

/** From the fan's own receipt on: the log is not searched for where they joined. */
export async function placeInLine(env: Env, { show_id, fan_id, pass_id }: OrderView): Promise<StoryLine[]> {
  const position = readPass(show_id, pass_id ?? "")?.position;
  if (position === undefined) return [];
  const line = lineOf(env, show_id);
  const receipt = (await line.receipt({ fan: fan_id, position })) as Result<Receipt, unknown>;
  if (!receipt.ok) return [];
  const entries: LogEntry[] = [];
  let from = receipt.value.seq;
  for (let pages = 0; pages < LOG_PAGES_MAX; pages++) {
    const page = await line.logPage({ from, limit: LOG_PAGE });
    entries.push(...page.entries.map((text): LogEntry => JSON.parse(text)));
    if (!page.full || isOver(entries, position)) break;
    from += page.entries.length;
  }
  return linesOfPosition(entries, { position, joined_seq: receipt.value.seq });
}
