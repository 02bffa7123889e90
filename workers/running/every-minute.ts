// The watchdog behind the objects' own alarms, and the shredder.
import { doorListAttachments, mailDoorLists } from "../door/list-mail.ts";
import { database } from "../kit/db/database.ts";
import { log, thrown } from "../kit/log.ts";
import { runDueJobs } from "../manage/jobs/run-job.ts";
import { runDueBroadcasts } from "../messages/broadcast.ts";
import { sendDueMail } from "../messages/mail/sending.ts";
import { closeGone, publishLost } from "../sale/heal.ts";
import { shred } from "./db/shredder.ts";
import { lookAround } from "./look-around.ts";
import { pokeSleepers } from "./watchdog.ts";

export async function everyMinute(controller: ScheduledController, env: Env): Promise<void> {
  const now_ms = controller.scheduledTime;
  // Beside the others, which may take their time just when something should be told.
  const looking = attempt("look", () => lookAround(env, now_ms));
  const tasks = {
    shred: () => shred(database(env), now_ms),
    door_lists: () => mailDoorLists(env, now_ms),
    mail: () => sendDueMail(env, now_ms, doorListAttachments),
    jobs: () => runDueJobs(env, now_ms),
    broadcasts: () => runDueBroadcasts(env, now_ms),
    publish: () => publishLost(env),
    close: () => closeGone(env),
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
