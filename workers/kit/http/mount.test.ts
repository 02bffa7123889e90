// A route whose handler refuses with what its statement does not name.
import { Hono } from "hono";
import { expect, test, vi } from "vitest";
import type { AppEnv } from "../env.ts";
import { Refusal } from "../failures.ts";
import { mountRoutes } from "./mount.ts";
import { route } from "./route.ts";

async function toldOf(refusals: readonly ["not_found"] | readonly []): Promise<string[]> {
  const app = new Hono<AppEnv>();
  const facts = { method: "GET", path: "/v1/x", tag: "x", summary: "x", access: "anyone" } as const;
  const one = route({ ...facts, answers: { 200: null }, refusals }, () => {
    throw new Refusal("not_found");
  });
  const told: string[] = [];
  const warn = vi.spyOn(console, "warn").mockImplementation((text) => void told.push(String(text)));
  app.use(async (c, next) => {
    c.set("identity", null);
    c.set("practice", null);
    await next();
  });
  app.onError((_, c) => c.text("refused", 404));
  mountRoutes(app, [one], async () => {});
  await app.request("/v1/x");
  warn.mockRestore();
  return told;
}

test("F16: a refusal that no statement names is told in the log, by its route and its code", async () => {
  const told = await toldOf([]);
  expect(told.map((text) => JSON.parse(text))).toMatchObject([
    { event: "refusal_unstated", route: "GET /v1/x", code: "not_found" },
  ]);
});

test("F16: one that is stated is not", async () => {
  expect(await toldOf(["not_found"])).toEqual([]);
});
