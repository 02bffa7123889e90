// Works jobs off: at once after they were ordered, and by the minute's watchdog until nothing is open. A run holds a
// lease; one that died is followed by another when it ends.
import { isSettled, type LedgerWord } from "../../../domain/refund-job/items.ts";
import { type Database, database } from "../../kit/db/database.ts";
import { log, thrown } from "../../kit/log.ts";
import { ledgerOf, lineOf } from "../../kit/objects.ts";
import { watchShow } from "../../sale/publish.ts";
import {
  collectCancelled,
  dueJobs,
  type JobRow,
  keepItems,
  keepJob,
  settleAsked,
  settleCancelled,
  sumsOf,
  takeJob,
  waitingItems,
} from "../db/jobs.ts";
import { showtimeCodes } from "../db/purchases.ts";
import { byLedger } from "./by-ledger.ts";
import { commandOf } from "./choose.ts";
import { type Asked, type JobPorts, workOff } from "./work-off.ts";

const LEASE_MS = 30_000;
/** Under what a platform gives a request's afterwork. */
const RUN_MS = 20_000;
/** The provider and the record need a moment; nobody is helped by asking at every tick. */
const PAUSE_MS = 300;
const TRIES_MAX = 8;
const RETRY_FIRST_MS = 2_000;
const DUE_AT_ONCE = 10;

/** Never throws: what is not done stays due. */
export async function runJob(env: Env, id: string): Promise<void> {
  const db = database(env);
  const job = await takeJob(db, id, Date.now(), Date.now() + LEASE_MS);
  if (job === null) return;
  try {
    await turns(env, db, job);
  } catch (error) {
    await putOff(db, job, error);
  }
}

export async function runDueJobs(env: Env, now_ms: number): Promise<void> {
  for (const id of await dueJobs(database(env), now_ms, DUE_AT_ONCE)) await runJob(env, id);
}

async function turns(env: Env, db: Database, job: JobRow): Promise<void> {
  const until_ms = Date.now() + RUN_MS;
  const ports = portsOf(env, db, job);
  if (job.kind === "CANCEL_SHOW") await tellCancelled(env, db, job);
  for (;;) {
    const moved = await workOff(ports);
    const sums = (await sumsOf(db, [job.id])).get(job.id);
    if (sums === undefined || isSettled(sums)) {
      await keepJob(db, job.id, { status: "DONE", finished_at_ms: Date.now() });
      log("info", "job_done", { ...aboutJob(job), done: sums?.DONE ?? 0, failed: sums?.FAILED ?? 0 });
      return;
    }
    const now_ms = Date.now();
    if (now_ms >= until_ms) return void (await keepJob(db, job.id, { tries: 0, next_try_at_ms: now_ms }));
    // Progress: the tries start anew, and the lease with them.
    if (moved > 0) await keepJob(db, job.id, { tries: 1, next_try_at_ms: now_ms + LEASE_MS });
    else await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Each hears the same word again without harm; the ledgers refund by themselves, the job follows them. */
export async function tellCancelled(env: Env, db: Database, job: JobRow): Promise<void> {
  if (job.told_at_ms !== null) return;
  const codes = await showtimeCodes(db, job.show_id);
  await lineOf(env, job.show_id).cancel();
  await Promise.all(codes.map((code) => ledgerOf(env, code).cancelShow(job.reason)));
  await watchShow(db, job.show_id, { codes });
  await collectCancelled(db, job);
  await keepJob(db, job.id, { told_at_ms: Date.now() });
}

const portsOf = (env: Env, db: Database, job: JobRow): JobPorts => ({
  waiting: (limit) => waitingItems(db, job.id, limit),
  ask: (questions) => askLedgers(env, job, questions),
  keep: (changes) => keepItems(db, job.id, changes),
  settle: async () => {
    const asked = await settleAsked(db, job.id);
    if (job.kind === "REFUND") return asked;
    await collectCancelled(db, job);
    return asked + (await settleCancelled(db, job.id));
  },
});

async function askLedgers(env: Env, job: JobRow, questions: readonly Asked[]): Promise<LedgerWord[]> {
  const asked = questions.map(({ item, key }) => ({ id: item.booking_id, item, key }));
  const answers = await byLedger(env, asked, async (ledger, slice) =>
    ledger.refundEach(slice.map(({ item, key }) => ({ ...commandOf(item, job.reason), asker_id: job.asker_id, key }))),
  );
  return questions.map((_, at): LedgerWord => {
    const answer = answers[at];
    if (answer === undefined) return { ok: false, code: "not_found" };
    return answer.ok ? { ok: true, ...answer.value } : { ok: false, code: answer.failure.code };
  });
}

const aboutJob = ({ id, kind, request_id }: JobRow) => ({ request_id, job_id: id, kind });

async function putOff(db: Database, job: JobRow, error: unknown): Promise<void> {
  const { id, tries } = job;
  const given_up = tries >= TRIES_MAX;
  log(given_up ? "error" : "warn", given_up ? "job_given_up" : "job_put_off", {
    ...aboutJob(job),
    tries,
    ...thrown(error),
  });
  const wait_ms = RETRY_FIRST_MS * 2 ** Math.min(tries, 6);
  await keepJob(db, id, given_up ? { status: "FAILED" } : { next_try_at_ms: Date.now() + wait_ms });
}
