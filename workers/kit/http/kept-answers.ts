// Idempotency-Key for the organiser's creates: the first good answer is kept 24 h per person, route and key.
import { and, eq, lt } from "drizzle-orm";
import { LIMITS } from "../../../schema/limits.ts";
import { kept_answers } from "../../../schema/tables/people.ts";
import { type Database, database } from "../db/database.ts";
import { type Ctx, type Identity, urlOf } from "../env.ts";
import { Refusal } from "../failures.ts";
import { log, thrown } from "../log.ts";
import { sha256Base64Url } from "./hash.ts";
import type { Route } from "./route.ts";

const KEPT_MS = 24 * 3_600_000;
/** A claim without an answer is from a run that died; after this long the key may run again. */
const RUNNING_MS = 30_000;
const RUNNING = 0;
const NO_STORE = { "cache-control": "no-store" };

/** Both the bare and the quoted form of the header are in use. */
export function idempotencyKey(c: Ctx): string | null {
  const key = (c.req.header("idempotency-key") ?? "").replace(/^"(.*)"$/, "$1");
  if (key.length > LIMITS.idempotency_key_chars) {
    const values = { max: LIMITS.idempotency_key_chars };
    throw new Refusal("invalid", { errors: [{ path: "Idempotency-Key", fault: "too_long", values }] });
  }
  return key === "" ? null : key;
}

export async function withKeptAnswer(
  c: Ctx,
  one: Route,
  identity: Identity,
  body: unknown,
  run: () => Promise<Response>,
): Promise<Response> {
  const key = idempotencyKey(c);
  if (key === null) return run();
  const db = database(c.env);
  const route = `${one.method} ${urlOf(c).pathname}`;
  const body_hash = await sha256Base64Url(JSON.stringify(body ?? null));
  const mine = { user_id: identity.user_id, route, key };
  const kept = await claim(db, mine, body_hash, c.get("now_ms"));
  if (kept !== null) return again(c, one, kept);
  let response: Response;
  try {
    response = await run();
  } catch (error) {
    await forget(db, mine);
    throw error;
  }
  if (response.status >= 300) {
    await forget(db, mine);
    return response;
  }
  try {
    await keep(db, mine, response.clone(), one.not_kept?.fields ?? []);
  } catch (error) {
    // What was made is made: the answer goes out, and the claim stays to hold a repeat back for a while.
    log("error", "answer_not_kept", { request_id: c.get("request_id"), route, ...thrown(error) });
  }
  return response;
}

type Place = { readonly user_id: string; readonly route: string; readonly key: string };
const at = (place: Place) =>
  and(eq(kept_answers.user_id, place.user_id), eq(kept_answers.route, place.route), eq(kept_answers.key, place.key));

type Kept = { readonly status: number; readonly answer: string };

/** Null when this run now owns the key; otherwise the answer kept under it. */
async function claim(db: Database, place: Place, body_hash: string, now_ms: number): Promise<Kept | null> {
  const row = { ...place, body_hash, status: RUNNING, answer: "", expires_at_ms: now_ms + RUNNING_MS };
  const results = await db.batch([
    db.delete(kept_answers).where(and(at(place), lt(kept_answers.expires_at_ms, now_ms))),
    db.insert(kept_answers).values(row).onConflictDoNothing().returning({ key: kept_answers.key }),
    db.select().from(kept_answers).where(at(place)),
  ]);
  if (results[1].length === 1) return null;
  const found = results[2][0];
  if (found === undefined) throw new Refusal("key_in_use");
  if (found.body_hash !== body_hash) throw new Refusal("key_reused");
  if (found.status === RUNNING) throw new Refusal("key_in_use");
  return found;
}

async function again(c: Ctx, { not_kept }: Route, { status, answer }: Kept): Promise<Response> {
  let body = answer === "" ? null : answer;
  if (body !== null && not_kept !== undefined) {
    const made = JSON.parse(body);
    body = JSON.stringify({ ...made, ...(await not_kept.anew(c, made.id)) });
  }
  const headers = { "content-type": "application/json; charset=utf-8", "idempotency-replayed": "true" };
  return new Response(body, { status, headers: not_kept === undefined ? headers : { ...headers, ...NO_STORE } });
}

async function keep(db: Database, place: Place, response: Response, not_kept: readonly string[]): Promise<void> {
  const told = await response.text();
  const answer = not_kept.length === 0 ? told : without(told, not_kept);
  const values = { status: response.status, answer, expires_at_ms: Date.now() + KEPT_MS };
  await db.update(kept_answers).set(values).where(at(place));
}

function without(told: string, fields: readonly string[]): string {
  const rest = Object.entries(JSON.parse(told)).filter(([field]) => !fields.includes(field));
  return JSON.stringify(Object.fromEntries(rest));
}

async function forget(db: Database, place: Place): Promise<void> {
  await db.delete(kept_answers).where(and(at(place), eq(kept_answers.status, RUNNING)));
}
