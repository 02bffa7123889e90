// A live rehearsal as its organiser watches and steers it: the very screen of a sale, over the copy that the crowd is at.
import { SECONDS_KEPT_MS } from "../../../domain/sale-figures/history.ts";
import type { Reading } from "../../../domain/sale-figures/reading.ts";
import type { Grade } from "../../../schema/layout.ts";
import { effectText } from "../../../web/live-sale/controls.tsx";
import { type LiveSaleFacts, type LiveSaleState, liveSaleWords, type Span } from "../../../web/live-sale/facts.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { summaryOf } from "../../catalogue/show-views.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx } from "../../kit/env.ts";
import { queryRecord } from "../../kit/http/parse.ts";
import { page } from "../../kit/pages/answer.tsx";
import { readForm } from "../../kit/pages/form.ts";
import { frameOf } from "../../kit/pages/frame.ts";
import type { PageFrame } from "../../kit/pages/view-models.ts";
import { type Fan, fanFrame } from "../../people/pages/whoever.ts";
import { readSteering } from "../db/controls.ts";
import { rehearsedSale, steerCopy } from "../rehearsed-copy.ts";
import { ownRehearsal } from "../rehearsing.ts";
import { asOwner, type Own } from "./as-owner.ts";
import { actOf, consequencesOf, FIELDS, roomIn, steeringOf } from "./live-sale-acts.ts";
import { LiveSaleAskPage } from "./live-sale-ask-page.tsx";
import { LiveSalePage } from "./live-sale-page.tsx";
import { consolePaths } from "./paths.ts";
import { rehearsalWords } from "./rehearsal-view.ts";

const wishOf = (c: Ctx, { identity }: Fan, { show }: Own) => ({
  show_id: show.id,
  rehearsal_id: c.req.param("rehearsal_id") ?? "",
  identity,
});

function factsOf(c: Ctx, { found, show }: Own, copy_id: string): LiveSaleFacts {
  const rehearsal_id = c.req.param("rehearsal_id") ?? "";
  const language = c.get("language");
  const { grades, saleStatuses } = wordsFor(language).terms;
  const span: Span = queryRecord(c.req.url).span === "all" ? "all" : "ten";
  const page_path = consolePaths.rehearsalLive(show.id, rehearsal_id);
  return {
    show_id: copy_id,
    language,
    zone: show.zone,
    grades: found.grades.map(({ grade }) => ({ grade: grade as Grade, name: grades[grade] })),
    statuses: saleStatuses,
    span,
    page_path,
    road_path: `/v1/api${page_path}`,
    bookings_path: consolePaths.rehearsal(show.id, rehearsal_id),
    replay_at_ms: null,
  };
}

/** Over: what came of it stands in the report. */
async function hasEnded(c: Ctx, fan: Fan, own: Own): Promise<boolean> {
  const { status } = await ownRehearsal(c.env, wishOf(c, fan, own));
  return status !== "RUNNING";
}

export const rehearsalLivePage = asOwner(async (c, fan, own) => {
  const wish = wishOf(c, fan, own);
  if (await hasEnded(c, fan, own)) return c.redirect(consolePaths.rehearsal(wish.show_id, wish.rehearsal_id), 303);
  const { screen, show_id } = await rehearsedSale(c, wish);
  await screen.start(show_id);
  const reading = (await screen.reading(show_id)) as Reading;
  const facts = factsOf(c, own, show_id);
  const to_ms = reading.as_of_ms;
  const history = await screen.history({ from_ms: facts.span === "all" ? 0 : to_ms - SECONDS_KEPT_MS, to_ms });
  const age_ms = Math.max(0, Date.now() - to_ms);
  const moments = [...history.items];
  const marks = await readSteering(database(c.env), wish);
  const state: LiveSaleState = { reading, moments, marks, replay_at_ms: null, late: false, age_ms };
  const frame = frameFor(c, fan, "live-sale.tsx");
  const view = {
    show: summaryOf(own.found, c.get("language"), frame.now_ms),
    facts,
    state,
    showtimes: [],
    showtime_id: null,
    open_appeals: 0,
    rehearsal_path: consolePaths.rehearsal(wish.show_id, wish.rehearsal_id),
  };
  return page(c, <LiveSalePage frame={frame} view={view} />);
});

function frameFor(c: Ctx, { user }: Fan, ...islands: readonly string[]): PageFrame {
  const language = c.get("language");
  const done = queryRecord(c.req.url).done !== undefined;
  const text = done ? liveSaleWords(language).acts.done : rehearsalWords(language).live.notice;
  return { ...frameOf(c, ...islands), user: { name: user.name, role: user.role }, notice: { tone: "info", text } };
}

export const askCopyAct = asOwner(async (c, fan, own) => {
  const { screen, show_id } = await rehearsedSale(c, wishOf(c, fan, own));
  const reading = (await screen.reading(show_id)) as Reading;
  const query = queryRecord(c.req.url);
  const fields = { get: (name: string) => query[name] ?? "" };
  const act = actOf(fields);
  const facts = factsOf(c, own, show_id);
  const view = {
    act,
    page_path: facts.page_path,
    show_title: own.show.title,
    consequences: consequencesOf(reading, fields, facts.language),
    effect: act === "room" ? effectText({ facts, state: { reading } as LiveSaleState }, roomIn(fields)) : null,
    fields: Object.fromEntries(FIELDS[act].map((name) => [name, fields.get(name)])),
    danger: act === "end" || act === "remove",
  };
  return page(c, <LiveSaleAskPage frame={fanFrame(c, fan.user, null)} view={view} />);
});

export const doCopyAct = asOwner(async (c, fan, own) => {
  const wish = wishOf(c, fan, own);
  await steerCopy(c, wish, steeringOf(await readForm(c)));
  return c.redirect(`${consolePaths.rehearsalLive(wish.show_id, wish.rehearsal_id)}?done=1`, 303);
});
