// The page of the list for returned seats: which rounds it is open for, and the fan's asking and leaving.

import type { Failure } from "../../../schema/failures.ts";
import { listInput } from "../../../schema/http/returns.ts";
import type { Language } from "../../../schema/http/words.ts";
import { GRADES } from "../../../schema/layout.ts";
import { publicShow } from "../../catalogue/kept-shows.ts";
import { detailOf, showtimeOf } from "../../catalogue/show-views.ts";
import type { Ctx } from "../../kit/env.ts";
import { problemOf, Refusal } from "../../kit/failures.ts";
import { parseWith } from "../../kit/http/parse.ts";
import { ledgerOf } from "../../kit/objects.ts";
import { page } from "../../kit/pages/answer.tsx";
import { formFields } from "../../kit/pages/form.ts";
import { paths } from "../../kit/pages/paths.ts";
import { asFan, type Fan, fanFrame } from "../../people/pages/whoever.ts";
import { answered } from "../../seats/answers.ts";
import { showtimePlace } from "../../seats/routes/seats.ts";
import { isOpenTo, keepList, ROUNDS_MAX } from "../own-lists.ts";
import { ReturnsPage, type ReturnsRound } from "./returns-page.tsx";

export const returnsPage = asFan((c, fan) => showReturns(c, fan, null));

async function showReturns(c: Ctx, fan: Fan, refused: Failure["code"] | null): Promise<Response> {
  const show_id = c.req.param("show_id") ?? "";
  const kept = await publicShow(c.env, show_id, c.get("now_ms"));
  if (kept === null) throw new Refusal("not_found");
  const show = detailOf(kept.found, c.get("language"), c.get("now_ms"));
  const ahead = kept.showtimes
    .map(showtimeOf)
    .filter(({ starts_at_ms }) => starts_at_ms > c.get("now_ms"))
    .toSorted((a, b) => a.starts_at_ms - b.starts_at_ms)
    .slice(0, ROUNDS_MAX);
  const asked = await Promise.all(
    ahead.map(async ({ id, starts_at_ms }): Promise<ReturnsRound> => {
      const { code } = await showtimePlace(c, id);
      return { id, starts_at_ms, list: answered(await ledgerOf(c.env, code).listPage(fan.identity.user_id)) };
    }),
  );
  const rounds = asked.filter(({ list }) => isOpenTo(list));
  const problem = refused === null ? null : problemOf({ code: refused }, c.get("language"), c.get("request_id"));
  const refusal = problem === null ? null : { title: problem.title, detail: problem.detail };
  const view = { show, rounds, refusal };
  return page(c, <ReturnsPage frame={fanFrame(c, fan.user, null)} view={view} />, refusal === null ? 200 : 409);
}

export const changeListEntry = asFan(async (c, fan) => {
  const form = await formFields(c);
  const showtime_id = form.get("showtime_id") ?? "";
  const { code } = await showtimePlace(c, showtime_id);
  const ledger = ledgerOf(c.env, code);
  const fan_id = fan.identity.user_id;
  const answer =
    form.get("act") === "leave"
      ? await ledger.leaveList(fan_id)
      : await ledger.joinList({ fan_id, ...wishOf(form, c.get("language")) });
  if (!answer.ok) return showReturns(c, fan, answer.failure.code);
  if (form.get("act") !== "leave") await keepList(c, fan.identity, showtime_id);
  return c.redirect(paths.returns(c.req.param("show_id") ?? ""), 303);
});

function wishOf(form: URLSearchParams, language: Language) {
  const grades = form.getAll("grade").flatMap((name) => GRADES.filter((grade) => grade === name));
  const { count } = parseWith(listInput, { count: Number(form.get("count")) }, language);
  return { count, grades, together: form.get("together") === "on" };
}
