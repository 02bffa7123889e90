// Sales that the operator stopped: their lines stand still until the stop is lifted. Done at once, and again by the minute,
// so that a sale that opens meanwhile stands still too, and a line that could not be reached is.
import { isStopped } from "../../domain/alerts/lookout-state.ts";
import type { ReadLine } from "../../domain/metrics/sale-metrics.ts";
import { within } from "../../durable-objects/kit/time-limit.ts";
import { log, thrown } from "../kit/log.ts";
import { lineOf, lookoutOf } from "../kit/objects.ts";
import { settleLine } from "../sale/publish.ts";

const LINE_WITHIN_MS = 3_000;

type Line = { readonly show: string; readonly part: Pick<ReadLine["part"], "paused_at_ms" | "ended_at_ms"> };

export async function enforceStops(env: Env, lines: readonly Line[]): Promise<void> {
  const lookout = lookoutOf(env);
  const [{ stops }, stilled] = await Promise.all([lookout.state(), lookout.stilled()]);
  const standing = new Set(stilled);
  if (stops.length === 0 && standing.size === 0) return;
  for (const { show, part } of lines) {
    if (part.ended_at_ms !== null || part.paused_at_ms !== null || !isStopped(stops, show)) continue;
    // Written down before it is done: a line that stands still must be known to by whoever lifts the stop.
    standing.add(show);
    await lookout.setStilled([...standing]);
    await reached(show, async () => void (await lineOf(env, show).standStill()));
  }
  for (const show of standing) {
    // What its organiser or an administrator has paused meanwhile stays so.
    if (!isStopped(stops, show) && (await reached(show, () => settleLine(env, show)))) standing.delete(show);
  }
  await lookout.setStilled([...standing]);
}

async function reached(show: string, act: () => Promise<unknown>): Promise<boolean> {
  try {
    await within(LINE_WITHIN_MS, act());
    return true;
  } catch (error) {
    log("warn", "line_unstopped", { show, ...thrown(error) });
    return false;
  }
}
