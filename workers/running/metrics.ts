// What `/metrics` shows: asked of every object of a running sale, in parallel and with a time limit, so that a late object
// shows as late and never hides the others. Sleeping sales are left to sleep.
import { and, count, eq, isNotNull, sql } from "drizzle-orm";
import { expose } from "../../domain/metrics/exposition.ts";
import { type Collected, metricsOf, type ReadLedger, type ReadLine } from "../../domain/metrics/sale-metrics.ts";
import { within } from "../../durable-objects/kit/time-limit.ts";
import { shows } from "../../schema/tables/catalogue.ts";
import { live_objects, mail_outbox } from "../../schema/tables/sales.ts";
import { database } from "../kit/db/database.ts";
import { Kept } from "../kit/kept.ts";
import { log, thrown } from "../kit/log.ts";
import { ledgerOf, lineOf } from "../kit/objects.ts";

const ANSWER_MS = 2_000;
const AT_ONCE = 50;
const OBJECTS_MAX = 1_000;
/** A sale is watched from an hour before it opens until a day after it closed: refunds still come. */
const BEFORE_MS = 3_600_000;
const AFTER_MS = 86_400_000;

export type LiveObject = { readonly name: string; readonly kind: "line" | "ledger"; readonly show: string };

/** While D1 is away the objects that were known go on being asked. */
const known = new Kept<readonly LiveObject[]>("live_objects", { fresh_ms: 10_000, entries_max: 1 });

export function runningObjects(env: Env, now_ms: number): Promise<readonly LiveObject[]> {
  const read = () =>
    database(env)
      .select({ name: live_objects.name, kind: live_objects.kind, show: live_objects.show_id })
      .from(live_objects)
      .innerJoin(shows, eq(shows.id, live_objects.show_id))
      .where(
        and(
          isNotNull(live_objects.name),
          sql`coalesce(${shows.lobby_opens_at_ms}, ${shows.opens_at_ms}) < ${now_ms + BEFORE_MS}`,
          sql`${shows.closes_at_ms} > ${now_ms - AFTER_MS}`,
        ),
      )
      .limit(OBJECTS_MAX);
  return known.get("all", read, now_ms);
}

type Answers = {
  readonly lines: ReadLine[];
  readonly ledgers: ReadLedger[];
  readonly outboxes: { show: string; rows: number; lag_ms: number }[];
  ok: number;
  late: number;
};

export async function collect(env: Env, version: string, now_ms: number): Promise<Collected> {
  const objects = await runningObjects(env, now_ms);
  const answers: Answers = { lines: [], ledgers: [], outboxes: [], ok: 0, late: 0 };
  for (let at = 0; at < objects.length; at += AT_ONCE) {
    await Promise.all(objects.slice(at, at + AT_ONCE).map((object) => askOne(env, object, answers, now_ms)));
  }
  const { lines, ledgers, outboxes, ok, late } = answers;
  return {
    lines,
    ledgers,
    outboxes,
    objects: { ok, late },
    relays: lines.map(({ show }) => ({ show, count: 0 })),
    ...(await waitingLetters(env)),
    version,
  };
}

async function askOne(env: Env, { name, kind, show }: LiveObject, answers: Answers, now_ms: number): Promise<void> {
  try {
    if (kind === "line") {
      answers.lines.push({ show, part: await inTime(lineOf(env, name).figures()) });
    } else {
      const ledger = ledgerOf(env, name);
      const [part, stats] = await inTime(Promise.all([ledger.figures(), ledger.stats()]));
      if (part !== null) answers.ledgers.push({ show, part });
      const lag_ms = stats.oldest_at_ms === null ? 0 : Math.max(0, now_ms - stats.oldest_at_ms);
      answers.outboxes.push({ show, rows: stats.waiting, lag_ms });
    }
    answers.ok++;
  } catch (error) {
    answers.late++;
    log("warn", "object_unmeasured", { kind, name, ...thrown(error) });
  }
}

async function waitingLetters(env: Env): Promise<Pick<Collected, "mail_waiting" | "dead_letters">> {
  try {
    const [row] = await inTime(
      database(env).select({ waiting: count() }).from(mail_outbox).where(eq(mail_outbox.status, "WAITING")).all(),
    );
    return { mail_waiting: row?.waiting ?? 0, dead_letters: {} };
  } catch {
    return { mail_waiting: null, dead_letters: null };
  }
}

const inTime = <T>(work: Promise<T>): Promise<T> => within(ANSWER_MS, work);

export const metricsText = async (env: Env, version: string, now_ms: number): Promise<string> =>
  expose(metricsOf(await collect(env, version, now_ms)));
