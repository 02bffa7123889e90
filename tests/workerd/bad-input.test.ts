import { beforeAll, describe, expect, it } from "vitest";
import { LIMITS } from "../../schema/limits.ts";
import { productRoutes } from "../../workers/assembly/app.ts";
import { ask, be, call, type MadeShow, makeShow, migrate, type Person } from "./kit.ts";

let admin: Person;
let made: MadeShow;

beforeAll(async () => {
  await migrate();
  admin = await be("admin@example.com", "ADMIN");
  made = await makeShow(admin.token);
});

const fill = (path: string, value: string): string => path.replace(/\{\w+\}/g, value);
const writes = productRoutes.filter((one) => one.body !== undefined);

type Write = (typeof writes)[number];
/** As long as the route takes and one byte more. */
const pastLimit = ({ body_bytes_max = LIMITS.body_bytes }: Write): string =>
  `{"x":"${"x".repeat(body_bytes_max + 1 - '{"x":""}'.length)}"}`;

type Body = string | ((write: Write) => string);
const BODIES: readonly (readonly [name: string, body: Body, type: string, statuses: readonly number[]])[] = [
  ["broken JSON", "{", "application/json", [400]],
  ["an empty body", "", "application/json", [400]],
  ["another type", "a=1", "application/x-www-form-urlencoded", [415]],
  ["a list", "[]", "application/json", [422]],
  ["null", "null", "application/json", [422]],
  ["a number", "7", "application/json", [422]],
  ["bytes that are no UTF-8", "\u0000\ud800", "application/json", [400]],
  ["a body of one byte past the limit", pastLimit, "application/json", [413]],
];

describe("F2: bad input gives problem+json with a stable code and never a 5xx", () => {
  it.each(BODIES)(
    "F2: %s at every write",
    async (name, body, type, statuses) => {
      // Somebody else for each body: all of them together are more than one person may write in ten seconds.
      const { token } = await be(`${name.replace(/\W+/g, "-")}@example.com`, "ADMIN");
      for (const one of writes) {
        // Left out altogether it is no bad input there.
        if (body === "" && one.body_optional === true) continue;
        const path = fill(one.path, made.show_id);
        const response = await call(path, {
          method: one.method,
          token,
          body: typeof body === "string" ? body : body(one),
          headers: { "content-type": type },
        });
        const problem = (await response.json()) as Record<string, unknown>;
        const where = `${one.method} ${path}`;
        expect([where, response.headers.get("content-type")]).toEqual([
          where,
          "application/problem+json; charset=utf-8",
        ]);
        expect([where, [...statuses, 404].includes(response.status)]).toEqual([where, true]);
        expect(problem).toMatchObject({ status: response.status, code: expect.stringMatching(/^[a-z_]+$/) });
        expect(problem.request_id).toBe(response.headers.get("x-request-id"));
      }
    },
    60_000,
  );

  it.each(["x", "-1", "../..", "%00", "a".repeat(300), "\u{1F600}", "'; DROP TABLE shows;--"])(
    "F2: the id %j names nothing anywhere",
    async (id) => {
      for (const one of productRoutes.filter((route) => route.path.includes("{"))) {
        const response = await call(fill(one.path, encodeURIComponent(id)), {
          method: one.method,
          token: admin.token,
          ...(one.body === undefined ? {} : { body: {} }),
        });
        await response.body?.cancel();
        expect([one.path, response.status < 500]).toEqual([one.path, true]);
        expect([one.path, response.status >= 400]).toEqual([one.path, true]);
      }
    },
  );

  it.each([
    "limit=0",
    "limit=101",
    "limit=1e9",
    "limit=abc",
    "cursor=xxx",
    "cursor=eyJrIjoxfQ",
    "genre=NOISE",
    "from_ms=9999999999999999",
    "price_min_krw=-5",
    "sort=random",
    `q=${"가".repeat(81)}`,
  ])("F2: the query %s is refused field by field", async (query) => {
    const { status, body } = await ask(`/v1/api/shows?${query}`);
    expect([status, body.code]).toEqual([422, "invalid"]);
    expect(body.errors[0].path).toBe(query.split("=")[0]);
  });

  it("F2: unknown paths are 404, wrong methods 405 with Allow", async () => {
    expect((await ask("/v1/api/nothing")).body.code).toBe("not_found");
    const wrong = await ask("/v1/api/shows", { method: "DELETE", token: admin.token });
    expect([wrong.status, wrong.body.code, wrong.headers.get("allow")]).toEqual([405, "method_not_allowed", "GET"]);
    // A page's address is no unknown path to whoever only mistook the method.
    const allows = { "/": "GET", "/v1/api/openapi.json": "GET", "/shows/nothing": "GET", "/status": "GET, POST" };
    for (const [path, allow] of Object.entries(allows)) {
      const page = await ask(path, { method: "PUT" });
      expect([path, page.status, page.headers.get("allow")]).toEqual([path, 405, allow]);
    }
  });

  it("F2: the problem speaks the asker's language", async () => {
    const korean = await ask("/v1/api/shows/nothing", { headers: { "accept-language": "ko" } });
    const english = await ask("/v1/api/shows/nothing", { headers: { "accept-language": "en" } });
    expect([korean.body.title, english.body.title]).toEqual(["찾을 수 없어요", "Nothing is here"]);
  });
});

describe("F3: security base", () => {
  it("F3: answers carry the strict policy and a request id", async () => {
    const response = await call("/", { headers: { accept: "text/html" } });
    const policy = response.headers.get("content-security-policy") ?? "";
    await response.body?.cancel();
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain("unsafe");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("x-request-id")).toMatch(/.{8,}/);
  });

  it("F3: a cookie-borne write from another site, or one that does not say whence, is refused", async () => {
    const fan = await be("fan@example.com");
    const write = (headers: Record<string, string>) =>
      ask("/v1/api/users/me", {
        method: "PATCH",
        body: { name: "새 이름" },
        headers: { cookie: fan.cookies, ...headers },
      });
    expect((await write({ origin: "https://evil.example" })).body.code).toBe("foreign_origin");
    expect((await write({ "sec-fetch-site": "cross-site" })).body.code).toBe("foreign_origin");
    expect((await write({ origin: "null" })).body.code).toBe("foreign_origin");
    expect((await write({})).body.code).toBe("foreign_origin");
    expect((await write({ origin: "http://fairline.test" })).status).toBe(200);
    expect((await write({ "sec-fetch-site": "same-origin" })).status).toBe(200);
  });

  it("D69: a socket from a foreign page with the fan's cookie is refused, whatever the path", async () => {
    const fan = await be("fan@example.com");
    const headers = { cookie: fan.cookies, upgrade: "websocket", origin: "https://evil.example" };
    expect((await ask(`/v1/api/shows/${made.show_id}/queue/live`, { headers })).body.code).toBe("foreign_origin");
    const stream = { cookie: fan.cookies, accept: "text/event-stream", origin: "https://evil.example" };
    expect((await ask(`/v1/api/shows/${made.show_id}/queue/events`, { headers: stream })).body.code).toBe(
      "foreign_origin",
    );
  });
});
