// What the lookout knows, kept in the isolate for pages: a crowd's page must not wait for it. What is known is told at once
// and read anew behind the answer; only the first page of an isolate waits, and only for a moment.
import type { LookoutState } from "../../domain/alerts/lookout-state.ts";
import { within } from "../../durable-objects/kit/time-limit.ts";
import type { Ctx } from "./env.ts";
import { log, thrown } from "./log.ts";
import { lookoutOf } from "./objects.ts";

const FRESH_MS = 3_000;
const FIRST_WITHIN_MS = 200;
const READ_WITHIN_MS = 2_000;

let known: LookoutState | null = null;
let read_at_ms = Number.NEGATIVE_INFINITY;
/** Of when `known` is, and when somebody last waited for it to be read. */
let known_at_ms = Number.NEGATIVE_INFINITY;
let awaited_at_ms = Number.NEGATIVE_INFINITY;

/** Null where nothing is known yet. */
export async function knownServiceState(c: Ctx): Promise<LookoutState | null> {
  const now_ms = c.get("now_ms");
  if (now_ms - read_at_ms < FRESH_MS) return known;
  const first = read_at_ms === Number.NEGATIVE_INFINITY;
  read_at_ms = now_ms;
  const reading = read(c.env);
  if (!first) c.executionCtx.waitUntil(reading);
  else await within(FIRST_WITHIN_MS, reading).catch(() => c.executionCtx.waitUntil(reading));
  return known;
}

/**
 * For who asks how the service is: an isolate where nobody had come for minutes knows the state of then, and all being well then
 * is no answer now. One of them at a time waits for it; while the lookout is away the others do not.
 */
export async function serviceStateNow(c: Ctx): Promise<LookoutState | null> {
  const now_ms = c.get("now_ms");
  if (now_ms - Math.max(known_at_ms, awaited_at_ms) >= FRESH_MS) {
    awaited_at_ms = now_ms;
    read_at_ms = now_ms;
    await read(c.env);
  }
  return known;
}

async function read(env: Env): Promise<void> {
  const asked_at_ms = Date.now();
  try {
    known = await within(READ_WITHIN_MS, lookoutOf(env).state());
    known_at_ms = asked_at_ms;
  } catch (error) {
    log("warn", "service_state_unread", thrown(error));
  }
}

/** After a change made through this isolate. */
export function forgetServiceState(): void {
  read_at_ms = Number.NEGATIVE_INFINITY;
  known_at_ms = Number.NEGATIVE_INFINITY;
  awaited_at_ms = Number.NEGATIVE_INFINITY;
}
