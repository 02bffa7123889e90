// Renewal and repeats of the islands' calls, over a service that is a list of answers.
import { describe, expect, test } from "vitest";
import { apiOver, type Surroundings } from "./api-client.ts";

type Given = { readonly status: number; readonly body?: unknown; readonly retry_after?: string };

const problem = (code: string, status: number): Given => ({
  status,
  body: { type: "t", title: "T", status, code, detail: "D", request_id: "r" },
});
const fine: Given = { status: 200, body: { n: 1 } };
const REFRESH = "/v1/api/auth/sessions/refresh";

function world(answer: (path: string, calls: readonly string[]) => Given | null) {
  const calls: string[] = [];
  const slept: number[] = [];
  let now_ms = 1_000;
  let renewed_at_ms = 0;
  let turn: Promise<unknown> = Promise.resolve();
  const around: Surroundings = {
    fetch: async (path, init) => {
      calls.push(`${init.method} ${path}`);
      now_ms += 1;
      const given = answer(path, calls);
      if (given === null) throw new TypeError("no network");
      const headers = given.retry_after === undefined ? {} : { "retry-after": given.retry_after };
      return new Response(given.status === 204 ? null : JSON.stringify(given.body ?? {}), { ...given, headers });
    },
    alone: (work) => {
      const mine = turn.then(work);
      turn = mine.catch(() => undefined);
      return mine;
    },
    renewedAtMs: {
      get: () => renewed_at_ms,
      set: (at_ms) => {
        renewed_at_ms = at_ms;
      },
    },
    nowMs: () => now_ms,
    sleep: async (ms) => {
      slept.push(ms);
    },
    random: () => 0.5,
  };
  return { around, calls, slept };
}

const read = (answer: unknown): number | undefined => {
  const n = (answer as { n?: unknown } | null)?.n;
  return typeof n === "number" ? n : undefined;
};

describe("AP6 renewal", () => {
  const expiredUntilRenewed = (path: string, calls: readonly string[]): Given => {
    if (path === REFRESH) return { status: 200, body: {} };
    return calls.some((call) => call.endsWith(REFRESH)) ? fine : problem("token_expired", 401);
  };

  test("AP6: an expired token is renewed once and the call made again", async () => {
    const { around, calls } = world(expiredUntilRenewed);
    expect(await apiOver(around)("/x", { read })).toEqual({ ok: true, value: 1, status: 200 });
    expect(calls).toEqual(["GET /x", `POST ${REFRESH}`, "GET /x"]);
  });

  test("AP6: many calls of a tab at once renew once", async () => {
    const { around, calls } = world(expiredUntilRenewed);
    const call = apiOver(around);
    const results = await Promise.all(["/a", "/b", "/c"].map((path) => call(path, { read })));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(calls.filter((one) => one.endsWith(REFRESH))).toHaveLength(1);
  });

  test("AP6: two tabs at once renew once, the second finds it done", async () => {
    const { around, calls } = world(expiredUntilRenewed);
    const results = await Promise.all([apiOver(around)("/a", { read }), apiOver(around)("/b", { read })]);
    expect(results.every((result) => result.ok)).toBe(true);
    expect(calls.filter((one) => one.endsWith(REFRESH))).toHaveLength(1);
  });

  test("AP6: control: without the turn and the shared note two tabs would renew twice", async () => {
    const { around, calls } = world(expiredUntilRenewed);
    const careless: Surroundings = {
      ...around,
      alone: (work) => work(),
      renewedAtMs: { get: () => 0, set: () => undefined },
    };
    await Promise.all([apiOver(careless)("/a", { read }), apiOver(careless)("/b", { read })]);
    expect(calls.filter((one) => one.endsWith(REFRESH))).toHaveLength(2);
  });

  test("AP6: a session that has ended is told, not tried over and over", async () => {
    const { around, calls } = world((path) => problem(path === REFRESH ? "session_ended" : "sign_in_required", 401));
    const result = await apiOver(around)("/x", { read });
    expect(result.ok ? null : result.failure.code).toBe("sign_in_required");
    expect(calls).toEqual(["GET /x", `POST ${REFRESH}`]);
  });

  test("AP6: other refusals of a 401 do not renew", async () => {
    const { around, calls } = world(() => problem("code_wrong", 401));
    const result = await apiOver(around)("/x", { method: "POST", body: {}, read });
    expect(result.ok ? null : [result.failure.code, result.failure.title]).toEqual(["code_wrong", "T"]);
    expect(calls).toHaveLength(1);
  });
});

describe("AP7 repeats", () => {
  const busyTwice = (_path: string, calls: readonly string[]): Given =>
    calls.length <= 2 ? { ...problem("overloaded", 503), retry_after: "2" } : fine;

  test("AP7: a busy service is asked again when it said, spread out", async () => {
    const { around, slept } = world(busyTwice);
    expect((await apiOver(around)("/x", { read })).ok).toBe(true);
    expect(slept).toEqual([3_000, 3_000]);
  });

  test("AP7: what may not happen twice is sent once, unless it carries a key", async () => {
    const plain = world(busyTwice);
    expect((await apiOver(plain.around)("/x", { method: "POST", body: {}, read })).ok).toBe(false);
    expect(plain.calls).toHaveLength(1);
    const keyed = world(busyTwice);
    const call = { method: "POST", body: {}, idempotency_key: "k", read } as const;
    expect((await apiOver(keyed.around)("/x", call)).ok).toBe(true);
  });

  test("AP7: no retry without the service's word, and none beyond patience", async () => {
    for (const given of [problem("internal", 500), problem("overloaded", 503)]) {
      const { around, calls } = world(() => given);
      expect((await apiOver(around)("/x", { read })).ok).toBe(false);
      expect(calls).toHaveLength(1);
    }
    const long = world(() => ({ ...problem("overloaded", 503), retry_after: "3600" }));
    expect((await apiOver(long.around)("/x", { read })).ok).toBe(false);
    expect(long.calls).toHaveLength(1);
    const always = world(() => ({ ...problem("overloaded", 503), retry_after: "1" }));
    expect((await apiOver(always.around)("/x", { read })).ok).toBe(false);
    expect(always.calls).toHaveLength(4);
  });

  test("AP7: a lost connection and a strange answer have codes of their own", async () => {
    const gone = await apiOver(world(() => null).around)("/x", { read });
    const strange = await apiOver(world(() => ({ status: 200, body: { m: 1 } })).around)("/x", { read });
    expect([gone, strange].map((result) => (result.ok ? null : result.failure.code))).toEqual([
      "unreachable",
      "unreadable",
    ]);
  });
});
