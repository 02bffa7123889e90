// What `/metrics` shows: asked of every object of a running sale, in parallel and with a time limit, so that a late object
// shows as late and never hides the others. Sleeping sales are left to sleep.
import { and, eq, gt, inArray, isNotNull, or, sql } from "drizzle-orm";
import { expose } from "../../domain/metrics/exposition.ts";
import {
  type Collected,
  type MailFigures,
  metricsOf,
  type PracticeFigures,
  type ReadLedger,
  type ReadLine,
  type WatchFigures,
} from "../../domain/metrics/sale-metrics.ts";
import { within } from "../../durable-objects/kit/time-limit.ts";
import type { LiveObject } from "../../durable-objects/lookout/object.ts";
import { shows } from "../../schema/tables/catalogue.ts";
import { live_objects, mail_outbox } from "../../schema/tables/sales.ts";
import { database } from "../kit/db/database.ts";
import { Kept } from "../kit/kept.ts";
import { log, thrown } from "../kit/log.ts";
import { ledgerOf, lineOf, lookoutOf, practiceHouse } from "../kit/objects.ts";
import { NOT_SET_UP } from "../messages/mail/sending.ts";

const ANSWER_MS = 2_000;
const AT_ONCE = 50;
const OBJECTS_MAX = 1_000;
/** A sale is watched from an hour before it opens until a day after it closed: refunds still come. */
const BEFORE_MS = 3_600_000;
const AFTER_MS = 86_400_000;

const HOUR_MS = 3_600_000;

/** While D1 is away the objects that were known go on being asked. */
const known = new Kept<readonly LiveObject[]>("live_objects", { fresh_ms: 10_000, entries_max: 1 });

/** Where this isolate has never known any, those of the last minute's look. */
async function runningObjects(env: Env, now_ms: number): Promise<readonly LiveObject[]> {
  try {
    return await known.get("all", () => inTime(readRunning(env, now_ms)), now_ms);
  } catch (error) {
    log("warn", "kept_unread", { kept: "live_objects", key: "all", ...thrown(error) });
    return inTime(lookoutOf(env).objects());
  }
}

const readRunning = async (env: Env, now_ms: number): Promise<LiveObject[]> =>
  database(env)
    .select({ name: live_objects.name, kind: live_objects.kind, show: live_objects.show_id, title: shows.title })
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

type Answers = {
  readonly lines: ReadLine[];
  readonly ledgers: ReadLedger[];
  readonly outboxes: { show: string; rows: number; lag_ms: number; refused: number }[];
  ok: number;
  late: number;
};

/** The lines that are open now or soon, as they are this moment; those that do not answer in time are left out. */
export async function linesOnSale(env: Env, now_ms: number): Promise<readonly ReadLine[]> {
  known.forget();
  const objects = (await runningObjects(env, now_ms)).filter(({ kind }) => kind === "line");
  const answers: Answers = { lines: [], ledgers: [], outboxes: [], ok: 0, late: 0 };
  await Promise.all(objects.map((object) => askOne(env, object, answers, now_ms)));
  return answers.lines;
}

export type Gathered = Collected & { readonly asked: readonly LiveObject[] };

export async function collect(env: Env, version: string, now_ms: number): Promise<Gathered> {
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
    relays: lines.map(({ show, part }) => ({ show, count: part.road.relays })),
    mail: await mailFigures(env, now_ms),
    watch: await watchFigures(env),
    practices: await practiceFigures(env),
    version,
    asked: objects,
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
      answers.outboxes.push({ show, rows: stats.waiting, lag_ms, refused: stats.parked });
    }
    answers.ok++;
  } catch (error) {
    answers.late++;
    log("warn", "object_unmeasured", { kind, name, ...thrown(error) });
  }
}

/** Null while D1 is away. Failed letters carry the time at which their last try would have been repeated. */
async function mailFigures(env: Env, now_ms: number): Promise<MailFigures | null> {
  const waits = sql`${mail_outbox.status} = 'WAITING'`;
  try {
    const [row] = await inTime(
      database(env)
        .select({
          waiting: sql<number>`count(*) FILTER (WHERE ${waits})`,
          oldest_at_ms: sql<number | null>`min(${mail_outbox.created_at_ms}) FILTER (WHERE ${waits})`,
          sender_refused: sql<number>`count(*) FILTER (WHERE ${waits} AND ${inArray(mail_outbox.last_error, [...NOT_SET_UP])})`,
          given_up: sql<number>`count(*) FILTER (WHERE ${mail_outbox.status} = 'FAILED')`,
        })
        .from(mail_outbox)
        .where(or(waits, and(eq(mail_outbox.status, "FAILED"), gt(mail_outbox.next_try_at_ms, now_ms - HOUR_MS))))
        .all(),
    );
    if (row === undefined) return null;
    const { oldest_at_ms, ...counts } = row;
    return { ...counts, lag_ms: oldest_at_ms === null ? 0 : Math.max(0, now_ms - oldest_at_ms) };
  } catch {
    return null;
  }
}

async function watchFigures(env: Env): Promise<WatchFigures | null> {
  try {
    return await inTime(lookoutOf(env).figures());
  } catch (error) {
    log("warn", "object_unmeasured", { kind: "lookout", name: "lookout", ...thrown(error) });
    return null;
  }
}

async function practiceFigures(env: Env): Promise<PracticeFigures | null> {
  try {
    return await inTime(practiceHouse(env).figures());
  } catch (error) {
    log("warn", "object_unmeasured", { kind: "practice_house", name: "house", ...thrown(error) });
    return null;
  }
}

const inTime = <T>(work: PromiseLike<T>): Promise<T> => within(ANSWER_MS, Promise.resolve(work));

export const metricsText = async (env: Env, version: string, now_ms: number): Promise<string> =>
  expose(metricsOf(await collect(env, version, now_ms)));
