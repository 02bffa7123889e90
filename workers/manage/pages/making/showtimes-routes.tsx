// The showtimes of a show over plain forms: one added, moved or deleted, a run looked at and then made.
import type { Round } from "../../../../domain/catalogue/series.ts";
import { type Result, refused } from "../../../../domain/result.ts";
import { failureWords } from "../../../../schema/failures.ts";
import { zoneName } from "../../../../web/words/zones.ts";
import { readShowtimes } from "../../../catalogue/db/shows.ts";
import { database } from "../../../kit/db/database.ts";
import type { Ctx } from "../../../kit/env.ts";
import { FAILURE_STATUS, Refusal } from "../../../kit/failures.ts";
import { page } from "../../../kit/pages/answer.tsx";
import { type Form, readForm } from "../../../kit/pages/form.ts";
import { addSeries, seriesOf } from "../../routes/series.ts";
import { addShowtime, moveShowtime, ownShowtime, removeShowtime } from "../../routes/showtimes.ts";
import { consolePaths } from "../paths.ts";
import { asMakerOf, makerFrame, type Own } from "./as-maker.ts";
import { type FormState, pathsOf, sentState, untouched, withWrong } from "./form-state.ts";
import { MakingPage, PartLinks } from "./making-page.tsx";
import { refusalOf, refusedWords } from "./part-routes.tsx";
import { FIRST_SERIES, MOMENT_FIELDS, nextRound, readMoment, readSeries, SERIES_NAMES } from "./showtimes-form.ts";
import { type Moving, ShowtimesFields } from "./showtimes-part.tsx";
import { makingWords } from "./words.ts";

type Shown = {
  readonly state: FormState;
  readonly found?: readonly Round[] | null;
  readonly refusal?: Refusal | null;
  readonly said?: string | null;
  readonly moving?: Moving;
  /** The day and time of a run that does not fit. */
  readonly clash?: string | undefined;
};

async function show(c: Ctx, own: Own, { state, found = null, refusal = null, said = null, clash, moving }: Shown) {
  const language = c.get("language");
  const now_ms = c.get("now_ms");
  const zone = own.found.venue.time_zone;
  const { id, status } = own.found.show;
  const isOver = status === "CANCELLED";
  const frame = makerFrame(c, own, { said });
  const showtimes = await readShowtimes(database(c.env), id);
  const content = (
    <MakingPage
      frame={frame}
      found={own.found}
      part="showtimes"
      refused={
        refusal === null ? (isOver ? failureWords("show_cancelled", language) : null) : showtimeWords(c, refusal, clash)
      }
    >
      <fieldset disabled={isOver}>
        <ShowtimesFields
          state={state}
          language={language}
          show_id={id}
          showtimes={showtimes}
          when={{ nowMs: now_ms, zone, language }}
          zone={zoneName(now_ms, zone, language)}
          offset={own.offset}
          found={found}
          moving={moving ?? null}
        />
      </fieldset>
      {showtimes.length > 0 && found === null ? <PartLinks frame={frame} found={own.found} part="showtimes" /> : null}
    </MakingPage>
  );
  return page(c, content, refusal === null ? 200 : (FAILURE_STATUS[refusal.failure.code] as 422));
}

function showtimeWords(c: Ctx, refusal: Refusal, clash: string | undefined) {
  const { showtimes, refused } = makingWords(c.get("language"));
  const { code } = refusal.failure;
  if (code === "showtime_exists") return { title: refused, detail: showtimes.taken };
  if (clash !== undefined) return { title: refused, detail: showtimes.clash(clash) };
  if (code === "has_sales") return { title: refused, detail: showtimes.has_sales };
  return refusedWords(c, refusal);
}

const start = (): FormState => untouched({ ...FIRST_SERIES, starts_at: "", round: "" });

export const showtimesPage = asMakerOf((c, own) => {
  const words = makingWords(c.get("language"));
  const query = new URL(c.req.url).searchParams;
  const done = query.get("done");
  const count = Number(query.get("count") ?? 1);
  const said: Readonly<Record<string, string>> = {
    made: words.edit.made,
    added: words.showtimes.added(Number.isSafeInteger(count) ? count : 1),
    moved: words.showtimes.moved,
    removed: words.showtimes.removed,
  };
  return show(c, own, {
    state: start(),
    said: done !== null && Object.hasOwn(said, done) ? (said[done] ?? null) : null,
  });
});

type Done = { readonly done: string; readonly count?: number };
type Turn = (c: Ctx, own: Own, form: Form) => Promise<Done | Shown>;

export const changeShowtimes = asMakerOf(async (c, own) => {
  const form = await readForm(c);
  const act = form.get("act");
  const turn = Object.hasOwn(TURNS, act) ? TURNS[act] : undefined;
  if (turn === undefined) throw new Refusal("not_found");
  const turned = await turn(c, own, form);
  if (!("done" in turned)) return show(c, own, turned);
  const count = turned.count === undefined ? "" : `&count=${turned.count}`;
  return c.redirect(`${consolePaths.editPart(own.found.show.id, "showtimes")}?done=${turned.done}${count}`, 303);
});

const withTyped = (form: Form, names: readonly string[]): FormState => {
  const { values } = sentState(form, names);
  const empty = start().values;
  // A run that was sent without a day must not get the usual days back.
  return untouched(names === SERIES_NAMES ? { starts_at: "", round: "", ...values } : { ...empty, ...values });
};

const add: Turn = async (c, own, form) => {
  const state = withTyped(form, MOMENT_FIELDS);
  const moment = readMoment(state.values, own.offset);
  if ("wrong" in moment) return { state: withWrong(state, moment.wrong), refusal: new Refusal("invalid") };
  const show_id = own.found.show.id;
  const existing = await readShowtimes(database(c.env), show_id);
  const { starts_at_ms } = moment;
  const round = moment.round ?? nextRound(existing, starts_at_ms, own.offset);
  const refusal = await refusalOf(() => addShowtime(c, own.identity, { show_id, showtime: { starts_at_ms, round } }));
  return refusal === null ? { done: "added", count: 1 } : { state: withWrong(state, ["round"]), refusal };
};

/** Of this show: its address names it. */
async function named(c: Ctx, own: Own, form: Form): Promise<string> {
  const { showtime } = await ownShowtime(database(c.env), form.get("showtime_id"), own.identity);
  if (showtime.show_id !== own.found.show.id) throw new Refusal("not_found");
  return showtime.id;
}

const move: Turn = async (c, own, form) => {
  const showtime_id = await named(c, own, form);
  const sent = sentState(form, MOMENT_FIELDS);
  const refusedAt = (wrong: readonly string[], refusal: Refusal): Shown => ({
    state: start(),
    moving: { showtime_id, state: withWrong(sent, wrong) },
    refusal,
  });
  const moment = readMoment(sent.values, own.offset);
  if ("wrong" in moment) return refusedAt(moment.wrong, new Refusal("invalid"));
  const { starts_at_ms, round } = moment;
  const patch = { starts_at_ms, ...(round !== null && { round }) };
  const refusal = await refusalOf(() => moveShowtime(c, own.identity, { showtime_id, patch }));
  return refusal === null ? { done: "moved" } : refusedAt(["round"], refusal);
};

const remove: Turn = async (c, own, form) => {
  const showtime_id = await named(c, own, form);
  const refusal = await refusalOf(() => removeShowtime(c, own.identity, showtime_id));
  return refusal === null ? { done: "removed" } : { state: start(), refusal };
};

type Looked = { readonly state: FormState; readonly made: Result<readonly Round[], { readonly clash?: string }> };

/** What was typed and what it makes, or what of it does not fit. */
async function looked(c: Ctx, own: Own, form: Form): Promise<Looked> {
  const state = withTyped(form, SERIES_NAMES);
  const read = readSeries(state.values);
  if (!read.ok) return { state: withWrong(state, read.wrong), made: refused({}) };
  const made = await seriesOf(c, { found: own.found, series: read.series });
  if (made.ok) return { state, made };
  const { path, at } = made.failure;
  return { state: withWrong(state, [path]), made: refused(at === undefined ? {} : { clash: at }) };
}

const look: Turn = async (c, own, form) => {
  const { state, made } = await looked(c, own, form);
  return made.ok ? { state, found: made.value } : { state, refusal: new Refusal("invalid"), ...made.failure };
};

const make: Turn = async (c, own, form) => {
  const { state, made } = await looked(c, own, form);
  const read = readSeries(state.values);
  if (!made.ok) return { state, refusal: new Refusal("invalid"), ...made.failure };
  if (!read.ok) return { state, refusal: new Refusal("invalid") };
  const refusal = await refusalOf(() => addSeries(c, own.identity, { found: own.found, series: read.series }));
  if (refusal === null) return { done: "added", count: made.value.length };
  return { state: withWrong(state, pathsOf(refusal)), refusal };
};

const TURNS: Readonly<Record<string, Turn>> = { add, move, remove, look, make };
