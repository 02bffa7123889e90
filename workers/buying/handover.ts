// A handover's two sides at the edge: the address becomes a hash for the ledger, and whoever has it is told.
import { sha256 } from "../../domain/log/sha256.ts";
import { toBase64url, utf8 } from "../../domain/log/text.ts";
import { readHandoverId } from "../../domain/seat-ledger/ids.ts";
import { readAnyShow } from "../catalogue/db/shows.ts";
import { database } from "../kit/db/database.ts";
import type { Ctx } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { deliverNotices } from "../messages/deliver.ts";
import { hintMail, orderMail } from "../messages/mail/sending.ts";
import { noticeText } from "../messages/view.ts";
import { readUser, readUserOfAddress } from "../people/db/people.ts";
import { refuseLedger } from "../seats/answers.ts";
import { ledgerOfTicket } from "./routes/returns.ts";

const hashOf = (email: string): string => toBase64url(sha256(utf8(email.trim().toLowerCase())));

type Ask = { readonly ticket_id: string; readonly fan_id: string; readonly to_email: string };

/** Asked twice, the second answer is the first and nobody is written to twice. Whether an account exists is not told. */
export async function askHandover(c: Ctx, { ticket_id, fan_id, to_email }: Ask) {
  const ledger = await ledgerOfTicket(c.env, ticket_id);
  const command = { ticket_id, fan_id, to_hash: hashOf(to_email) };
  const asked = await ledger.handOver(command);
  if (!asked.ok) return refuseLedger(asked);
  const { id, expires_at_ms, show_id } = asked.value;
  await tellReceiver(c, { id, show_id, to_email });
  return { id, expires_at_ms, now_ms: asked.now_ms };
}

async function tellReceiver(c: Ctx, { id, show_id, to_email }: { id: string; show_id: string; to_email: string }) {
  const db = database(c.env);
  const [found, receiver] = await Promise.all([readAnyShow(db, show_id), readUserOfAddress(db, to_email)]);
  const language = receiver?.language ?? c.get("language");
  const dedupe_key = `ticket_offered:${id}`;
  const params = { show_id };
  const names = { show_title: found?.show.title ?? null, show_languages: found?.show.languages ?? null };
  const link = `/handovers/${id}`;
  const now_ms = c.get("now_ms");
  if (receiver !== null) {
    await deliverNotices(c.env, [
      { dedupe_key, user_id: receiver.id, cause: "ticket_offered", params, link, created_at_ms: now_ms },
    ]);
  }
  const said = noticeText({ cause: "ticket_offered", params, ...names }, language);
  const letter = { ...said, link: `${c.env.PUBLIC_ORIGIN}${link}` };
  const mail = orderMail(db, { dedupe_key, to_email, template: "notice", language, params: letter }, now_ms);
  await mail.statement;
  await hintMail(c.env, [mail.id]);
}

export async function acceptHandover(c: Ctx, { handover_id, fan_id }: { handover_id: string; fan_id: string }) {
  const read = readHandoverId(handover_id);
  if (read === null) throw new Refusal("not_found");
  const ledger = await ledgerOfTicket(c.env, read.ticket_id);
  const account = await readUser(database(c.env), fan_id);
  const own_hash = account?.email == null ? "" : hashOf(account.email);
  const accepted = await ledger.acceptHandover({ handover_id, fan_id, own_hash });
  if (!accepted.ok) return refuseLedger(accepted);
  const { ticket_id, showtime_id, show_id, from_fan_id } = accepted.value;
  if (from_fan_id === null) return { ticket_id, showtime_id };
  await deliverNotices(c.env, [
    {
      dedupe_key: `ticket_taken_over:${handover_id}`,
      user_id: from_fan_id,
      cause: "ticket_taken_over",
      params: { show_id },
      link: "/me/bookings",
      created_at_ms: c.get("now_ms"),
    },
  ]);
  return { ticket_id, showtime_id };
}
