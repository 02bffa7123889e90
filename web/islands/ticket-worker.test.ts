// The worker that keeps tickets, run in a world of its own: what it hands out without a network, and when it forgets.
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";

const ORIGIN = "https://fairline.example";
const PATH = "/tickets/t_ABC123_0000000000000000000";

type Handler = (event: Record<string, unknown>) => void;
const handlers = new Map<string, Handler>();
const kept = new Map<string, Response>();
let network: ((path: string) => Response) | null = null;

const pathOf = (request: Request | string): string =>
  new URL(typeof request === "string" ? request : request.url, ORIGIN).pathname;
const cache = {
  put: async (key: string, answer: Response) => void kept.set(key, answer),
  add: async (url: string) => void kept.set(pathOf(url), new Response("part")),
  delete: async (key: string) => kept.delete(key),
};
const world = {
  self: {
    skipWaiting: async () => {},
    clients: { claim: async () => {} },
    location: { origin: ORIGIN },
    addEventListener: (kind: string, hear: Handler) => void handlers.set(kind, hear),
  },
  caches: {
    open: async () => cache,
    match: async (key: string) => kept.get(pathOf(key))?.clone(),
    delete: async () => kept.clear(),
  },
  fetch: async (request: Request | string) => {
    if (network === null) throw new TypeError("no network");
    return network(pathOf(request));
  },
};
for (const [name, part] of Object.entries(world)) vi.stubGlobal(name, part);
afterAll(() => vi.unstubAllGlobals());
await import("./ticket-worker.ts");

type Asked = { readonly method?: string; readonly mode?: string; readonly referrer?: string };

/** What the worker answers; null where it leaves the request to the browser. */
async function ask(
  path: string,
  { method = "GET", mode = "navigate", referrer = "" }: Asked = {},
): Promise<Response | null> {
  const work: Promise<unknown>[] = [];
  let answer: Promise<Response> | null = null;
  handlers.get("fetch")?.({
    request: { url: `${ORIGIN}${path}`, method, mode, referrer },
    respondWith: (given: Promise<Response>) => {
      answer = given;
    },
    waitUntil: (given: Promise<unknown>) => work.push(given),
  });
  await Promise.all(work);
  return answer;
}

async function keep(): Promise<unknown> {
  const work: Promise<unknown>[] = [];
  const said: unknown[] = [];
  const data = { kind: "keep-ticket", page: PATH, parts: [`${ORIGIN}/assets/index.css`, `${ORIGIN}/v1/api/users/me`] };
  handlers.get("message")?.({
    data,
    ports: [{ postMessage: (word: unknown) => said.push(word) }],
    waitUntil: (given: Promise<unknown>) => work.push(given),
  });
  await Promise.all(work);
  return said[0];
}

const online = (): void => {
  network = () => new Response("ticket");
};
const offline = (): void => {
  network = null;
};
const isKept = async (): Promise<boolean> => ((await ask(PATH))?.type ?? "error") !== "error";

beforeEach(() => {
  kept.clear();
  online();
});

describe("kept tickets", () => {
  test("B10: a ticket kept once, with its styles and nothing else, is handed out without a network", async () => {
    expect(await keep()).toBe(true);
    expect([...kept.keys()]).toEqual([PATH, "/assets/index.css"]);
    offline();
    expect(await (await ask(PATH))?.text()).toBe("ticket");
    const style = await ask("/assets/index.css", { mode: "no-cors", referrer: `${ORIGIN}${PATH}` });
    expect(await style?.text()).toBe("part");
  });

  test("B10: with a network the service has the word, and a ticket it no longer knows is forgotten", async () => {
    await keep();
    network = () => new Response("newer");
    expect(await (await ask(PATH))?.text()).toBe("newer");
    network = () => new Response("gone", { status: 404 });
    expect((await ask(PATH))?.status).toBe(404);
    offline();
    expect(await isKept()).toBe(false);
  });

  test("B10: a service in trouble takes nothing away", async () => {
    await keep();
    network = () => new Response("later", { status: 503 });
    await ask(PATH);
    offline();
    expect(await isKept()).toBe(true);
  });

  const ENDS: readonly (readonly [string, Asked])[] = [
    ["/signout", { method: "POST" }],
    ["/signin", {}],
    ["/signin/code", { method: "POST" }],
    ["/me/delete", { method: "POST" }],
    ["/v1/api/auth/sessions/current", { method: "DELETE", mode: "cors" }],
    ["/v1/api/users/me", { method: "DELETE", mode: "cors" }],
    ["/v1/api/auth/sessions", { method: "POST", mode: "cors" }],
  ];
  for (const [path, asked] of ENDS) {
    test(`D70: nothing is left after ${asked.method ?? "GET"} ${path}`, async () => {
      await keep();
      expect(await ask(path, asked)).toBeNull();
      offline();
      expect(await isKept()).toBe(false);
    });
  }

  test("D70 control: a worker that overlooked the end of a session would go on showing the ticket", async () => {
    await keep();
    for (const [path, asked] of [
      ["/me", {}],
      ["/me/sessions", { method: "POST" }],
      ["/v1/api/holds/h_1", { method: "DELETE", mode: "cors" }],
    ] as const) {
      expect(await ask(path, asked)).toBeNull();
    }
    offline();
    expect(await isKept()).toBe(true);
  });

  test("D70: a ticket asked for by nobody leads to the door, and takes all kept ones along", async () => {
    await keep();
    network = () => Object.defineProperty(new Response(null, { status: 200 }), "type", { value: "opaqueredirect" });
    await ask(PATH);
    offline();
    expect(await isKept()).toBe(false);
  });

  test("D70: keeping for somebody who has been signed out keeps nothing", async () => {
    await keep();
    network = () => Object.defineProperty(new Response("door"), "redirected", { value: true });
    expect(await keep()).toBe(false);
    expect([...kept.keys()]).toEqual([]);
  });

  test("B10: everything else of the site is none of its business", async () => {
    for (const path of ["/", "/shows/sh_1", "/checkout/h_1", "/v1/api/bookings", "/tickets/"]) {
      expect(await ask(path), path).toBeNull();
    }
    expect(await ask("/assets/index.css", { mode: "no-cors", referrer: `${ORIGIN}/` })).toBeNull();
  });
});
