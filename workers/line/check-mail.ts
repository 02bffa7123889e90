// The way past a check for whoever cannot solve it or be watched by a third party: a code to their own mail address. It is
// made of the deployment's key, the fan, the show and the time, and so is stored nowhere.
import type { Shown } from "../../domain/checks/asked.ts";
import type { BoundTo } from "../../domain/checks/proof.ts";
import { database } from "../kit/db/database.ts";
import { derivedMac } from "../kit/derived-key.ts";
import type { Ctx } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { rangeOf } from "../kit/http/address.ts";
import { sameText, sha256Base64Url } from "../kit/http/hash.ts";
import { Counter } from "../kit/middleware/counter.ts";
import { hintMail, orderMail } from "../messages/mail/sending.ts";
import { takeCodeSend } from "../people/db/login-codes.ts";
import { readUser } from "../people/db/people.ts";

const PURPOSE = "join-check-mail";
/** A code is good for this window and the next, so for ten minutes at least. */
const WINDOW_MS = 10 * 60_000;
const SEND_WAIT_S = 600;

/** Of a million codes, two of them right at a time. A fan who is told to wait still has the other ways. */
const TRIES_MAX = 10;

const tries = new Counter(WINDOW_MS);

async function codeOf(env: Env, { show_id, fan_id }: BoundTo, window: number): Promise<string> {
  const mac = await derivedMac(env.SIGNING_KEYS, PURPOSE, `${show_id}\n${fan_id}\n${window}\n`);
  const number = new DataView(mac.buffer, mac.byteOffset).getUint32(0);
  return String(number % 1_000_000).padStart(6, "0");
}

/** Answers how long the code is good for, at least. */
export async function mailCheckCode(c: Ctx, bound: BoundTo): Promise<number> {
  const db = database(c.env);
  const now_ms = c.get("now_ms");
  const user = await readUser(db, bound.fan_id);
  if (user === null || user.email === null) throw new Refusal("not_found");
  const challenge_hash = await sha256Base64Url(`join-check ${bound.show_id} ${bound.fan_id}`);
  const send = { challenge_hash, address_range: rangeOf(c), email: user.email };
  if (!(await takeCodeSend(db, send, now_ms))) throw new Refusal("codes_limit", undefined, SEND_WAIT_S);
  const code = await codeOf(c.env, bound, Math.floor(now_ms / WINDOW_MS));
  const letter = {
    dedupe_key: `join_code:${challenge_hash}:${now_ms}`,
    to_email: user.email,
    template: "join_code" as const,
    language: c.get("language"),
    params: { code, minutes: WINDOW_MS / 60_000 },
    request_id: c.get("request_id"),
  };
  const mail = orderMail(db, letter, now_ms);
  await db.batch([mail.statement]);
  c.executionCtx.waitUntil(hintMail(c.env, [mail.id]));
  return WINDOW_MS;
}

export async function showMailCode(c: Ctx, token: string, bound: BoundTo): Promise<Shown> {
  const now_ms = c.get("now_ms");
  const code = token.trim();
  if (tries.count(`${bound.show_id} ${bound.fan_id}`, now_ms) > TRIES_MAX) return "failed";
  const now = Math.floor(now_ms / WINDOW_MS);
  for (const window of [now, now - 1]) {
    if (!sameText(code, await codeOf(c.env, bound, window))) continue;
    return { by: "mail", mark: `m.${bound.fan_id}.${window}`, expires_at_ms: (window + 2) * WINDOW_MS };
  }
  return "failed";
}
