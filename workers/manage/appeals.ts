// The organiser's answer to an appeal: the same place again, or the removal stands, each with a reason that the fan is told.
import type { AppealDecision, HeardAppeal } from "../../schema/http/appeals.ts";
import { writeAudit } from "../kit/db/audit.ts";
import { type Database, database } from "../kit/db/database.ts";
import type { Ctx, Identity } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { shownAppeal } from "../line/appeal.ts";
import { type AppealRow, appealsOfShow, closeAppeal, readAppeal, removalReasons } from "../line/db/appeals.ts";
import { tellLineNews } from "../messages/line-news.ts";
import { restoreEntry } from "./sale-acts.ts";

type Deciding = AppealDecision & { readonly show_id: string; readonly appeal_id: string };

/** The show is known to be the organiser's own. */
export async function decideAppeal(c: Ctx, identity: Identity, deciding: Deciding): Promise<AppealRow> {
  const db = database(c.env);
  const row = await readAppeal(db, deciding);
  if (row === null) throw new Refusal("not_found");
  if (row.status !== "OPEN") throw new Refusal("appeal_decided");
  const { show_id, restore, reason } = deciding;
  if (restore) await restoreEntry(c, identity, { show_id, position: row.position, reason });
  else await decline(c, identity, { row, reason });
  return (await readAppeal(db, deciding)) ?? row;
}

async function decline(
  c: Ctx,
  identity: Identity,
  { row, reason }: { readonly row: AppealRow; readonly reason: string },
): Promise<void> {
  const db = database(c.env);
  const now_ms = c.get("now_ms");
  const { show_id, position, user_id } = row;
  await db.batch([
    closeAppeal(db, { show_id, position, status: "DECLINED", answer: reason, by: identity.user_id, now_ms }),
    writeAudit(db, c, identity, {
      action: "appeal.decline",
      subject_kind: "show",
      subject_id: show_id,
      details: { position, reason },
    }),
  ]);
  const news = { cause: "appeal_declined" as const, show_id, user_id, reason, at_ms: now_ms };
  c.executionCtx.waitUntil(tellLineNews(c.env, news));
}

export async function heardAppeals(db: Database, ...[which, page]: Asked) {
  const { found, next } = await appealsOfShow(db, which, page);
  const positions = found.map(({ position }) => position);
  const reasons = await removalReasons(db, which.show_id, positions);
  const items: HeardAppeal[] = found.map((row) => heard(row, reasons.get(row.position)));
  return { items, next };
}
type Asked = Parameters<typeof appealsOfShow> extends [Database, ...infer Rest] ? Rest : never;

const heard = (row: AppealRow, reason: string | undefined): HeardAppeal => ({
  ...shownAppeal(row),
  position: row.position,
  removal_reason: reason ?? null,
});
