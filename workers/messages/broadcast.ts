// A message to all buyers of a show, in bulk: some thousand fans at a time, remembered after each, so that a run that died
// goes on where it stopped. The minute's watchdog runs what nobody finished; past its tries it is given up with an alarm.
import { CAUSES } from "../../domain/inbox/causes.ts";
import type { Language } from "../../schema/http/words.ts";
import { type Database, database } from "../kit/db/database.ts";
import { log, thrown } from "../kit/log.ts";
import {
  type BroadcastRow,
  buyersAfter,
  dueBroadcasts,
  keepBroadcast,
  namesOfShow,
  takeBroadcast,
} from "./db/broadcasts.ts";
import { orderNoticeMails } from "./db/mail-choices.ts";
import type { NewNotice } from "./db/notices.ts";
import { deliverNotices } from "./deliver.ts";
import { hintMail } from "./mail/sending.ts";
import { pokeBacklog } from "./poke.ts";
import { noticeText } from "./view.ts";

const FANS_AT_ONCE = 2_000;
const LEASE_MS = 60_000;
const TRIES_MAX = 8;
const RETRY_FIRST_MS = 5_000;
const DUE_AT_ONCE = 10;

/** Never throws: what is not done stays due. */
export async function runBroadcast(env: Env, id: string): Promise<void> {
  const db = database(env);
  const now_ms = Date.now();
  const taken = await takeBroadcast(db, id, { now_ms, until_ms: now_ms + LEASE_MS });
  if (taken === null) return;
  try {
    const fans_told = await tellAll(env, db, taken);
    await keepBroadcast(db, id, { status: "DONE" });
    const took_ms = Date.now() - now_ms;
    log("info", "broadcast_done", { broadcast_id: id, cause: taken.cause, fans_told, took_ms, ...pokeBacklog() });
  } catch (error) {
    await putOff(db, taken, error);
  }
}

export async function runDueBroadcasts(env: Env, now_ms: number): Promise<void> {
  for (const id of await dueBroadcasts(database(env), now_ms, DUE_AT_ONCE)) await runBroadcast(env, id);
}

async function tellAll(env: Env, db: Database, broadcast: BroadcastRow): Promise<number> {
  const { id, params } = broadcast;
  const showtime_id = typeof params.showtime_id === "string" ? params.showtime_id : null;
  const letter = await letterOf(env, db, broadcast);
  let { after_user_id: after, fans_told } = broadcast;
  for (;;) {
    const fans = await buyersAfter(db, { broadcast, showtime_id, after }, FANS_AT_ONCE);
    const last = fans.at(-1);
    if (last === undefined) return fans_told;
    await deliverNotices(
      env,
      fans.map((user_id) => noticeOf(broadcast, user_id)),
    );
    if (letter !== null) await mail(env, db, { ...letter, user_ids: fans });
    after = last;
    fans_told += fans.length;
    // Progress: the tries start anew, and the lease with them.
    await keepBroadcast(db, id, { after_user_id: after, fans_told, tries: 1, next_try_at_ms: Date.now() + LEASE_MS });
  }
}

const noticeOf = ({ id, show_id, cause, params, created_at_ms }: BroadcastRow, user_id: string): NewNotice => ({
  dedupe_key: id,
  user_id,
  cause,
  params: { ...params, show_id },
  link: `/shows/${show_id}`,
  created_at_ms,
});

async function letterOf(env: Env, db: Database, { id, show_id, cause, params }: BroadcastRow) {
  const names = await namesOfShow(db, show_id);
  if (names === null || CAUSES[cause].mail !== "show_news") return null;
  const link = `${env.PUBLIC_ORIGIN}/shows/${show_id}`;
  const said = (language: Language) => ({ ...noticeText({ cause, params, ...names }, language), link });
  return { dedupe_key: id, topic: CAUSES[cause].mail, params: { ko: said("ko"), en: said("en") } };
}

async function mail(env: Env, db: Database, letter: Parameters<typeof orderNoticeMails>[1]): Promise<void> {
  const ids = await orderNoticeMails(db, letter, Date.now());
  await hintMail(env, ids);
}

async function putOff(db: Database, { id, cause, tries }: BroadcastRow, error: unknown): Promise<void> {
  const given_up = tries >= TRIES_MAX;
  log(given_up ? "error" : "warn", given_up ? "broadcast_given_up" : "broadcast_put_off", {
    broadcast_id: id,
    cause,
    tries,
    ...thrown(error),
  });
  const wait_ms = RETRY_FIRST_MS * 2 ** Math.min(tries, 6);
  await keepBroadcast(db, id, given_up ? { status: "FAILED" } : { next_try_at_ms: Date.now() + wait_ms });
}
