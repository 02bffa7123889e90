// The pages of the line: waiting in it, and checking it afterwards.
import type { Hono } from "hono";
import type { LineFailure } from "../../../domain/waiting-line/events.ts";
import { appealInput, type OwnAppeal } from "../../../schema/http/appeals.ts";
import { showtimeOf, summaryOf } from "../../catalogue/show-views.ts";
import type { AppEnv, Ctx } from "../../kit/env.ts";
import { problemOf, Refusal } from "../../kit/failures.ts";
import { parseWith } from "../../kit/http/parse.ts";
import { page } from "../../kit/pages/answer.tsx";
import { readForm } from "../../kit/pages/form.ts";
import { frameOf } from "../../kit/pages/frame.ts";
import { keptPage, pageAround } from "../../kit/pages/kept-page.tsx";
import { paths } from "../../kit/pages/paths.ts";
import { type ShowOnSale, showOnSale } from "../../sale/show-on-sale.ts";
import { failureOfLine, placeBody } from "../answers.ts";
import { appeal, ownAppeal } from "../appeal.ts";
import { mailCheckCode } from "../check-mail.ts";
import { checkRuleOf } from "../checks.ts";
import { claimRoom } from "../claim.ts";
import { joinLine } from "../join.ts";
import { noteInPractice } from "../practice-notes.ts";
import { byRoad } from "../road.ts";
import { widenFor } from "../turnstile.ts";
import { FairnessPage } from "./fairness-page.tsx";
import { aboutLine, LinePage, LinePart } from "./line-page.tsx";
import { VerifyPage } from "./verify-page.tsx";
import type { LineRefusalView, LineView } from "./view.ts";

export function mountLinePages(app: Hono<AppEnv>): void {
  app.get("/shows/:show_id/line", line);
  app.post("/shows/:show_id/line", actByForm);
  app.get("/verify/:show_id", verify);
  app.get(paths.fairness, (c) => page(c, <FairnessPage frame={frameOf(c)} />));
}

async function line(c: Ctx) {
  const { found, showtimes } = await showOnSale(c);
  const identity = c.get("identity");
  if (identity === null) return c.redirect(paths.signIn(paths.line(found.show.id)), 302);
  const who = { show_id: found.show.id, fan: identity.user_id };
  const answer = await byRoad(c, who, (road) => road.status(who.fan));
  const place = await placeBody(c, identity, found.show.id, answer);
  if (place.state === "WAITING" || place.state === "ADMITTED") noteInPractice(c, { kind: "refreshed" });
  return linePage(c, { found, showtimes }, { place: place.state === "NONE" ? null : place });
}

/** Without script a button joins, or claims the turn; a refusal is told on the page itself. */
async function actByForm(c: Ctx) {
  const { found, showtimes } = await showOnSale(c);
  const show_id = found.show.id;
  const identity = c.get("identity");
  if (identity === null) return c.redirect(paths.signIn(paths.line(show_id)), 303);
  const form = await readForm(c);
  if (form.get("act") === "claim") {
    await claimRoom(c, identity, { show_id, by: "tap", switching: false });
    return c.redirect(paths.room(show_id), 303);
  }
  if (form.get("act") === "appeal") {
    if (c.get("practice") !== null) throw new Refusal("not_found");
    const { text } = parseWith(appealInput, { text: form.get("appeal") });
    await appeal(c, { show_id, user_id: identity.user_id, text });
    return c.redirect(paths.line(show_id), 303);
  }
  const bound = { show_id, fan: identity.user_id };
  if (form.get("act") === "check_mail") {
    await mailCheckCode(c, { show_id, fan_id: identity.user_id });
    const asked = await joinLine(c, { ...bound, vip_code: null });
    if (asked.ok) return c.redirect(paths.line(show_id), 303);
    return linePage(c, { found, showtimes }, { join_refusal: refusalView(c, asked.failure), check_mailed: true });
  }
  const code = form.get("check_code");
  const shown = code ? ({ kind: "mail", token: code } as const) : undefined;
  const typed = form.get("vip_code");
  try {
    const answer = await joinLine(c, { ...bound, vip_code: typed || null, shown });
    if (answer.ok) return c.redirect(paths.line(show_id), 303);
    const wrong = typed !== "" && answer.failure.code === "sale_not_open";
    return linePage(
      c,
      { found, showtimes },
      { join_refusal: refusalView(c, answer.failure), vip_refused: wrong ? { typed, why: "wrong" } : null },
    );
  } catch (error) {
    if (typed === "" || !(error instanceof Refusal) || error.failure.code !== "too_many_requests") throw error;
    return linePage(c, { found, showtimes }, { vip_refused: { typed, why: "wait" } });
  }
}

function refusalView(c: Ctx, failure: LineFailure): LineRefusalView {
  const { code, title, detail } = problemOf(
    failureOfLine(failure, c.get("now_ms")),
    c.get("language"),
    c.get("request_id"),
  );
  return { code, title, detail, ...("opens_at_ms" in failure ? { opens_at_ms: failure.opens_at_ms } : {}) };
}

type Place = Awaited<ReturnType<typeof placeBody>>;

type Found = {
  readonly place?: Place | null;
  readonly join_refusal?: LineRefusalView;
  readonly check_mailed?: boolean;
  readonly vip_refused?: LineView["vip_refused"];
};

async function linePage(
  c: Ctx,
  { found, showtimes }: ShowOnSale,
  { place = null, join_refusal, check_mailed = false, vip_refused = null }: Found,
) {
  const show = summaryOf(found, c.get("language"), c.get("now_ms"));
  const now_ms = c.get("now_ms");
  const { vip_opens_at_ms, lobby_opens_at_ms, opens_at_ms } = found.show;
  const rule = checkRuleOf(c.env, found.show, now_ms);
  const early = vip_opens_at_ms !== null && now_ms >= vip_opens_at_ms && now_ms < (lobby_opens_at_ms ?? opens_at_ms);
  const view = {
    show,
    showtimes: showtimes.map(showtimeOf),
    place,
    join_refusal: join_refusal ?? null,
    asks_vip_code: early && place === null,
    vip_refused,
    checks_ahead: rule.check !== "off",
    check_mailed,
    removal: await removalOf(c, found.show.id, { place, join_refusal }),
  };
  if (rule.check === "turnstile") widenFor(c);
  if (holdsNothingOwn(view) && c.req.method === "GET") {
    return keptPage(c, async (frame) => <LinePage frame={frame} view={view} />, ["line.tsx"]);
  }
  const frame = frameOf(c, "line.tsx");
  return pageAround(c, frame, aboutLine(frame, view), <LinePart frame={frame} view={view} />);
}

/** Who is about to join sees what all see who are about to join: with the opening that is the whole crowd. */
const holdsNothingOwn = ({ place, join_refusal, check_mailed, vip_refused, removal }: LineView): boolean =>
  place === null && join_refusal === null && !check_mailed && vip_refused === null && removal === null;

type Removal = { readonly place: Place | null; readonly join_refusal: LineRefusalView | undefined };

/** Asked for only where somebody was removed. */
async function removalOf(c: Ctx, show_id: string, { place, join_refusal }: Removal): Promise<OwnAppeal | null> {
  const identity = c.get("identity");
  if (identity === null || c.get("practice") !== null) return null;
  if (place?.reason !== "removed" && join_refusal?.code !== "removed") return null;
  return ownAppeal(c, { show_id, user_id: identity.user_id });
}

/** Public: whoever doubts the line needs no account to check it. */
async function verify(c: Ctx) {
  const { found, showtimes } = await showOnSale(c);
  const show = summaryOf(found, c.get("language"), c.get("now_ms"));
  const view = { show, showtimes: showtimes.map(showtimeOf) };
  return page(c, <VerifyPage frame={frameOf(c, "verify.tsx")} view={view} />);
}
