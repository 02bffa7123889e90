// What a queue gave up on: kept in a table, where an admin sees it and may send it again, and counted by `/metrics`.
import { dead_letters } from "../../schema/tables/failures.ts";
import { database } from "../kit/db/database.ts";
import { log } from "../kit/log.ts";
import { lookoutOf } from "../kit/objects.ts";
import { deadKind } from "./queue-name.ts";

/** Our own messages name a row or an attempt; a longer one is none of ours. */
const BODY_CHARS_MAX = 10_000;

/** Acknowledged once it stands in the table: while D1 is away the queue brings it again. */
export async function keepDeadLetters(batch: MessageBatch, env: Env): Promise<void> {
  const db = database(env);
  const queue = deadKind(batch.queue);
  let kept = 0;
  for (const { id, attempts, body, timestamp } of batch.messages) {
    log("error", "dead_letter", { queue: batch.queue, message_id: id, attempts });
    const text = JSON.stringify(body) ?? "null";
    const rows = await db
      .insert(dead_letters)
      .values({
        id,
        queue,
        body: text.length > BODY_CHARS_MAX ? null : body,
        attempts,
        died_at_ms: timestamp.getTime(),
      })
      .onConflictDoNothing()
      .returning({ id: dead_letters.id });
    kept += rows.length;
  }
  // Told twice, counted once.
  await lookoutOf(env).countDeadLetters(queue, kept);
  batch.ackAll();
}
