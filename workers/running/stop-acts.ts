// The operator's switch: stops one sale or all, and lets them go on. For the API and the page alike.
import type { Stop } from "../../domain/alerts/lookout-state.ts";
import { audit } from "../../schema/tables/people.ts";
import { readAnyShow } from "../catalogue/db/shows.ts";
import { auditEntry } from "../kit/db/audit.ts";
import { database } from "../kit/db/database.ts";
import type { Ctx, Identity } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { log, thrown } from "../kit/log.ts";
import { lookoutOf } from "../kit/objects.ts";
import { forgetPages } from "../kit/pages/kept-page.tsx";
import { forgetServiceState } from "../kit/service-state.ts";
import { linesOnSale } from "./metrics.ts";
import { enforceStops } from "./stops.ts";

type Wish = Pick<Stop, "show_id" | "text">;

export async function stopSales(c: Ctx, identity: Identity, { show_id, text }: Wish): Promise<void> {
  if (show_id !== null && !(await isShow(c.env, show_id))) throw new Refusal("not_found");
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

/** While D1 cannot say, a show is believed to be one: a stop of none stops nobody. */
async function isShow(env: Env, show_id: string): Promise<boolean> {
  try {
    return (await readAnyShow(database(env), show_id)) !== null;
  } catch {
    return true;
  }
}

/** Before the act, which is not in D1: none goes without its line. Where D1 is away the lookout keeps it until it is back. */
async function lineInLog(
  c: Ctx,
  identity: Identity,
  action: "sales.stop" | "sales.go_on",
  { show_id, details }: { readonly show_id: string | null; readonly details: Readonly<Record<string, string>> },
): Promise<void> {
  const kind = show_id === null ? "service" : "show";
  const line = { action, subject_kind: kind, subject_id: show_id ?? "sales", details } as const;
  const row = auditEntry(c, identity, line);
  try {
    await database(c.env).insert(audit).values(row);
  } catch (error) {
    log("warn", "audit_line_waits", { request_id: row.request_id, action, ...thrown(error) });
    await lookoutOf(c.env).oweLine(row);
  }
}

async function enforce(c: Ctx): Promise<void> {
  forgetServiceState();
  forgetPages();
  await enforceStops(c.env, await linesOnSale(c.env, c.get("now_ms")));
}

/** The minute's: lines of acts that were done while D1 was away. Written twice they stand once. */
export async function writeOwedLines(env: Env): Promise<void> {
  const lookout = lookoutOf(env);
  const owed = await lookout.owedLines();
  if (owed.length === 0) return;
  await database(env)
    .insert(audit)
    .values([...owed])
    .onConflictDoNothing();
  await lookout.linesWritten(owed.map(({ id }) => id));
}
