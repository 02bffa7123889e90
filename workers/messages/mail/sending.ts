// The mail outbox: a row first, then a hint in the queue, then the letter. Sent at least once, asked for once.
// What the queue loses the minute's sweep finds again. Letters are taken by the slice, and none is begun when the lease of
// its slice is nearly over: however slow the sending, nobody else sends it meanwhile.
import { and, asc, eq, lte, sql } from "drizzle-orm";
import * as z from "zod/mini";
import type { Language } from "../../../schema/http/words.ts";
import { mail_outbox } from "../../../schema/tables/sales.ts";
import { type Database, database } from "../../kit/db/database.ts";
import { newId } from "../../kit/http/hash.ts";
import { log, thrown } from "../../kit/log.ts";
import type { Attachment } from "./letter.ts";
import { type TemplateName, writeLetter } from "./templates.ts";

/** A service that is away for a night must cost no letter; after a day what it said is no news any more. */
const TRIED_FOR_MS = 24 * 3_600_000;
const WAIT_MAX_MS = 600_000;
const SLICE = 10;
const LEASE_MS = 60_000;
/** A letter takes less than this, or the service has given up on it. */
const ONE_LETTER_MS = 30_000;
const DUE_AT_ONCE_MAX = 200;
/** The platform's limit on messages sent to a queue at once. */
const HINTS_AT_ONCE = 100;
/** The deployment's own fault, not the letter's: every letter waits until somebody has set it right. */
export const NOT_SET_UP = new Set(["E_SENDER_NOT_VERIFIED", "E_SENDER_DOMAIN_NOT_AVAILABLE"]);
const SET_UP_AGAIN_MS = 60_000;
/** What says of this very letter that it will never go out; everything else, known or not, may pass. */
const FOR_GOOD = new Set([
  "E_VALIDATION_ERROR",
  "E_FIELD_MISSING",
  "E_TOO_MANY_RECIPIENTS",
  "E_RECIPIENT_NOT_ALLOWED",
  "E_RECIPIENT_SUPPRESSED",
  "E_CONTENT_TOO_LARGE",
]);

/** What only counts for minutes. */
const CODES: ReadonlySet<string> = new Set<TemplateName>(["login_code", "join_code"]);

export type MailOrder = {
  readonly dedupe_key: string;
  readonly to_email: string;
  readonly template: TemplateName;
  readonly language: Language;
  readonly params: Record<string, unknown>;
  readonly request_id?: string | undefined;
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
  for (let at = 0; at < ids.length; at += HINTS_AT_ONCE) {
    try {
      await env.MAIL_QUEUE.sendBatch(ids.slice(at, at + HINTS_AT_ONCE).map((id) => ({ body: { id } })));
    } catch (error) {
      log("warn", "mail_hint_lost", thrown(error));
    }
  }
}

const hint = z.object({ id: z.string() });

/** Asks whether the queue takes messages: no letter has this id, and nothing is read for it. */
export const NO_LETTER = "mail_none";

/** The files of a letter, from a topic that this one knows nothing of. */
export type Attach = (env: Env, letter: Pick<Row, "template" | "params">) => Promise<readonly Attachment[]>;

export async function sendMailBatch(batch: MessageBatch, env: Env, attach: Attach): Promise<void> {
  const ids = batch.messages.flatMap((message) => {
    const parsed = hint.safeParse(message.body);
    if (!parsed.success) log("error", "mail_hint_malformed", { message_id: message.id });
    if (parsed.data?.id === NO_LETTER) message.ack();
    return parsed.success && parsed.data.id !== NO_LETTER ? [parsed.data.id] : [];
  });
  if (ids.length === 0) return batch.ackAll();
  await sendRows({ env, attach }, ids);
  batch.ackAll();
}

export async function sendDueMail(env: Env, now_ms: number, attach: Attach): Promise<void> {
  const rows = await database(env)
    .select({ id: mail_outbox.id })
    .from(mail_outbox)
    .where(and(eq(mail_outbox.status, "WAITING"), lte(mail_outbox.next_try_at_ms, now_ms)))
    .orderBy(asc(mail_outbox.next_try_at_ms))
    .limit(DUE_AT_ONCE_MAX);
  await sendRows(
    { env, attach },
    rows.map((row) => row.id),
  );
}

type Post = { readonly env: Env; readonly attach: Attach };

async function sendRows(post: Post, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += SLICE) {
    if (!(await sendSlice(post, ids.slice(at, at + SLICE)))) return;
  }
}

/** False when no letter can go out for now: the others need not be tried. */
async function sendSlice(post: Post, ids: readonly string[]): Promise<boolean> {
  const { env } = post;
  const db = database(env);
  const until_ms = Date.now() + LEASE_MS;
  const rows = await lease(db, ids, until_ms);
  for (const [i, row] of rows.entries()) {
    if (Date.now() + ONE_LETTER_MS > until_ms) {
      await giveBack(db, rows.slice(i), Date.now());
      return true;
    }
    const outcome = await sendOne(post, row);
    if (!outcome.sent && NOT_SET_UP.has(outcome.error)) {
      log("error", "mail_sender_refused", { code: outcome.error, from: env.MAIL_FROM });
      await giveBack(db, rows.slice(i), Date.now() + SET_UP_AGAIN_MS, outcome.error);
      return false;
    }
    await db
      .update(mail_outbox)
      .set(afterwards(row, outcome, Date.now()))
      .where(eq(mail_outbox.id, row.id));
  }
  return true;
}

const among = (ids: readonly string[]) =>
  sql`${mail_outbox.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;

/** Taking a row moves its next try ahead, so that two consumers do not send it together. */
async function lease(db: Database, ids: readonly string[], until_ms: number): Promise<Row[]> {
  return db
    .update(mail_outbox)
    .set({ next_try_at_ms: until_ms, tries: sql`${mail_outbox.tries} + 1` })
    .where(and(among(ids), eq(mail_outbox.status, "WAITING"), lte(mail_outbox.next_try_at_ms, until_ms - LEASE_MS)))
    .returning();
}

/** Not begun, or not this letter's fault: no try of theirs is spent. */
async function giveBack(db: Database, rows: readonly Row[], next_try_at_ms: number, last_error?: string) {
  await db
    .update(mail_outbox)
    .set({ next_try_at_ms, tries: sql`${mail_outbox.tries} - 1`, ...(last_error === undefined ? {} : { last_error }) })
    .where(and(among(rows.map(({ id }) => id)), eq(mail_outbox.status, "WAITING")));
}

const aboutLetter = ({ id, template, request_id, params }: Row) => ({
  request_id,
  order_id: typeof params.booking_id === "string" ? params.booking_id : undefined,
  mail_id: id,
  template,
});

type Outcome = { readonly sent: true } | { readonly sent: false; readonly for_good: boolean; readonly error: string };

async function sendOne({ env, attach }: Post, row: Row): Promise<Outcome> {
  try {
    const letter = writeLetter(row.template, row.language, row.params);
    if (letter === null) return { sent: false, for_good: true, error: `no template ${row.template}` };
    const files = await attach(env, row);
    const attachments = files.length === 0 ? {} : { attachments: [...files] };
    const from = { email: env.MAIL_FROM, name: "Fairline" };
    await env.MAIL.send({ from, to: row.to_email, ...letter, ...attachments });
    log("info", "mail_sent", aboutLetter(row));
    return { sent: true };
  } catch (error) {
    const code = (error as { code?: string } | null)?.code ?? "";
    log("warn", "mail_unsent", { ...aboutLetter(row), code, ...thrown(error) });
    return {
      sent: false,
      for_good: FOR_GOOD.has(code) || code.startsWith("E_HEADER"),
      error: code || thrown(error).error,
    };
  }
}

function afterwards(row: Row, outcome: Outcome, now_ms: number): Partial<Row> {
  // Sent letters forget what they said: a code or an amount has no business lying about.
  if (outcome.sent) return { status: "SENT", sent_at_ms: now_ms, params: {}, last_error: null };
  if (!outcome.for_good && now_ms - row.created_at_ms < TRIED_FOR_MS) {
    const wait_ms = Math.min(2 ** row.tries * 1_000, WAIT_MAX_MS);
    return { next_try_at_ms: now_ms + wait_ms, last_error: outcome.error };
  }
  log("error", "mail_given_up", { ...aboutLetter(row), tries: row.tries });
  // An admin may try it again; a code has run out by then.
  const params = CODES.has(row.template) ? {} : row.params;
  return { status: "FAILED", params, last_error: outcome.error };
}

/** Statements: a letter that was given up is due again; one whose words are forgotten is not. */
export const retryMail = (db: Database, id: string, now_ms: number) =>
  db
    .update(mail_outbox)
    .set({ status: "WAITING", tries: 0, next_try_at_ms: now_ms, last_error: null })
    .where(and(eq(mail_outbox.id, id), eq(mail_outbox.status, "FAILED"), sql`${mail_outbox.params} <> '{}'`));
