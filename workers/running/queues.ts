// Hand-over of work. A message only names a row: what must happen stands in a table first, so a lost one is found again.

import { paymentProvider } from "../buying/payments/configured.ts";
import { consumePayments } from "../buying/payments/consume.ts";
import { doorListAttachments } from "../door/list-mail.ts";
import { log } from "../kit/log.ts";
import { ledgerOf } from "../kit/objects.ts";
import { sendMailBatch } from "../messages/mail/sending.ts";
import { keepDeadLetters } from "./dead-letters.ts";
import { queueKind } from "./queue-name.ts";

export async function consumeQueue(batch: MessageBatch, env: Env): Promise<void> {
  const kind = queueKind(batch.queue);
  if (kind === "dead") return keepDeadLetters(batch, env);
  if (kind === "mail") return sendMailBatch(batch, env, doorListAttachments);
  if (kind === "payments") {
    return consumePayments(batch, {
      providerOf: (name) => paymentProvider(env, name),
      ledgerOf: (code) => ledgerOf(env, code),
      now: Date.now,
    });
  }
  log("error", "unknown_queue", { queue: batch.queue });
  batch.retryAll();
}
