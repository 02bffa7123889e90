// The one way for a message to reach fans: stored first, in bulk, then said where something is open (N1).
import type { Notice } from "../../domain/seat-ledger/outbox.ts";
import { database } from "../kit/db/database.ts";
import { type NewNotice, noticeOfOrder, storeNotices } from "./db/notices.ts";
import { pokeFans } from "./poke.ts";
import { pushNotices } from "./push/notices.ts";

/** A throw means that not all are stored; asked again, those that are stay as they are. */
export async function deliverNotices(env: Env, notices: readonly NewNotice[]): Promise<void> {
  const { fresh, open } = await storeNotices(database(env), notices, Date.now());
  await Promise.all([pokeFans(env, open), pushNotices(env, fresh)]);
}

export const deliverOrderNotices = (env: Env, notices: readonly Notice[]): Promise<void> =>
  deliverNotices(env, notices.map(noticeOfOrder));
