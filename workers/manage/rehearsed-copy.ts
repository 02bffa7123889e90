// The copy of a show that a live rehearsal is played in: opened under practice names, watched and steered by its organiser
// as any sale is. What is turned there is turned in the copy's line alone; the show itself does not change.
import { codeOfPractice, practiceShowId } from "../../domain/crowd/names.ts";
import { copyOrder } from "../../domain/rehearsal/copy-order.ts";
import type { Result } from "../../domain/result.ts";
import type { LineFailure, LineSettings } from "../../domain/waiting-line/events.ts";
import type { SaleAnswer } from "../../durable-objects/waiting-line/replies.ts";
import type { AuditEntry } from "../../schema/audit-acts.ts";
import type { AskedCrowd, PlayedShow } from "../../schema/http/rehearsals.ts";
import { type FoundShow, readShowtimes } from "../catalogue/db/shows.ts";
import { auditEntry } from "../kit/db/audit.ts";
import { database } from "../kit/db/database.ts";
import type { Ctx, Identity } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { crowdOf, lineOf, practiceHouse, rehearsalsOf, screenOf } from "../kit/objects.ts";
import { refuseLine } from "../line/answers.ts";
import { mayPractise } from "../practice/quiet.ts";
import { layoutOf } from "../sale/publish.ts";
import { ownShow } from "./routes/shows.ts";

type Opening = {
  readonly found: FoundShow;
  readonly wish: { readonly id: string; readonly asked: AskedCrowd; readonly plays: PlayedShow };
  readonly copy: string;
  readonly asker: string;
};

export async function openCopy(env: Env, { found, wish, copy, asker }: Opening): Promise<void> {
  if (!(await mayPractise(env, Date.now()))) throw new Refusal("practice_off");
  const db = database(env);
  const { show } = found;
  const [first] = await readShowtimes(db, show.id);
  const { prices_krw, limits, settings } = wish.plays;
  const order = copyOrder({
    id: copy,
    title: { ko: show.title, en: show.languages.en?.title ?? show.title },
    layout: await layoutOf(db, first?.layout_version ?? show.layout_version),
    prices_krw,
    limits,
    settings,
    crowd: wish.asked,
    now_ms: Date.now(),
  });
  const about = { id: copy, kind: "rehearsal" as const, bots: order.level.bots, asker, until_ms: order.ends_at_ms };
  const admitted = await practiceHouse(env).admit(about);
  if (!admitted.ok) throw new Refusal("practice_full", undefined, admitted.retry_after_s);
  const opened = await crowdOf(env, codeOfPractice(copy)).open(order);
  if (!opened.ok) throw new Error(`the copy of ${show.id} was not opened: ${opened.failure.code}`);
}

type Wish = { readonly show_id: string; readonly rehearsal_id: string; readonly identity: Identity };

/** Only while it runs: afterwards there is no copy any more, and none must be made by looking. */
export async function rehearsedSale(c: Ctx, { show_id, rehearsal_id, identity }: Wish) {
  const found = await ownShow(database(c.env), show_id, identity);
  const rehearsal = await rehearsalsOf(c.env, found.show.id).read(rehearsal_id);
  if (rehearsal === null || rehearsal.copy === null || rehearsal.status !== "RUNNING") throw new Refusal("not_found");
  const copy_id = practiceShowId(codeOfPractice(rehearsal.copy));
  return { found, show_id: copy_id, screen: screenOf(c.env, copy_id), line: lineOf(c.env, copy_id) };
}

export type Steering =
  | { readonly act: "status"; readonly status: "OPEN" | "PAUSED" | "ENDED" }
  | { readonly act: "room"; readonly settings: Partial<LineSettings> }
  | { readonly act: "say"; readonly text: string }
  | { readonly act: "remove"; readonly position: number; readonly reason: string };

export async function steerCopy(c: Ctx, wish: Wish, steering: Steering): Promise<void> {
  const { line, found } = await rehearsedSale(c, wish);
  const act = auditEntry(c, wish.identity, {
    action: "rehearsal.steer",
    subject_kind: "show",
    subject_id: found.show.id,
    details: { id: wish.rehearsal_id, ...flat(steering) },
  });
  const turned = await turn(line, steering, act);
  if (!turned.ok) return refuseLine(turned.failure, Date.now());
}

/** As the marks on a sale's curves read it. */
const flat = (steering: Steering): Record<string, unknown> =>
  steering.act === "room" ? { act: steering.act, ...steering.settings } : { ...steering };

type Line = Awaited<ReturnType<typeof rehearsedSale>>["line"];
type Turned = Result<SaleAnswer | null, LineFailure>;

async function turn(line: Line, steering: Steering, act: AuditEntry): Promise<Turned> {
  switch (steering.act) {
    case "status":
      return (await line.setStatus(steering.status, act)) as Turned;
    case "room":
      return (await line.setSale({ settings: steering.settings }, act)) as Turned;
    case "remove":
      return (await line.remove({ position: steering.position, reason: steering.reason, act })) as Turned;
    case "say":
      await line.notice(steering.text, act);
      return { ok: true, value: null };
  }
}
