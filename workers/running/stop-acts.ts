// The operator's switch: stops one sale or all, and lets them go on. For the API and the page alike.
import type { Stop } from "../../domain/alerts/lookout-state.ts";
import { readAnyShow } from "../catalogue/db/shows.ts";
import { writeAudit } from "../kit/db/audit.ts";
import { database } from "../kit/db/database.ts";
import type { Ctx, Identity } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { lookoutOf } from "../kit/objects.ts";
import { forgetPages } from "../kit/pages/kept-page.tsx";
import { forgetServiceState } from "../kit/service-state.ts";
import { linesOnSale } from "./metrics.ts";
import { enforceStops } from "./stops.ts";

type Wish = Pick<Stop, "show_id" | "text">;

export async function stopSales(c: Ctx, identity: Identity, { show_id, text }: Wish): Promise<void> {
  if (show_id !== null && (await readAnyShow(database(c.env), show_id)) === null) throw new Refusal("not_found");
  await lineInLog(c, identity, "sales.stop", { show_id, details: text });
  await lookoutOf(c.env).stop({ show_id, text, at_ms: c.get("now_ms"), by: identity.user_id });
  await enforce(c);
}

export async function letSalesGoOn(c: Ctx, identity: Identity, show_id: string | null): Promise<void> {
  const { stops } = await lookoutOf(c.env).state();
  if (!stops.some((stop) => stop.show_id === show_id)) throw new Refusal("not_found");
  await lineInLog(c, identity, "sales.go_on", { show_id, details: {} });
  await lookoutOf(c.env).goOn(show_id);
  await enforce(c);
}

/** Before the act, which is not in D1: none goes without its line. */
async function lineInLog(
  c: Ctx,
  identity: Identity,
  action: "sales.stop" | "sales.go_on",
  { show_id, details }: { readonly show_id: string | null; readonly details: Readonly<Record<string, string>> },
): Promise<void> {
  const kind = show_id === null ? "service" : "show";
  const line = { action, subject_kind: kind, subject_id: show_id ?? "sales", details } as const;
  await writeAudit(database(c.env), c, identity, line);
}

async function enforce(c: Ctx): Promise<void> {
  forgetServiceState();
  forgetPages();
  await enforceStops(c.env, await linesOnSale(c.env, c.get("now_ms")));
}
