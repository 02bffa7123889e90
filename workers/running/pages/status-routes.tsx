// The page of how the service is; administrators find the switch on it.
import type { Hono } from "hono";
import type { Stop } from "../../../domain/alerts/lookout-state.ts";
import { stopInput } from "../../../schema/http/status.ts";
import { STOPPED } from "../../../web/words/banner.ts";
import { publicShow } from "../../catalogue/kept-shows.ts";
import { detailOf } from "../../catalogue/show-views.ts";
import type { AppEnv, Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { parseWith } from "../../kit/http/parse.ts";
import { brakeWrites } from "../../kit/middleware/brake.ts";
import { lookoutOf } from "../../kit/objects.ts";
import { page } from "../../kit/pages/answer.tsx";
import { readForm } from "../../kit/pages/form.ts";
import { frameOf } from "../../kit/pages/frame.ts";
import { paths } from "../../kit/pages/paths.ts";
import { holdToAdmin } from "../../people/hold-to-admin.ts";
import { statusNow } from "../routes/status.ts";
import { letSalesGoOn, stopSales } from "../stop-acts.ts";
import { ALL_SALES, type RunningSale, StatusPage } from "./status-page.tsx";

export function mountStatusPages(app: Hono<AppEnv>): void {
  app.get(paths.status, showStatus);
  app.post(paths.status, changeStops);
}

async function showStatus(c: Ctx): Promise<Response> {
  const { status } = await statusNow(c);
  const desk = c.get("identity")?.role === "ADMIN" ? await runningSales(c) : null;
  return page(c, <StatusPage frame={frameOf(c)} view={{ status, desk, titles: await titlesOf(c, status.stops) }} />);
}

/** By the last look, which needs no D1. */
async function runningSales(c: Ctx): Promise<RunningSale[]> {
  const objects = await lookoutOf(c.env)
    .objects()
    .catch(() => []);
  return objects.filter(({ kind }) => kind === "line").map(({ show, title }) => ({ show_id: show, title }));
}

/** A show that cannot be read now, or is not public any more, is called by its id. */
async function titlesOf(c: Ctx, stops: readonly Stop[]): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>();
  for (const { show_id } of stops) {
    const found = show_id === null ? null : await publicShow(c.env, show_id, c.get("now_ms")).catch(() => null);
    if (found === null || show_id === null) continue;
    titles.set(show_id, detailOf(found.found, c.get("language"), c.get("now_ms")).title);
  }
  return titles;
}

/** Not by the account's row, as other pages go: the switch must not need D1. */
async function changeStops(c: Ctx): Promise<Response> {
  const identity = c.get("identity");
  if (identity === null) return c.redirect(paths.signIn(paths.status), 303);
  if (identity.role !== "ADMIN") throw new Refusal("not_found");
  await holdToAdmin(c, identity, { without_database: true });
  await brakeWrites(c, identity);
  const form = await readForm(c);
  const named = form.get("show_id").trim();
  if (named === "") throw new Refusal("invalid", { errors: [{ path: "show_id", fault: "stop_unchosen" }] });
  const show_id = named === ALL_SALES ? null : named;
  if (form.get("act") === "go_on") await letSalesGoOn(c, identity, show_id);
  else {
    const text = { ko: form.get("ko") || STOPPED.ko, en: form.get("en") || STOPPED.en };
    await stopSales(c, identity, parseWith(stopInput, { show_id, text }));
  }
  return c.redirect(paths.status, 303);
}
