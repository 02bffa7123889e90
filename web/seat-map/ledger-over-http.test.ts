// The room's calls go the same road as every island's: a session that ran out in the room is renewed, not refused.
import { expect, test } from "vitest";
import { apiOver, type Surroundings } from "../api-client.ts";
import { ledgerOverHttp } from "./ledger-over-http.ts";

const REFRESH = "/v1/api/auth/sessions/refresh";
const HOLDS = "/v1/api/showtimes/st_1/holds";
const HOLD = { id: "h", showtime_id: "st_1", seats: [], total_krw: 0, expires_at_ms: 9, now_ms: 1, together: true };

type Asked = { readonly path: string; readonly key: string | null };
type Given = { readonly status: number; readonly body: unknown };

function ledger(answer: (asked: Asked, before: readonly Asked[]) => Given | null) {
  const asked: Asked[] = [];
  const around: Surroundings = {
    fetch: async (path, init) => {
      const one = { path, key: new Headers(init.headers).get("idempotency-key") };
      const given = answer(one, asked);
      asked.push(one);
      if (given === null) throw new TypeError("no network");
      return new Response(given.status === 204 ? null : JSON.stringify(given.body), { status: given.status });
    },
    alone: (work) => work(),
    renewedAtMs: { get: () => 0, set: () => undefined },
    nowMs: () => 1,
    sleep: async () => undefined,
    random: () => 0,
  };
  return { client: ledgerOverHttp(apiOver(around), "st_1"), asked };
}

const problem = (status: number, code: string, more: object = {}): Given => ({
  status,
  body: { type: "t", title: "T", status, code, detail: "D", request_id: "r", ...more },
});

test("AP9: a hold with a session that ran out is renewed and held, with the same key", async () => {
  const { client, asked } = ledger(({ path }, before) => {
    if (path === REFRESH) return { status: 200, body: {} };
    return before.some((one) => one.path === REFRESH) ? { status: 201, body: HOLD } : problem(401, "token_expired");
  });
  const answer = await client.hold({ seats: ["a"] }, "key-1");
  expect(answer.ok && answer.value.id).toBe("h");
  expect(asked.map(({ path, key }) => `${path} ${key}`)).toEqual([
    `${HOLDS} key-1`,
    `${REFRESH} null`,
    `${HOLDS} key-1`,
  ]);
});

test("AP9: a refusal keeps its words, its seats and its nearest ones", async () => {
  const { client } = ledger(() =>
    problem(409, "seat_held", { seats: ["a"], states: [{ id: "a", state: "HELD" }], nearest: ["b", "c"] }),
  );
  const answer = await client.hold({ seats: ["a"] }, "k");
  expect(answer.ok ? null : answer.refusal).toEqual({
    code: "seat_held",
    title: "T",
    detail: "D",
    status: 409,
    states: [{ id: "a", state: "HELD", own: false }],
    nearest: ["b", "c"],
  });
});

test("AP9: no answer may be asked again, an answer that cannot be read is not taken for one", async () => {
  const gone = await ledger(() => null).client.snapshot();
  expect(gone.ok ? null : gone.refusal.code).toBe("no_answer");
  const strange = await ledger(() => ({ status: 200, body: { version: "x" } })).client.snapshot();
  expect(strange.ok ? null : strange.refusal.code).toBe("internal");
  expect(await ledger(() => ({ status: 204, body: null })).client.release("h")).toEqual({ ok: true, value: null });
});
