// The live sale's addresses: the page, the question before an act, and the act. For the organiser of the show and admins.
import { SECONDS_KEPT_MS } from "../../../domain/sale-figures/history.ts";
import type { Reading } from "../../../domain/sale-figures/reading.ts";
import type { Grade } from "../../../schema/layout.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { effectText } from "../../../web/live-sale/controls.tsx";
import { type LiveSaleFacts, type LiveSaleState, liveSaleWords, type Span } from "../../../web/live-sale/facts.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { type FoundShow, readShowtimes, type ShowtimeRow } from "../../catalogue/db/shows.ts";
import { summaryOf } from "../../catalogue/show-views.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { queryRecord } from "../../kit/http/parse.ts";
import { screenOf } from "../../kit/objects.ts";
import { page } from "../../kit/pages/answer.tsx";
import { readForm } from "../../kit/pages/form.ts";
import { frameOf } from "../../kit/pages/frame.ts";
import { venueZone } from "../../kit/pages/show-facts.ts";
import { countOpenAppeals } from "../../line/db/appeals.ts";
import { asFan, type Fan } from "../../people/pages/whoever.ts";
import { readControls } from "../db/controls.ts";
import { ownShow } from "../routes/shows.ts";
import { ensuredLine } from "../sale-acts.ts";
import { seatsInWords, seatsOfGroup } from "./chosen-seats.ts";
import { actOf, consequencesOf, doAct, FIELDS, type Fields, roomIn, seatsIn } from "./live-sale-acts.ts";
import { LiveSaleAskPage } from "./live-sale-ask-page.tsx";
import { LiveSalePage } from "./live-sale-page.tsx";
import { consolePaths } from "./paths.ts";

type Own = { readonly found: FoundShow; readonly reading: Reading; readonly showtimes: readonly ShowtimeRow[] };

/** A draft has nothing to be watched. */
async function ownSale(c: Ctx, fan: Fan): Promise<Own> {
  if (fan.user.role === "USER") throw new Refusal("not_found");
  const db = database(c.env);
  const found = await ownShow(db, c.req.param("show_id") ?? "", fan.identity);
  if (found.show.status === "DRAFT") throw new Refusal("not_found");
  await ensuredLine(c, found.show);
  const screen = screenOf(c.env, found.show.id);
  const [reading, showtimes] = await Promise.all([
    screen.reading(found.show.id) as Promise<Reading>,
    readShowtimes(db, found.show.id),
  ]);
  return { found, reading, showtimes };
}

const frameFor = (c: Ctx, { user }: Fan, notice: string | null, ...islands: readonly string[]) => ({
  ...frameOf(c, ...islands),
  user: { name: user.name, role: user.role },
  notice: notice === null ? null : ({ tone: "info", text: notice } as const),
});

export const liveSalePage = asFan(async (c, fan) => {
  const own = await ownSale(c, fan);
  const language = c.get("language");
  const query = queryRecord(c.req.url);
  const notice = query.done === undefined ? null : liveSaleWords(language).acts.done;
  const frame = frameFor(c, fan, notice, "live-sale.tsx", "sale-map.tsx");
  const over = own.reading.status === "ENDED" || own.reading.status === "SOLD_OUT";
  const span: Span = query.span === "all" || (query.span === undefined && over) ? "all" : "ten";
  const facts = factsOf(c, own, { span, replay_at_ms: timeIn(query.at_ms) });
  const showtime = own.showtimes.find(({ id }) => id === query.showtime) ?? own.showtimes[0];
  const view = {
    show: summaryOf(own.found, language, frame.now_ms),
    facts,
    state: await stateOf(c, own, facts),
    showtimes: own.showtimes,
    showtime_id: showtime?.id ?? null,
    open_appeals: await countOpenAppeals(database(c.env), own.found.show.id),
    rehearsal_path: null,
  };
  return page(c, <LiveSalePage frame={frame} view={view} />);
});

const timeIn = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : null;

function factsOf(
  c: Ctx,
  { found }: Own,
  { span, replay_at_ms }: Pick<LiveSaleFacts, "span" | "replay_at_ms">,
): LiveSaleFacts {
  const language = c.get("language");
  const { grades, saleStatuses } = wordsFor(language).terms;
  return {
    show_id: found.show.id,
    language,
    zone: venueZone(summaryOf(found, language, c.get("now_ms"))),
    grades: found.grades.map(({ grade }) => ({ grade: grade as Grade, name: grades[grade] })),
    statuses: saleStatuses,
    span,
    page_path: consolePaths.live(found.show.id),
    road_path: `/v1/api/manage/shows/${encodeURIComponent(found.show.id)}/sale/live`,
    bookings_path: consolePaths.bookings,
    restores: true,
    relays: { now: found.show.room.relays ?? 0, most: LIMITS.relays_per_line },
    replay_at_ms,
  };
}

async function stateOf(c: Ctx, own: Own, { show_id, span, replay_at_ms }: LiveSaleFacts): Promise<LiveSaleState> {
  const to_ms = own.reading.as_of_ms;
  const from_ms = span === "all" ? 0 : to_ms - SECONDS_KEPT_MS;
  const showtime_ids = own.showtimes.map(({ id }) => id);
  const [history, marks] = await Promise.all([
    screenOf(c.env, show_id).history({ from_ms, to_ms }),
    readControls(database(c.env), { show_id, showtime_ids }),
  ]);
  const age_ms = Math.max(0, Date.now() - to_ms);
  return { reading: own.reading, moments: [...history.items], marks, replay_at_ms, late: false, age_ms };
}

function inQuery(c: Ctx): Fields {
  const query = queryRecord(c.req.url);
  return { get: (name) => query[name] ?? "" };
}

/** Seats are named one by one, or by the grade or the section that they are all of. */
async function withSeats(c: Ctx, { showtimes }: Own, fields: Fields): Promise<Fields> {
  if (fields.get("seats").trim() !== "" || fields.get("group") === "") return fields;
  const seats = (await seatsOfGroup(c.env, meantOf(showtimes, fields), fields.get("group"))).join(" ");
  return { get: (name) => (name === "seats" ? seats : fields.get(name)) };
}

function meantOf(showtimes: Own["showtimes"], fields: Fields): ShowtimeRow {
  const showtime = showtimes.find(({ id }) => id === fields.get("showtime_id"));
  if (showtime === undefined) throw new Refusal("not_found");
  return showtime;
}

const ROWS_NAMED = 12;

/** As they stand on tickets; a hall's worth is counted instead. */
async function namesOf(c: Ctx, { showtimes }: Own, fields: Fields): Promise<string> {
  const language = c.get("language");
  const rows = await seatsInWords(c.env, meantOf(showtimes, fields), { ids: seatsIn(fields), language });
  const named = rows.slice(0, ROWS_NAMED).join(" · ");
  return rows.length > ROWS_NAMED ? liveSaleWords(language).map.moreRows(named, rows.length - ROWS_NAMED) : named;
}

export const askSaleAct = asFan(async (c, fan) => {
  const own = await ownSale(c, fan);
  const { found, reading } = own;
  const asked = c.req.method === "POST" ? await readForm(c, LIMITS.blocks_form_bytes) : inQuery(c);
  const act = actOf(asked);
  const blocks = act === "block" || act === "unblock";
  const fields = blocks ? await withSeats(c, own, asked) : asked;
  const language = c.get("language");
  const frame = frameFor(c, fan, null);
  const facts = { language, page_path: consolePaths.live(found.show.id) } as LiveSaleFacts;
  const view = {
    act,
    page_path: consolePaths.live(found.show.id),
    show_title: summaryOf(found, language, frame.now_ms).title,
    consequences: [
      ...consequencesOf(reading, fields, language),
      ...(blocks ? [{ value: "", text: await namesOf(c, own, fields) }] : []),
    ],
    effect: act === "room" ? effectText({ facts, state: { reading } as LiveSaleState }, roomIn(fields)) : null,
    fields: Object.fromEntries(FIELDS[act].map((name) => [name, fields.get(name)])),
    danger: act === "end" || act === "remove",
  };
  return page(c, <LiveSaleAskPage frame={frame} view={view} />);
});

export const doSaleAct = asFan(async (c, fan) => {
  if (fan.user.role === "USER") throw new Refusal("not_found");
  const show_id = c.req.param("show_id") ?? "";
  await doAct(c, fan.identity, show_id, await readForm(c, LIMITS.blocks_form_bytes));
  return c.redirect(`${consolePaths.live(show_id)}?done=1`, 303);
});
