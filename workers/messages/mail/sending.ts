// The mail outbox: a row first, then a hint in the queue, then the letter. Sent at least once, asked for once.
// What the queue loses the minute's sweep finds again.
import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import * as z from "zod/mini";
import type { Language } from "../../../schema/http/words.ts";
import { mail_outbox } from "../../../schema/tables/sales.ts";
import { type Database, database } from "../../kit/db/database.ts";
import { newId } from "../../kit/http/hash.ts";
import { log, thrown } from "../../kit/log.ts";
import { type TemplateName, writeLetter } from "./templates.ts";

const TRIES_MAX = 8;
const LEASE_MS = 30_000;
const DUE_AT_ONCE_MAX = 200;
/** Worth another try; every other error says that this letter will never go out. */
const PASSING = new Set([
  "E_RATE_LIMIT_EXCEEDED",
  "E_DAILY_LIMIT_EXCEEDED",
  "E_INTERNAL_SERVER_ERROR",
  "E_DELIVERY_FAILED",
]);

export type MailOrder = {
  readonly dedupe_key: string;
  readonly to_email: string;
  readonly template: TemplateName;
  readonly language: Language;
  readonly params: Record<string, unknown>;
};
type Row = typeof mail_outbox.$inferSelect;

/** A statement for the batch of its cause, and the id to hint with. */
export function orderMail(db: Database, order: MailOrder, now_ms: number) {
  const id = newId("mail");
  const row = { id, ...order, next_try_at_ms: now_ms, created_at_ms: now_ms };
  return { id, statement: db.insert(mail_outbox).values(row).onConflictDoNothing() };
}

/** The hint may be lost; the row may not. */
export async function hintMail(env: Env, ids: readonly string[]): Promise<void> {
  try {
    await env.MAIL_QUEUE.sendBatch(ids.map((id) => ({ body: { id } })));
  } catch (error) {
    log("warn", "mail_hint_lost", thrown(error));
  }
}

const hint = z.object({ id: z.string() });

export async function sendMailBatch(batch: MessageBatch, env: Env): Promise<void> {
  const ids = batch.messages.flatMap((message) => {
    const parsed = hint.safeParse(message.body);
    if (!parsed.success) log("error", "mail_hint_malformed", { message_id: message.id });
    return parsed.success ? [parsed.data.id] : [];
  });
  await sendRows(env, ids, Date.now());
  batch.ackAll();
}

export async function sendDueMail(env: Env, now_ms: number): Promise<void> {
  const rows = await database(env)
    .select({ id: mail_outbox.id })
    .from(mail_outbox)
    .where(and(eq(mail_outbox.status, "WAITING"), lte(mail_outbox.next_try_at_ms, now_ms)))
    .orderBy(asc(mail_outbox.next_try_at_ms))
    .limit(DUE_AT_ONCE_MAX);
  if (rows.length > 0)
    await sendRows(
      env,
      rows.map((row) => row.id),
      now_ms,
    );
}

async function sendRows(env: Env, ids: readonly string[], now_ms: number): Promise<void> {
  const db = database(env);
  for (const row of await lease(db, ids, now_ms)) {
    const outcome = await sendOne(env, row);
    await db
      .update(mail_outbox)
      .set(afterwards(row, outcome, Date.now()))
      .where(eq(mail_outbox.id, row.id));
  }
}

/** Taking a row moves its next try ahead, so that two consumers do not send it together. */
async function lease(db: Database, ids: readonly string[], now_ms: number): Promise<Row[]> {
  return db
    .update(mail_outbox)
    .set({ next_try_at_ms: now_ms + LEASE_MS, tries: sql`${mail_outbox.tries} + 1` })
    .where(
      and(
        sql`${mail_outbox.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
        inArray(mail_outbox.status, ["WAITING"]),
        lte(mail_outbox.next_try_at_ms, now_ms),
      ),
    )
    .returning();
}

type Outcome = { readonly sent: true } | { readonly sent: false; readonly for_good: boolean; readonly error: string };

async function sendOne(env: Env, row: Row): Promise<Outcome> {
  try {
    const letter = writeLetter(row.template, row.language, row.params);
    if (letter === null) return { sent: false, for_good: true, error: `no template ${row.template}` };
    await env.MAIL.send({ from: { email: env.MAIL_FROM, name: "Fairline" }, to: row.to_email, ...letter });
    return { sent: true };
  } catch (error) {
    const code = (error as { code?: string } | null)?.code ?? "";
    log("warn", "mail_unsent", { mail_id: row.id, template: row.template, code, ...thrown(error) });
    return { sent: false, for_good: code.startsWith("E_") && !PASSING.has(code), error: code || thrown(error).error };
  }
}

function afterwards(row: Row, outcome: Outcome, now_ms: number): Partial<Row> {
  // Sent letters forget what they said: a code or an amount has no business lying about.
  if (outcome.sent) return { status: "SENT", sent_at_ms: now_ms, params: {}, last_error: null };
  if (!outcome.for_good && row.tries < TRIES_MAX) {
    const wait_ms = Math.min(2 ** row.tries * 1_000, 3_600_000);
    return { next_try_at_ms: now_ms + wait_ms, last_error: outcome.error };
  }
  log("error", "mail_given_up", { mail_id: row.id, template: row.template, tries: row.tries });
  return { status: "FAILED", params: {}, last_error: outcome.error };
}
