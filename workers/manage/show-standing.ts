// An admin takes a show down or brings it back: the show, the message to its buyers and the audit line in one batch, then
// the line hears of it.
import { type FoundShow, readAnyShow } from "../catalogue/db/shows.ts";
import { writeAudit } from "../kit/db/audit.ts";
import { database } from "../kit/db/database.ts";
import type { Ctx, Identity } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { runBroadcast } from "../messages/broadcast.ts";
import { orderBroadcast } from "../messages/db/broadcasts.ts";
import { republish } from "../sale/publish.ts";
import { decidedAnew, writeShow } from "./db/show-making.ts";

export type Standing = {
  readonly show_id: string;
  readonly status: "TAKEN_DOWN" | "PUBLISHED";
  readonly reason: string | undefined;
};

export async function setStanding(c: Ctx, identity: Identity, act: Standing): Promise<FoundShow> {
  const news_id = await decidedAnew(() => setDown(c, identity, act));
  const changed = await readAnyShow(database(c.env), act.show_id);
  if (changed === null) throw new Refusal("not_found");
  await republish(c.env, changed.show);
  if (news_id !== null) c.executionCtx.waitUntil(runBroadcast(c.env, news_id));
  return changed;
}

/** Answers with the message to its buyers, where something changed. */
async function setDown(c: Ctx, identity: Identity, { show_id, status, reason }: Standing): Promise<string | null> {
  const db = database(c.env);
  const now_ms = c.get("now_ms");
  const found = await readAnyShow(db, show_id);
  if (found === null) throw new Refusal("not_found");
  const { show } = found;
  if (show.status === "CANCELLED") throw new Refusal("show_cancelled");
  // Nobody has seen a draft yet, and only its organiser says when it is ready.
  if (show.status === "DRAFT")
    throw new Refusal("invalid", { errors: [{ path: "status", fault: "draft_has_no_status" }] });
  const down = status === "TAKEN_DOWN";
  const cause = down ? "show_taken_down" : "show_restored";
  const news = show.status === status ? null : orderBroadcast(db, { show_id, cause }, now_ms);
  await db.batch([
    writeShow(db, { status }, { show, now_ms }),
    writeAudit(db, c, identity, {
      action: down ? "show.take_down" : "show.restore",
      subject_kind: "show",
      subject_id: show.id,
      ...(reason !== undefined && { details: { reason } }),
    }),
    ...(news === null ? [] : [news.statement]),
  ]);
  return news?.id ?? null;
}
