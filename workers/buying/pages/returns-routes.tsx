// The page of the list for returned seats: which rounds it is open for, and the fan's asking and leaving.

import type { Failure } from "../../../schema/failures.ts";
import { type CheckShown, checkShown } from "../../../schema/http/checks.ts";
import { listInput } from "../../../schema/http/returns.ts";
import type { Language } from "../../../schema/http/words.ts";
import { GRADES } from "../../../schema/layout.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { publicShow } from "../../catalogue/kept-shows.ts";
import { detailOf, showtimeOf } from "../../catalogue/show-views.ts";
import type { Ctx } from "../../kit/env.ts";
import { problemOf, Refusal } from "../../kit/failures.ts";
import { parseWith } from "../../kit/http/parse.ts";
import { ledgerOf } from "../../kit/objects.ts";
import { page } from "../../kit/pages/answer.tsx";
import { formFields } from "../../kit/pages/form.ts";
import { paths } from "../../kit/pages/paths.ts";
import { mailCheckCode } from "../../line/check-mail.ts";
import { checkRuleOf } from "../../line/checks.ts";
import { widenFor } from "../../line/turnstile.ts";
import { asFan, type Fan, fanFrame } from "../../people/pages/whoever.ts";
import { answered } from "../../seats/answers.ts";
import { showtimePlace } from "../../seats/routes/seats.ts";
import { enterList } from "../list-entry.ts";
import { isOpenTo, ROUNDS_MAX } from "../own-lists.ts";
import { ReturnsPage, type ReturnsRound, type ReturnsView } from "./returns-page.tsx";

export const returnsPage = asFan((c, fan) => showReturns(c, fan, {}));

type Refused = Partial<Pick<ReturnsView, "check" | "tried">> & { readonly failure?: Failure };

async function showReturns(c: Ctx, fan: Fan, { failure, check = null, tried = null }: Refused): Promise<Response> {
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
  const problem = failure === undefined ? null : problemOf(failure, c.get("language"), c.get("request_id"));
  const refusal = problem === null ? null : refusalIn(c.get("language"), problem);
  const rule = checkRuleOf(c.env, kept.found.show, c.get("now_ms"));
  const checks = rule.check !== "off" || check !== null;
  if (rule.check === "turnstile") widenFor(c);
  const frame = fanFrame(c, fan.user, null, ...(checks ? ["returns-check.ts"] : []));
  const view = { show, rounds, refusal, checks, check, tried };
  return page(c, <ReturnsPage frame={frame} view={view} />, problem === null ? 200 : (problem.status as 409));
}

/** The list's own words where it asks what joining asks: nobody here stands in a line. */
function refusalIn(
  language: Language,
  { code, title, detail }: ReturnType<typeof problemOf>,
): NonNullable<ReturnsView["refusal"]> {
  return isAsked(code) ? wordsFor(language).returns.check[code] : { title, detail };
}

const isAsked = (code: string): code is "check_required" | "check_failed" =>
  code === "check_required" || code === "check_failed";

export const changeListEntry = asFan(async (c, fan) => {
  const form = await formFields(c);
  const showtime_id = form.get("showtime_id") ?? "";
  const fan_id = fan.identity.user_id;
  const show_id = c.req.param("show_id") ?? "";
  const back = () => c.redirect(paths.returns(show_id), 303);
  if (form.get("act") === "leave") {
    const { code } = await showtimePlace(c, showtime_id);
    const left = await ledgerOf(c.env, code).leaveList(fan_id);
    return left.ok ? back() : showReturns(c, fan, { failure: { code: left.failure.code } });
  }
  const wish = wishOf(form);
  const tried = { showtime_id, wish };
  if (form.get("act") === "check_mail") {
    await mailCheckCode(c, { show_id, fan_id });
    return showReturns(c, fan, { tried, check: { showtime_id, mailed: true } });
  }
  const mailed = form.has("check_code");
  try {
    const entered = await enterList(c, fan.identity, { showtime_id, ...wish, shown: shownIn(form) });
    return entered.ok ? back() : showReturns(c, fan, { failure: { code: entered.failure.code }, tried });
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || !isAsked(refusal.failure.code)) throw refusal;
    return showReturns(c, fan, { failure: refusal.failure, tried, check: { showtime_id, mailed } });
  }
});

function wishOf(form: URLSearchParams) {
  const grades = form.getAll("grade").flatMap((name) => GRADES.filter((grade) => grade === name));
  const { count } = parseWith(listInput, { count: Number(form.get("count")) });
  return { count, grades, together: form.get("together") === "on" };
}

/** What the page's own check left in the form, or the code that was typed. */
function shownIn(form: URLSearchParams): CheckShown | undefined {
  const code = form.get("check_code") ?? "";
  if (code !== "") return parseWith(checkShown, { kind: "mail", token: code });
  const token = form.get("check_token");
  return token === null ? undefined : parseWith(checkShown, { kind: form.get("check_kind"), token });
}
