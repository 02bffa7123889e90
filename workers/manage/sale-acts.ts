// What an organiser turns on a running sale, for the API and for the console alike: changed in the line, with the audit log's
// line in the same step and with what the show's row has to hear of it, which the line tells until it is heard (L33, L56).

import { isStopped } from "../../domain/alerts/lookout-state.ts";
import type { PlaceView } from "../../domain/waiting-line/view.ts";
import type { SaleAnswer } from "../../durable-objects/waiting-line/replies.ts";
import type { AuditEntry } from "../../schema/audit-acts.ts";
import type { Fault } from "../../schema/faults.ts";
import type { SalePatch } from "../../schema/http/line.ts";
import type { ShowRow } from "../catalogue/db/shows.ts";
import { auditEntry } from "../kit/db/audit.ts";
import { database } from "../kit/db/database.ts";
import type { Ctx, Identity } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { lineOf, lookoutOf } from "../kit/objects.ts";
import { refuseLine } from "../line/answers.ts";
import { closeAppeal } from "../line/db/appeals.ts";
import { seenByRelays } from "../line/road.ts";
import { type LineNews, tellLineNews } from "../messages/line-news.ts";
import { republish, settleLine } from "../sale/publish.ts";
import { drawPlanOf, setupOf } from "../sale/setup.ts";
import { drawFault, withDraw } from "./draw-settings.ts";
import { ownShow, ownShowUp, refuseFault } from "./routes/shows.ts";

type Turned = { readonly show: ShowRow; readonly line: SaleAnswer };
type StatusTurn = { readonly show_id: string; readonly status: "OPEN" | "PAUSED" | "ENDED" };

export async function turnSettings(
  c: Ctx,
  identity: Identity,
  { show_id, patch: body }: { readonly show_id: string; readonly patch: SalePatch },
): Promise<Turned> {
  const db = database(c.env);
  const { show } = await ownShow(db, show_id, identity);
  await ensuredLine(c, show);
  const { line, room: wish, limits } = partsOf(body);
  const opens = { before_ms: show.opens_at_ms, at_ms: show.opens_at_ms };
  const { admission, lobby_closes_at_ms } = withDraw(show.room, { room: body }, opens);
  const room = { ...wish, ...given({ admission, lobby_closes_at_ms }) };
  const draw = drawPlanOf(c.env, { ...show, room: { ...show.room, ...room } });
  const act = actOn(c, identity, { action: "sale.settings", show_id: show.id, details: { ...body } });
  const changed = await lineOf(c.env, show.id).setSale({ settings: line, draw }, act, { room, limits });
  if (!changed.ok) {
    if (changed.failure.code === "settings_invalid") refuseFault(unfitDraw(show, room));
    return refuseLine(changed.failure, Date.now());
  }
  await republish(c.env, show);
  const after = await ownShow(db, show.id, identity);
  await seenByRelays(c.env, show.id, relaysOf(after.show));
  return { show: after.show, line: changed.value };
}

export async function turnStatus(c: Ctx, identity: Identity, turn: StatusTurn): Promise<Turned> {
  const db = database(c.env);
  const { show } = await ownShowUp(db, turn.show_id, identity);
  await ensuredLine(c, show);
  if (turn.status === "OPEN") await refuseWhileStopped(c, show.id);
  const act = actOn(c, identity, { action: "sale.status", show_id: show.id, details: { status: turn.status } });
  const changed = await lineOf(c.env, show.id).setStatus(turn.status, act);
  if (!changed.ok) return refuseLine(changed.failure, Date.now());
  await settleLine(c.env, show.id);
  const after = await ownShow(db, show.id, identity);
  await seenByRelays(c.env, show.id, relaysOf(after.show));
  // Taken down between the look and the act: its line stands still, and nobody but who took it down opens it.
  if (turn.status === "OPEN" && after.show.status === "TAKEN_DOWN") throw new Refusal("show_taken_down");
  return { show: after.show, line: changed.value };
}

/** To everyone in line. */
export async function sayToLine(
  c: Ctx,
  identity: Identity,
  { show_id, text }: { readonly show_id: string; readonly text: string },
): Promise<void> {
  const db = database(c.env);
  const { show } = await ownShowUp(db, show_id, identity);
  await ensuredLine(c, show);
  const act = actOn(c, identity, { action: "sale.notice", show_id: show.id, details: { text } });
  await lineOf(c.env, show.id).notice(text, act);
  await seenByRelays(c.env, show.id, relaysOf(show));
}

export async function removeEntry(
  c: Ctx,
  identity: Identity,
  { show_id, position, reason }: { readonly show_id: string; readonly position: number; readonly reason: string },
): Promise<void> {
  const db = database(c.env);
  const { show } = await ownShow(db, show_id, identity);
  if (!Number.isSafeInteger(position) || position < 1) throw new Refusal("not_found");
  const act = actOn(c, identity, { action: "line.remove", show_id: show.id, details: { position, reason } });
  const removed = await lineOf(c.env, show.id).remove({ position, reason, act });
  if (!removed.ok) return refuseLine(removed.failure, Date.now());
  await seenByRelays(c.env, show.id, relaysOf(show));
  await tellWhoStands(c, { cause: "line_removed", show_id, position, reason });
}

/** A removal taken back: the very same place, or the turn at once where it came meanwhile. */
export async function restoreEntry(
  c: Ctx,
  identity: Identity,
  { show_id, position, reason }: { readonly show_id: string; readonly position: number; readonly reason: string },
): Promise<PlaceView> {
  const db = database(c.env);
  const { show } = await ownShow(db, show_id, identity);
  if (!Number.isSafeInteger(position) || position < 1) throw new Refusal("not_found");
  const act = actOn(c, identity, { action: "line.restore", show_id: show.id, details: { position, reason } });
  const restored = await lineOf(c.env, show.id).restore({ position, reason, act });
  if (!restored.ok) return refuseLine(restored.failure, Date.now());
  await seenByRelays(c.env, show.id, relaysOf(show));
  const now_ms = c.get("now_ms");
  const answer = { status: "RESTORED" as const, answer: reason, by: identity.user_id, now_ms };
  await closeAppeal(db, { show_id: show.id, position, ...answer });
  await tellWhoStands(c, { cause: "line_restored", show_id, position, reason });
  return restored.value;
}

/** The line says no more than that something does not fit, and every value alone was read: it is the draw. */
const unfitDraw = (show: ShowRow, room: Partial<ShowRow["room"]>): Fault =>
  drawFault({ ...show, room: { ...show.room, ...room } }) ?? { path: "admission", fault: "sale_unfit" };

type Act = Pick<AuditEntry, "action" | "details"> & { readonly show_id: string };

const actOn = (c: Ctx, identity: Identity, { show_id, ...act }: Act): AuditEntry =>
  auditEntry(c, identity, { ...act, subject_kind: "show", subject_id: show_id });

const relaysOf = ({ room }: ShowRow): number => room.relays ?? 0;

type Standing = Pick<LineNews, "cause" | "show_id" | "reason"> & { readonly position: number };

async function tellWhoStands(c: Ctx, { position, ...news }: Standing): Promise<void> {
  const user_id = await lineOf(c.env, news.show_id).fanAt(position);
  if (user_id !== "") c.executionCtx.waitUntil(tellLineNews(c.env, { ...news, user_id, at_ms: c.get("now_ms") }));
}

/** What the operator stopped only the operator lets go on. */
async function refuseWhileStopped(c: Ctx, show_id: string): Promise<void> {
  const { stops } = await lookoutOf(c.env).state();
  if (isStopped(stops, show_id)) throw new Refusal("sale_stopped");
}

export async function ensuredLine(c: Ctx, show: ShowRow): Promise<SaleAnswer> {
  const answer = await lineOf(c.env, show.id).ensure(setupOf(c.env, show));
  return answer.ok ? answer.value : refuseLine(answer.failure, Date.now());
}

/** Settings of the room and of the ledgers stand in one body; each goes to its owner's part. */
function partsOf(patch: SalePatch) {
  const {
    room_capacity,
    batch_size,
    step_ms,
    claim_ms,
    pass_ms,
    waiting_per_seat_max,
    admission: _admission,
    relays,
    check,
    check_above,
    lobby_closes_at_ms: _lobby_closes_at_ms,
    ...limits
  } = patch;
  const line = given({ room_capacity, batch_size, step_ms, claim_ms, pass_ms, waiting_per_seat_max });
  return { line, room: { ...line, ...given({ relays, check, check_above }) }, limits: given(limits) };
}

const given = (part: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));
