// The watchdog behind the objects' own alarms, and the broom.
import { lt } from "drizzle-orm";
import { SWEPT_AFTER_MS } from "../../domain/retention/kept.ts";
import {
  code_sends,
  kept_answers,
  login_codes,
  refresh_tokens,
  sessions,
  token_cuts,
} from "../../schema/tables/people.ts";
import { doorListAttachments, mailDoorLists } from "../door/list-mail.ts";
import { database } from "../kit/db/database.ts";
import { log, thrown } from "../kit/log.ts";
import { runDueJobs } from "../manage/jobs/run-job.ts";
import { runDueBroadcasts } from "../messages/broadcast.ts";
import { endedLeases } from "../messages/db/notifications.ts";
import { sendDueMail } from "../messages/mail/sending.ts";
import { ACCESS_TOKEN_MS } from "../people/auth/access-token.ts";
import { publishLost } from "../sale/heal.ts";
import { lookAround } from "./look-around.ts";
import { pokeSleepers } from "./watchdog.ts";

const HOUR_MS = 3_600_000;

export async function everyMinute(controller: ScheduledController, env: Env): Promise<void> {
  const now_ms = controller.scheduledTime;
  // Beside the others, which may take their time just when something should be told.
  const looking = attempt("look", () => lookAround(env, now_ms));
  const tasks = {
    sweep: () => sweep(env, now_ms),
    door_lists: () => mailDoorLists(env, now_ms),
    mail: () => sendDueMail(env, now_ms, doorListAttachments),
    jobs: () => runDueJobs(env, now_ms),
    broadcasts: () => runDueBroadcasts(env, now_ms),
    publish: () => publishLost(env),
    watchdog: () => pokeSleepers(env, now_ms),
  };
  for (const [name, task] of Object.entries(tasks)) await attempt(name, task);
  await looking;
}

/** One task's fault must not stop the others. */
async function attempt(name: string, task: () => Promise<unknown>): Promise<void> {
  try {
    await task();
  } catch (error) {
    log("error", "minute_task_failed", { task: name, ...thrown(error) });
  }
}

/** Rows that only matter for a while. */
async function sweep(env: Env, now_ms: number): Promise<void> {
  const db = database(env);
  await db.batch([
    db.delete(kept_answers).where(lt(kept_answers.expires_at_ms, now_ms - SWEPT_AFTER_MS.kept_answers)),
    db.delete(login_codes).where(lt(login_codes.expires_at_ms, now_ms - SWEPT_AFTER_MS.login_codes)),
    db.delete(refresh_tokens).where(lt(refresh_tokens.expires_at_ms, now_ms - SWEPT_AFTER_MS.refresh_tokens)),
    db.delete(sessions).where(lt(sessions.expires_at_ms, now_ms - SWEPT_AFTER_MS.sessions)),
    db.delete(code_sends).where(lt(code_sends.at_ms, now_ms - SWEPT_AFTER_MS.code_sends)),
    db.delete(token_cuts).where(lt(token_cuts.made_at_ms, now_ms - ACCESS_TOKEN_MS - HOUR_MS)),
    endedLeases(db, now_ms),
  ]);
}
