// Purchases of an own show, the question before money goes back, and the page that follows a job.

import { showCancellationInput } from "../../../schema/http/payments.ts";
import { purchaseFilter, refundsInput } from "../../../schema/http/refund-jobs.ts";
import type { Grade } from "../../../schema/layout.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx } from "../../kit/env.ts";
import { readCursor, writeCursor } from "../../kit/http/cursor.ts";
import { parseWith, queryRecord } from "../../kit/http/parse.ts";
import { page } from "../../kit/pages/answer.tsx";
import { readForm } from "../../kit/pages/form.ts";
import { type Fan, fanFrame, type Said } from "../../people/pages/whoever.ts";
import { jobsOfShow, listItems } from "../db/jobs.ts";
import { findPurchases, roundsOf } from "../db/purchases.ts";
import { chooseRefunds } from "../jobs/choose.ts";
import { ownJob, retryJob, startRefunds } from "../routes/jobs.ts";
import { cancelShow } from "../routes/purchases.ts";
import { asOwner, type Own } from "./as-owner.ts";
import { consolePaths } from "./paths.ts";
import { PurchasesPage } from "./purchases-page.tsx";
import { AskCancelPage, AskRefundsPage, JobPage } from "./refund-pages.tsx";

const PURCHASES_PAGE = 50;
const JOBS_SHOWN = 10;
const FAILURES_SHOWN = 100;
const REFRESH_S = 3;
export const FILTERS = ["q", "status", "showtime_id", "grade"] as const;

/** What was left empty is not asked for. */
export function filterOf(from: Readonly<Record<string, string | undefined>>) {
  const given = FILTERS.flatMap((name) => {
    const value = (from[name] ?? "").trim();
    return value === "" ? [] : [[name, value] as const];
  });
  return { filter: parseWith(purchaseFilter, Object.fromEntries(given)), given };
}

export const purchasesPage = asOwner(async (c, { user }, { found: { show: row, grades }, show }) => {
  const db = database(c.env);
  const query = queryRecord(c.req.url);
  const { filter, given } = filterOf(query);
  const [{ found, next }, rounds, jobs] = await Promise.all([
    findPurchases(db, { ...filter, show_id: show.id }, { limit: PURCHASES_PAGE, cursor: readCursor(query.cursor) }),
    roundsOf(db, show.id),
    jobsOfShow(db, show.id, JOBS_SHOWN),
  ]);
  const view = {
    show,
    query: new URLSearchParams(given.map(([name, value]) => [name, value])),
    rounds,
    grades: grades.map(({ grade }) => grade as Grade),
    rows: found,
    jobs,
    cancelled: row.status === "CANCELLED",
    first: query.cursor === undefined,
    next_cursor: next === null ? null : writeCursor(next),
  };
  return page(c, <PurchasesPage frame={fanFrame(c, user, toldSaid(c, query.told))} view={view} />);
});

function toldSaid(c: Ctx, told: string | undefined): Said {
  if (!/^\d{1,9}$/.test(told ?? "")) return null;
  return { tone: "info", text: wordsFor(c.get("language")).console.purchases.told(Number(told)) };
}

/** One name for many: a plain form has no lists. */
const idsOf = (text: string): string[] => text.split(" ").filter((id) => id !== "");

function inputOf(from: Readonly<Record<string, string | undefined>>, reason: string) {
  const ids = idsOf(from.bookings ?? "");
  const { filter, given } = filterOf(from);
  const seats = idsOf(from.seats ?? "");
  const which = ids.length > 0 ? { booking_ids: ids, ...(seats.length > 0 && { seats }) } : { filter };
  const chosen = [["bookings", ids.join(" ")] as const, ["seats", seats.join(" ")] as const];
  const fields = ids.length > 0 ? chosen : given;
  return { input: parseWith(refundsInput, { ...which, reason }), fields };
}

/** A reason is asked again on the page that asks; anything else in these forms only a forger sends. */
const isReason = (reason: string): boolean => showCancellationInput.safeParse({ reason }).success;

type Asked = { readonly from: Readonly<Record<string, string | undefined>>; readonly refused: string | null };

async function showRefunds(c: Ctx, { user }: Fan, { show }: Own, { from, refused }: Asked) {
  const { input, fields } = inputOf(from, "-");
  const { items: _items, ...sums } = await chooseRefunds(c.env, database(c.env), show.id, input);
  const view = { ...sums, show, fields, refused };
  return page(c, <AskRefundsPage frame={fanFrame(c, user, null)} view={view} />, refused === null ? 200 : 422);
}

export const askRefunds = asOwner((c, fan, own) => {
  const { searchParams } = new URL(c.req.url);
  const bookings = searchParams.getAll("booking").slice(0, LIMITS.job_bookings).join(" ");
  const seats = searchParams.getAll("seat").slice(0, LIMITS.seats_per_hold).join(" ");
  return showRefunds(c, fan, own, { from: { ...queryRecord(c.req.url), bookings, seats }, refused: null });
});

export const doRefunds = asOwner(async (c, fan, own) => {
  const { identity } = fan;
  const { show } = own;
  const form = await readForm(c);
  const names = ["bookings", "seats", ...FILTERS];
  const from = Object.fromEntries(names.map((name) => [name, form.get(name)]));
  const reason = form.get("reason");
  if (!isReason(reason)) return showRefunds(c, fan, own, { from, refused: reason });
  const { input } = inputOf(from, reason);
  return c.redirect(consolePaths.job(show.id, await startRefunds(c, identity, show.id, input)), 303);
});

export const jobPage = asOwner(async (c, { user, identity }, { show }) => {
  const db = database(c.env);
  const { job, sums } = await ownJob(db, { show_id: show.id, job_id: c.req.param("job_id") ?? "" }, identity);
  const about = { job_id: job.id, status: "FAILED" as const };
  const { found } = await listItems(db, about, { limit: FAILURES_SHOWN, cursor: null });
  // Without a script too: a browser asks again while there is something to see.
  if (job.status === "RUNNING") c.header("refresh", String(REFRESH_S));
  return page(c, <JobPage frame={fanFrame(c, user, null)} view={{ show, job, sums, failures: found }} />);
});

export const retryJobPage = asOwner(async (c, { identity }, { show }) => {
  const { job } = await ownJob(database(c.env), { show_id: show.id, job_id: c.req.param("job_id") ?? "" }, identity);
  await retryJob(c, identity, job);
  return c.redirect(consolePaths.job(show.id, job.id), 303);
});

async function showCancel(c: Ctx, { user }: Fan, { show }: Own, refused: string | null) {
  const db = database(c.env);
  const [sums, rounds] = await Promise.all([
    chooseRefunds(c.env, db, show.id, { all: true, reason: "-" }),
    roundsOf(db, show.id),
  ]);
  const { bookings, refund_krw } = sums;
  const view = { show, bookings, refund_krw, showtimes: rounds.length, refused };
  return page(c, <AskCancelPage frame={fanFrame(c, user, null)} view={view} />, refused === null ? 200 : 422);
}

export const askCancel = asOwner((c, fan, own) => showCancel(c, fan, own, null));

export const doCancel = asOwner(async (c, fan, own) => {
  const { identity } = fan;
  const { show } = own;
  const given = (await readForm(c)).get("reason");
  if (!isReason(given)) return showCancel(c, fan, own, given);
  const { reason } = parseWith(showCancellationInput, { reason: given });
  const { job_id } = await cancelShow(c, { show_id: show.id, reason, identity });
  return c.redirect(consolePaths.job(show.id, job_id), 303);
});
