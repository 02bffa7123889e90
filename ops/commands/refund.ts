// `refund <booking…>`: gives bookings back in full by the console's own job. First it says what it would pay.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type * as z from "zod/mini";
import { jobAnswer, jobStarted, refundsPreview } from "../../schema/http/refund-jobs.ts";
import { type Api, Unavailable } from "../cli/api.ts";
import type { Asked, Command } from "../cli/command.ts";
import { DONE, REFUSED, USAGE } from "../cli/exit-codes.ts";
import { confirmed, progress, tell, won } from "../cli/tell.ts";
import { findBooking } from "./booking.ts";

type Job = z.infer<typeof jobAnswer>;

const LOOK_AGAIN_MS = 500;
const DONE_WITHIN_MS = 10 * 60_000;

export const refundCommand: Command = {
  name: "refund",
  takes: "<booking…>",
  says: "give bookings back in full, by number or id; says first what it would pay",
  options: {
    reason: { value: "text", says: "what the buyers and the log are told" },
    preview: { says: "say what it would pay and end" },
    yes: { says: "without being asked" },
  },
  run: refund,
};

async function refund(asked: Asked): Promise<number> {
  const reason = asked.text("reason");
  if (reason === null && !asked.is("preview")) {
    console.error("--reason is needed: buyers read it");
    return USAGE;
  }
  const api = await asked.api();
  const bookings = [];
  for (const text of asked.words) bookings.push(await findBooking(api, text));
  const [show_id, ...others] = [...new Set(bookings.map((one) => one.show_id))];
  if (show_id === undefined || others.length > 0) {
    console.error("one show at a time: a job belongs to its show");
    return REFUSED;
  }
  const path = `/v1/api/manage/shows/${show_id}`;
  const wish = { booking_ids: [...new Set(bookings.map((one) => one.booking_id))], reason: reason ?? "preview" };
  const sums = await api.send("POST", `${path}/refunds`, { ...wish, preview: true }, refundsPreview);
  const would = `${sums.bookings} bookings, ${sums.seats} seats: ${won(sums.refund_krw)} would go back.`;
  if (asked.is("preview")) {
    tell(asked, sums, [would]);
    return DONE;
  }
  if (sums.bookings === 0) {
    console.error("nothing to give back: they are given back already, or were never paid");
    return REFUSED;
  }
  if (!(await confirmed(asked, would))) return REFUSED;
  const job = await untilDone(api, path, (await begin(api, path, wish)).job_id);
  tell(asked, job, [
    `${job.done} of ${job.total} given back, ${won(job.refund_krw)}; ${job.failed} failed (job ${job.job_id})`,
    ...(job.failed === 0 ? [] : [`which and why: ${api.url}/manage/shows/${show_id}/jobs/${job.job_id}`]),
  ]);
  return job.status === "DONE" && job.failed === 0 ? DONE : REFUSED;
}

async function begin(
  api: Api,
  path: string,
  wish: { readonly booking_ids: readonly string[]; readonly reason: string },
) {
  const key = randomUUID();
  const ask = () => api.send("POST", `${path}/refunds`, wish, jobStarted, { "idempotency-key": key });
  try {
    return await ask();
  } catch (error) {
    // Under the same key it begins once, however often it is asked for.
    if (!(error instanceof Unavailable)) throw error;
    return await ask();
  }
}

async function untilDone(api: Api, path: string, job_id: string): Promise<Job> {
  const show = progress("refunds");
  const until_ms = Date.now() + DONE_WITHIN_MS;
  for (;;) {
    const job = await api.get(`${path}/jobs/${job_id}`, jobAnswer);
    show(job.done + job.failed, job.total);
    if (job.status !== "RUNNING" || Date.now() > until_ms) return job;
    await sleep(LOOK_AGAIN_MS);
  }
}
