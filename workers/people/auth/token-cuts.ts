// Which access tokens count no more although their signature holds. The list is small (half an hour of log-outs and
// changes of role) and is read from D1 behind the requests' backs, so that a cut holds everywhere within a minute:
// a copy older than REFRESH_MS is renewed in the background, one older than STALE_MS before anyone is believed.

import { database } from "../../kit/db/database.ts";
import type { Ctx } from "../../kit/env.ts";
import { log, thrown } from "../../kit/log.ts";
import { cutBeforeMs, cutsSince } from "../db/token-cuts.ts";
import { ACCESS_TOKEN_MS } from "./access-token.ts";

const REFRESH_MS = 15_000;
const STALE_MS = 45_000;

/** A renewal that has not come back by then was cancelled with the request that began it. */
const RENEWAL_LOST_MS = 5_000;

type Cuts = { readonly by_subject: Map<string, number>; read_at_ms: number; renewing_since_ms: number };
const cuts: Cuts = { by_subject: new Map(), read_at_ms: 0, renewing_since_ms: 0 };

export type TokenFacts = { readonly user_id: string; readonly session_id: string; readonly at_ms: number };

export async function isCut(c: Ctx, token: TokenFacts): Promise<boolean> {
  const now_ms = c.get("now_ms");
  const age_ms = now_ms - cuts.read_at_ms;
  // A promise is never shared between requests: it would hang when the request that began it is cancelled.
  if (age_ms > STALE_MS) await renew(c.env, now_ms);
  else if (age_ms > REFRESH_MS && now_ms - cuts.renewing_since_ms > RENEWAL_LOST_MS) {
    cuts.renewing_since_ms = now_ms;
    c.executionCtx.waitUntil(renew(c.env, now_ms));
  }
  return isBefore(`session:${token.session_id}`, token.at_ms) || isBefore(`user:${token.user_id}`, token.at_ms);
}

const isBefore = (subject: string, at_ms: number): boolean => at_ms < (cuts.by_subject.get(subject) ?? 0);

async function renew(env: Env, now_ms: number): Promise<void> {
  try {
    const rows = await cutsSince(database(env), now_ms - ACCESS_TOKEN_MS - STALE_MS);
    // Merged, not replaced: a cut made here while the query ran must not be lost.
    for (const row of rows)
      cuts.by_subject.set(row.subject, Math.max(row.before_ms, cuts.by_subject.get(row.subject) ?? 0));
    for (const [subject, before_ms] of cuts.by_subject) {
      if (before_ms < now_ms - ACCESS_TOKEN_MS - STALE_MS) cuts.by_subject.delete(subject);
    }
    cuts.read_at_ms = now_ms;
  } catch (error) {
    // With D1 away the line and the holds go on with the last list known; nobody asks again for a few seconds.
    cuts.read_at_ms = Math.max(cuts.read_at_ms, now_ms - STALE_MS + RENEWAL_LOST_MS);
    log("error", "token_cuts_unread", thrown(error));
  }
}

/** A cut made in this isolate holds here at once; the others read it within a minute. */
export function cutHere(subject: string, now_ms: number): void {
  cuts.by_subject.set(subject, cutBeforeMs(now_ms));
}
