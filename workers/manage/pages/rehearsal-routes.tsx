// The addresses of an own show's rehearsals: the list with the form that begins one, one rehearsal, two beside each other.
import { rehearsalInput } from "../../../schema/http/rehearsals.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { Refusal } from "../../kit/failures.ts";
import { parseWith } from "../../kit/http/parse.ts";
import { rehearsalsOf } from "../../kit/objects.ts";
import { page } from "../../kit/pages/answer.tsx";
import { type Form, readForm } from "../../kit/pages/form.ts";
import { frameOf } from "../../kit/pages/frame.ts";
import { fanFrame } from "../../people/pages/whoever.ts";
import { endRehearsal, ownRehearsal, playedShowOf, startRehearsal } from "../rehearsing.ts";
import { asOwner } from "./as-owner.ts";
import { consolePaths } from "./paths.ts";
import { RehearsalComparePage } from "./rehearsal-compare-page.tsx";
import { RehearsalPage } from "./rehearsal-page.tsx";
import { REFRESH_S, type Rehearsal, type Report } from "./rehearsal-view.ts";
import { RehearsalsPage } from "./rehearsals-page.tsx";

/** A crowd that an on-sale of some rush brings; the organiser knows better. */
const FANS_PER_SEAT = 10;
const FANS_USUAL_MAX = 100_000;
/** Nobody watches for an hour: they come and choose faster. */
const LIVE_USUAL = { arrive_within_ms: 60_000, decide_ms: 15_000 };
const CROWD_USUAL = { arrive_within_ms: 600_000, no_show: 0.1, decide_ms: 45_000, decline: 0.05 };

export const rehearsalsPage = asOwner(async (c, { user }, { found, show }) => {
  const [plays, rehearsals] = await Promise.all([playedShowOf(c.env, found), rehearsalsOf(c.env, show.id).list()]);
  const seats = Object.values(plays.seats).reduce((sum, n) => sum + (n ?? 0), 0);
  const fans = Math.max(1, Math.min(FANS_USUAL_MAX, seats * FANS_PER_SEAT));
  const of = (kind: Rehearsal["kind"]) => rehearsals.find((one) => one.kind === kind)?.asked;
  const view = {
    show,
    rehearsals: rehearsals as Rehearsal[],
    plays,
    crowd: of("forecast") ?? { fans, ...CROWD_USUAL },
    live_crowd: of("live") ?? { ...CROWD_USUAL, ...LIVE_USUAL, fans: Math.min(LIMITS.rehearsal_bots, fans) },
  };
  if (rehearsals.some(({ status }) => status === "RUNNING")) c.header("refresh", String(REFRESH_S));
  return page(c, <RehearsalsPage frame={fanFrame(c, user, null)} view={view} />);
});

/** People say minutes and per cent. */
const inputOf = (form: Form) => {
  const scaled = (name: string, by: number): number => Math.round(Number(form.get(name)) * by);
  const seed = form.get("seed").trim();
  return {
    kind: form.get("kind"),
    fans: scaled("fans", 1),
    arrive_within_ms: scaled("arrive_min", 60_000),
    no_show: scaled("no_show_percent", 10) / 1_000,
    decide_ms: scaled("decide_s", 1_000),
    decline: scaled("decline_percent", 10) / 1_000,
    ...(seed === "" ? {} : { seed: Number(seed) }),
  };
};

export const beginRehearsal = asOwner(async (c, { identity }, { show }) => {
  const input = parseWith(rehearsalInput, inputOf(await readForm(c)));
  const id = await startRehearsal(c, identity, { show_id: show.id, input });
  return c.redirect(consolePaths.rehearsal(show.id, id), 303);
});

export const rehearsalPage = asOwner(async (c, { user, identity }, { found, show }) => {
  const about = { show_id: show.id, rehearsal_id: c.req.param("rehearsal_id") ?? "", identity };
  const rehearsal = await ownRehearsal(c.env, about);
  if (rehearsal.status === "RUNNING") c.header("refresh", String(REFRESH_S));
  const frame = { ...frameOf(c, "account.ts"), user: { name: user.name, role: user.role } };
  const view = { show, rehearsal: rehearsal as Rehearsal, turnable: found.show.status === "PUBLISHED" };
  return page(c, <RehearsalPage frame={frame} view={view} />);
});

export const removeRehearsal = asOwner(async (c, { identity }, { show }) => {
  await endRehearsal(c, identity, { show_id: show.id, rehearsal_id: c.req.param("rehearsal_id") ?? "" });
  return c.redirect(consolePaths.rehearsals(show.id), 303);
});

/** Without two that are done there is nothing to compare: back to where they are chosen. */
export const compareRehearsals = asOwner(async (c, { user, identity }, { show }) => {
  const ids = new URL(c.req.url).searchParams.getAll("with").slice(0, LIMITS.rehearsals_per_show);
  const done = await Promise.all(
    ids.map((rehearsal_id) => ownRehearsal(c.env, { show_id: show.id, rehearsal_id, identity })),
  );
  const [one, other] = done as Rehearsal[];
  if (one === undefined || other === undefined) return c.redirect(consolePaths.rehearsals(show.id), 303);
  const pair = [withReport(one), withReport(other)] as const;
  return page(c, <RehearsalComparePage frame={fanFrame(c, user, null)} view={{ show, pair }} />);
});

function withReport(one: Rehearsal): Rehearsal & { readonly report: Report } {
  if (one.report === null) throw new Refusal("not_found");
  return { ...one, report: one.report };
}
