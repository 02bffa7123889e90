import { expect, it } from "vitest";
import type { SandboxEnv } from "./env.ts";
import { front } from "./front.ts";

const ORIGIN = "http://127.0.0.1:8787";

/** What the product was asked, and what came out of the front. */
async function through(
  request: Request,
  answer = new Response("{}", { headers: { "content-type": "application/json" } }),
) {
  const asked: Request[] = [];
  const ASSETS = { fetch: async () => new Response("asset", { headers: { "content-type": "text/css" } }) };
  const stands = front(async (whole) => {
    asked.push(whole);
    return answer;
  });
  const came = await stands.fetch(request, { ASSETS } as unknown as SandboxEnv, {} as ExecutionContext);
  return { asked: asked[0], came };
}

it("front: static files never reach the product, whatever else begins like them does", async () => {
  const { asked, came } = await through(new Request(`${ORIGIN}/assets/a.css`));
  expect([asked, await came.text()]).toEqual([undefined, "asset"]);
  for (const path of ["/assets", "/shows?next=/assets/a.css", "/me/assets/"]) {
    expect((await through(new Request(ORIGIN + path))).asked?.url).toBe(ORIGIN + path);
  }
});

it("front: the product hears the address of this machine, unless another is said", async () => {
  const heard = async (headers: Record<string, string>) =>
    (await through(new Request(ORIGIN, { headers }))).asked?.headers.get("cf-connecting-ip");
  expect(await heard({})).toBe("127.0.0.1");
  expect(await heard({ "cf-connecting-ip": "203.0.113.9" })).toBe("203.0.113.9");
});

it("front: behind a tunnel that speaks https the product is asked by https, with the body that was sent", async () => {
  const init = { method: "POST", body: "{}", headers: { "x-forwarded-proto": "https" } };
  const { asked } = await through(new Request(`${ORIGIN}/v1/api/bookings`, init));
  expect([asked?.url, asked?.method, await asked?.text()]).toEqual([
    "https://127.0.0.1:8787/v1/api/bookings",
    "POST",
    "{}",
  ]);
});

it("front: text is marked for compressing where a browser takes it, a stream of events and what is packed already are not", async () => {
  const browser = () => new Request(ORIGIN, { headers: { "accept-encoding": "gzip, br" } });
  const packed = async (request: Request, headers: Record<string, string>) =>
    (await through(request, new Response("text", { headers }))).came.headers.get("content-encoding");
  expect(await packed(browser(), { "content-type": "text/html; charset=utf-8" })).toBe("gzip");
  expect(await packed(new Request(ORIGIN), { "content-type": "text/html" })).toBe(null);
  expect(await packed(browser(), { "content-type": "text/event-stream" })).toBe(null);
  expect(await packed(browser(), { "content-type": "application/json", "content-encoding": "br" })).toBe("br");
  const nothing = new Response(null, { status: 204 });
  expect((await through(browser(), nothing)).came).toBe(nothing);
});
