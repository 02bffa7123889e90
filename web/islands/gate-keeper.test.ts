// The worker that keeps a door's page, run in a world of its own: what opens when the service is down or half a build came.
import { afterAll, beforeEach, expect, test, vi } from "vitest";

const ORIGIN = "https://fairline.example";
const PAGE = `${ORIGIN}/door/pass`;

type Handler = (event: Record<string, unknown>) => void;
const handlers = new Map<string, Handler>();
const kept = new Map<string, Response>();
const at: { service: (path: string) => Response } = { service: () => new Response("") };
const urlOf = (asked: Request | string): string => new URL(typeof asked === "string" ? asked : asked.url, ORIGIN).href;
const fetching = async (asked: Request | string): Promise<Response> => at.service(new URL(urlOf(asked)).pathname);
const world = {
  self: {
    skipWaiting: async () => {},
    clients: { claim: async () => {} },
    location: { origin: ORIGIN },
    addEventListener: (kind: string, hear: Handler) => void handlers.set(kind, hear),
  },
  caches: {
    open: async () => ({
      put: async (key: string, answer: Response) => void kept.set(urlOf(key), answer),
      add: async (url: string) => {
        const answer = await fetching(url);
        if (!answer.ok) throw new TypeError("not there");
        kept.set(urlOf(url), answer);
      },
      delete: async (key: string) => kept.delete(urlOf(key)),
    }),
    match: async (key: string) => kept.get(urlOf(key))?.clone(),
  },
  fetch: fetching,
};
for (const [name, part] of Object.entries(world)) vi.stubGlobal(name, part);
afterAll(() => vi.unstubAllGlobals());
await import("./gate-keeper.ts");

async function open(url = PAGE): Promise<string> {
  let answer: Promise<Response> = Promise.resolve(Response.error());
  handlers.get("fetch")?.({
    request: { url, method: "GET", mode: "navigate" },
    respondWith: (given: Promise<Response>) => {
      answer = given;
    },
  });
  return (await answer).text();
}

async function keep(script: string, page = PAGE): Promise<void> {
  const work: Promise<unknown>[] = [];
  handlers.get("message")?.({
    data: { page, parts: [`${ORIGIN}/assets/${script}`], reader: [`${ORIGIN}/assets/reader.wasm`] },
    waitUntil: (given: Promise<unknown>) => work.push(given),
  });
  await Promise.all(work);
}

const build =
  (script: string, missing: readonly string[] = []) =>
  (path: string) => {
    if (missing.some((one) => path.endsWith(one))) throw new TypeError("no network");
    return new Response(path.startsWith("/door/") ? `page <script src="/assets/${script}"></script>` : "part");
  };
const down = (status: number) => () => new Response("sorry", { status });
const nothing = (): never => {
  throw new TypeError("no network");
};

beforeEach(async () => {
  kept.clear();
  at.service = build("one.js");
  await keep("one.js");
});

test("DR16: without a network, and with a service that is down or a wall before it, the kept page opens", async () => {
  for (const service of [nothing, down(503), down(500), down(429), down(403)]) {
    at.service = service;
    expect(await open()).toContain("one.js");
    expect(await open(`${PAGE}?from=chat`)).toContain("one.js");
  }
});

test("DR16: a link that has ended is said so, and its page is no longer kept", async () => {
  at.service = down(410);
  expect(await open()).toBe("sorry");
  at.service = nothing;
  await expect(open()).resolves.toBe("");
});

test("DR16: of a new build whose parts did not all come, nothing takes the place of the old", async () => {
  at.service = build("two.js", ["two.js"]);
  expect(await open()).toContain("two.js");
  await keep("two.js");
  at.service = nothing;
  expect(await open()).toContain("one.js");
});

test("DR16: a page that ran with other scripts than the service's newest page has does not keep that one", async () => {
  at.service = build("two.js");
  await keep("one.js");
  at.service = nothing;
  expect(await open()).toContain("one.js");
  at.service = build("two.js");
  await keep("two.js");
  at.service = nothing;
  expect(await open()).toContain("two.js");
});

test("DR16: a reader that did not come keeps no page away: what is typed is checked", async () => {
  kept.clear();
  at.service = build("one.js", ["reader.wasm"]);
  await keep("one.js", `${PAGE}?from=chat`);
  at.service = nothing;
  expect(await open()).toContain("one.js");
});
