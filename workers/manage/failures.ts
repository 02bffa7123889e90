// "Try again" of what was given up, by kind. Each try is a step that may be done twice, with its line in the audit log.
import type { FailureRetry } from "../../schema/http/failures.ts";
import { writeAudit } from "../kit/db/audit.ts";
import { type Database, database } from "../kit/db/database.ts";
import type { Ctx, Identity } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { runBroadcast } from "../messages/broadcast.ts";
import { retryBroadcast } from "../messages/db/broadcasts.ts";
import { hintMail, retryMail } from "../messages/mail/sending.ts";
import { ledgerOfId } from "../sale/ledger-of-id.ts";
import { openFailures, readDeadLetter, recordedAgain, sentAgain } from "./db/failures.ts";
import { readJob } from "./db/jobs.ts";
import { retryJob } from "./routes/jobs.ts";

type Step = { readonly c: Ctx; readonly db: Database; readonly identity: Identity; readonly id: string };

/** What is no longer open has been tried again by somebody else: nothing is there. */
export async function retryFailure(c: Ctx, identity: Identity, { kind, id }: FailureRetry): Promise<void> {
  const db = database(c.env);
  const open = (await openFailures(db)).find((one) => one.kind === kind && one.id === id);
  if (open === undefined || !open.can_retry) throw new Refusal("not_found");
  await STEPS[kind]({ c, db, identity, id });
}

const auditOf = ({ c, db, identity, id }: Step, kind: FailureRetry["kind"]) =>
  writeAudit(db, c, identity, { action: "failure.retry", subject_kind: "failure", subject_id: id, details: { kind } });

const STEPS: Readonly<Record<FailureRetry["kind"], (step: Step) => Promise<void>>> = {
  MAIL: async (step) => {
    const { c, db, id } = step;
    await db.batch([retryMail(db, id, c.get("now_ms")), auditOf(step, "MAIL")]);
    c.executionCtx.waitUntil(hintMail(c.env, [id]));
  },
  MESSAGE: async (step) => {
    const { c, db, id } = step;
    await db.batch([retryBroadcast(db, id, c.get("now_ms")), auditOf(step, "MESSAGE")]);
    c.executionCtx.waitUntil(runBroadcast(c.env, id));
  },
  JOB: async ({ c, db, identity, id }) => {
    const job = await readJob(db, id);
    if (job !== null) await retryJob(c, identity, job);
  },
  // Sent before it is marked: a message that comes twice does nothing twice, one that never comes is lost.
  DEAD_LETTER: async (step) => {
    const { c, db, id } = step;
    const letter = await readDeadLetter(db, id);
    if (letter === null) return;
    await { mail: c.env.MAIL_QUEUE, payments: c.env.PAYMENT_QUEUE }[letter.queue].send(letter.body);
    await db.batch([sentAgain(db, id, c.get("now_ms")), auditOf(step, "DEAD_LETTER")]);
  },
  // Marked before it is tried: what is refused again stands there again.
  RECORD: async (step) => {
    const { c, db, id } = step;
    const { ledger } = await ledgerOfId(c.env, id, "order");
    await db.batch([recordedAgain(db, id, c.get("now_ms")), auditOf(step, "RECORD")]);
    await ledger.unpark(id);
  },
};
