// The pages of the line: waiting in it, and checking it afterwards.
import type { Hono } from "hono";
import type { LineFailure } from "../../../domain/waiting-line/events.ts";
import { showtimeOf, summaryOf } from "../../catalogue/show-views.ts";
import type { AppEnv, Ctx } from "../../kit/env.ts";
import { problemOf } from "../../kit/failures.ts";
import { lineOf } from "../../kit/objects.ts";
import { page } from "../../kit/pages/answer.tsx";
import { readForm } from "../../kit/pages/form.ts";
import { frameOf } from "../../kit/pages/frame.ts";
import { pageAround } from "../../kit/pages/kept-page.tsx";
import { paths } from "../../kit/pages/paths.ts";
import { type ShowOnSale, showOnSale } from "../../sale/show-on-sale.ts";
import { failureOfLine, placeBody } from "../answers.ts";
import { claimRoom } from "../claim.ts";
import { joinLine } from "../join.ts";
import { FairnessPage } from "./fairness-page.tsx";
import { aboutLine, LinePart } from "./line-page.tsx";
import { VerifyPage } from "./verify-page.tsx";
import type { LineRefusalView } from "./view.ts";

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
  const answer = await lineOf(c.env, found.show.id).status(identity.user_id);
  const place = await placeBody(c, identity, found.show.id, answer);
  return linePage(c, { found, showtimes }, place.state === "NONE" ? null : place, null);
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
  const answer = await joinLine(c, { show_id, fan: identity.user_id, vip_code: form.get("vip_code") || null });
  if (answer.ok) return c.redirect(paths.line(show_id), 303);
  return linePage(c, { found, showtimes }, null, refusalView(c, answer.failure));
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

function linePage(c: Ctx, { found, showtimes }: ShowOnSale, place: Place | null, join_refusal: LineRefusalView | null) {
  const show = summaryOf(found, c.get("language"), c.get("now_ms"));
  const now_ms = c.get("now_ms");
  const { vip_opens_at_ms, lobby_opens_at_ms, opens_at_ms } = found.show;
  const early = vip_opens_at_ms !== null && now_ms >= vip_opens_at_ms && now_ms < (lobby_opens_at_ms ?? opens_at_ms);
  const view = {
    show,
    showtimes: showtimes.map(showtimeOf),
    place,
    join_refusal,
    asks_vip_code: early && place === null,
  };
  const frame = frameOf(c, "line.tsx");
  return pageAround(c, frame, aboutLine(frame, view), <LinePart frame={frame} view={view} />);
}

/** Public: whoever doubts the line needs no account to check it. */
async function verify(c: Ctx) {
  const { found } = await showOnSale(c);
  const show = summaryOf(found, c.get("language"), c.get("now_ms"));
  return page(c, <VerifyPage frame={frameOf(c, "verify.tsx")} view={{ show }} />);
}
