// The one way in which islands ask the service: same origin, JSON both ways, refusals as values, no question open for
// ever. A session that has run out is renewed once for all of a tab's calls and all of the fan's tabs, and the call is
// made again.
import type { FailureCode } from "../schema/failures.ts";
import type { Problem } from "../schema/http/common.ts";

/** `unreachable`: nothing came back. `unreadable`: what came back was not what was asked for. */
export type CallCode = FailureCode | "unreachable" | "unreadable";
export type CallRefusal = {
  readonly code: CallCode;
  readonly status: number;
  /** What to show: empty where nothing came back, for then the page says it in its own words. */
  readonly title: string;
  readonly detail: string;
  readonly problem: Problem | null;
  /** What the service calls this request in its log; null where nothing came back. */
  readonly request_id: string | null;
};
export type CallResult<T> =
  | { readonly ok: true; readonly value: T; readonly status: number }
  | { readonly ok: false; readonly failure: CallRefusal };

export type Call<T> = {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly body?: unknown;
  /** Makes a create repeatable, and with it safe to send again. */
  readonly idempotency_key?: string;
  /** Parses the answer; undefined for what it is not. */
  readonly read: (answer: unknown) => T | undefined;
};

/** What the wrapper needs of a browser, given so that its rules can be tried without one. */
export type Surroundings = {
  /** The practice that this page is played on in: said with each call, so that nothing of it goes anywhere else. */
  readonly practice?: string | undefined;
  /** What keys did on its map; null where nothing is counted. */
  readonly keys?: () => string | null;
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  /** Runs alone among all tabs of this site. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** When some tab last renewed the session, shared by all of them. */
  readonly renewedAtMs: { readonly get: () => number; readonly set: (at_ms: number) => void };
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
};

const REFRESH_PATH = "/v1/api/auth/sessions/refresh";
const RENEWABLE: ReadonlySet<string> = new Set(["token_expired", "sign_in_required"]);
const REPEATS_MAX = 3;
/** A phone between two cells keeps a dead connection open for minutes. */
const REQUEST_MS = 12_000;
const WAIT_MAX_MS = 30_000;

export type CallApi = <T>(path: string, call: Call<T>) => Promise<CallResult<T>>;

export function apiOver(around: Surroundings): CallApi {
  let renewing: Promise<boolean> | null = null;

  const renewOnce = (asked_at_ms: number): Promise<boolean> => {
    renewing ??= around
      .alone(() => renew(around, asked_at_ms))
      .finally(() => {
        renewing = null;
      });
    return renewing;
  };

  return async (path, call) => {
    let renewed = false;
    let repeats = 0;
    for (;;) {
      const asked_at_ms = around.nowMs();
      const response = await send(around, path, call);
      if (response === null) return refused("unreachable", null);
      if (response.ok) return answered(response, call.read);
      const failure = await failureOf(response);
      if (response.status === 401 && !renewed && RENEWABLE.has(failure.code)) {
        renewed = true;
        if (await renewOnce(asked_at_ms)) continue;
      }
      const wait_ms = repeats < REPEATS_MAX && isRepeatable(call) ? waitOf(response, around.random()) : null;
      if (wait_ms === null) return { ok: false, failure };
      repeats += 1;
      await around.sleep(wait_ms);
    }
  };
}

async function send<T>(around: Surroundings, path: string, call: Call<T>): Promise<Response | null> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (call.body !== undefined) headers["content-type"] = "application/json";
  if (around.practice !== undefined) headers["x-practice"] = around.practice;
  const keys = around.keys?.() ?? null;
  if (keys !== null) headers["x-practice-keys"] = keys;
  if (call.idempotency_key !== undefined) headers["idempotency-key"] = call.idempotency_key;
  try {
    return await around.fetch(path, {
      method: call.method ?? "GET",
      headers,
      credentials: "same-origin",
      redirect: "error",
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      signal: AbortSignal.timeout(REQUEST_MS),
    });
  } catch {
    return null;
  }
}

/** Another tab may have renewed while this one waited for its turn: then there is nothing to do but ask again. */
async function renew(around: Surroundings, asked_at_ms: number): Promise<boolean> {
  if (around.renewedAtMs.get() >= asked_at_ms) return true;
  const response = await send(around, REFRESH_PATH, { method: "POST", read: () => undefined });
  if (response?.ok !== true) return false;
  around.renewedAtMs.set(around.nowMs());
  return true;
}

const isRepeatable = <T>({ method = "GET", idempotency_key }: Call<T>): boolean =>
  method === "GET" || method === "PUT" || method === "DELETE" || idempotency_key !== undefined;

/** Only where the service says when to come back; spread out, so that a whole hall does not come back as one. */
function waitOf(response: Response, random: number): number | null {
  const said = response.headers.get("retry-after");
  if (response.status !== 503 || said === null || !/^\d{1,4}$/.test(said)) return null;
  const wait_ms = Number(said) * 1_000 * (1 + random);
  return wait_ms > WAIT_MAX_MS ? null : wait_ms;
}

async function answered<T>(response: Response, read: Call<T>["read"]): Promise<CallResult<T>> {
  const answer = response.status === 204 ? null : await response.json().catch(() => undefined);
  const value = answer === undefined ? undefined : read(answer);
  return value === undefined ? refused("unreadable", response) : { ok: true, value, status: response.status };
}

async function failureOf(response: Response): Promise<CallRefusal> {
  const told: unknown = await response.json().catch(() => null);
  const { status } = response;
  if (!isProblem(told)) return refused("unreadable", response).failure;
  const { title, detail, request_id } = told;
  return { code: told.code as FailureCode, status, title, detail, problem: told, request_id };
}

/** Nothing that can be read: what is known is the status, and the name that the service gave the request. */
const refused = (code: CallCode, response: Response | null): { readonly ok: false; readonly failure: CallRefusal } => {
  const request_id = response?.headers.get("x-request-id") ?? null;
  return {
    ok: false,
    failure: { code, status: response?.status ?? 0, title: "", detail: "", problem: null, request_id },
  };
};

const TOLD = ["code", "title", "detail", "request_id"] as const;

const isProblem = (value: unknown): value is Problem =>
  typeof value === "object" &&
  value !== null &&
  TOLD.every((name) => typeof (value as Record<string, unknown>)[name] === "string");
