// A removed fan asks for another look: whether they may, by what the line says of them now, and what became of it.
import { appealRefusal } from "../../domain/checks/appeal.ts";
import type { PlaceView } from "../../domain/waiting-line/view.ts";
import type { OwnAppeal } from "../../schema/http/appeals.ts";
import { type Database, database } from "../kit/db/database.ts";
import type { Ctx } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { newId } from "../kit/http/hash.ts";
import { lineOf } from "../kit/objects.ts";
import { type AppealRow, appealsOfFan, fileAppeal, removalReasons } from "./db/appeals.ts";

type Who = { readonly show_id: string; readonly user_id: string };

const isRemoved = ({ reason }: Pick<PlaceView, "reason">): boolean => reason === "removed";
const isOpen = ({ status }: AppealRow): boolean => status === "OPEN";

/** The number of a place, once it is drawn or given, is not taken away by the removal. */
async function standing(c: Ctx, db: Database, who: Who) {
  const [{ place }, rows] = await Promise.all([lineOf(c.env, who.show_id).status(who.user_id), appealsOfFan(db, who)]);
  const removed = isRemoved(place) && place.position !== null;
  const refusal = appealRefusal({ removed, open: rows.some(isOpen), filed: rows.length });
  return { position: place.position ?? 0, removed, rows, refusal };
}

export async function appeal(c: Ctx, { text, ...who }: Who & { readonly text: string }) {
  const db = database(c.env);
  const { position, refusal } = await standing(c, db, who);
  if (refusal !== null) throw new Refusal(refusal);
  const id = newId("apl");
  const filed = await fileAppeal(db, { ...who, id, position, text, created_at_ms: c.get("now_ms") });
  if (!filed) throw new Refusal("appeal_open");
  return { id, status: "OPEN" as const };
}

export async function ownAppeal(c: Ctx, who: Who): Promise<OwnAppeal> {
  const db = database(c.env);
  const { position, removed, rows, refusal } = await standing(c, db, who);
  const reasons = await removalReasons(db, who.show_id, removed ? [position] : []);
  const last = rows[0];
  return {
    removal_reason: reasons.get(position) ?? null,
    may_appeal: refusal === null,
    appeal: last === undefined ? null : shownAppeal(last),
  };
}

export const shownAppeal = ({ id, status, text, answer, created_at_ms, decided_at_ms }: AppealRow) => ({
  id,
  status,
  text,
  answer,
  created_at_ms,
  decided_at_ms,
});
