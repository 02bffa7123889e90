// The service worker of doors: hands out a door's page and all of its parts when there is no network. Nothing else of the
// site is its business.
import type { KeepPage } from "../door/facts.ts";

type Event = { readonly waitUntil: (work: Promise<unknown>) => void };
type Fetching = { readonly request: Request; readonly respondWith: (answer: Promise<Response>) => void };
type Hearing = Event & { readonly data: unknown };
type World = {
  readonly skipWaiting: () => Promise<void>;
  readonly clients: { readonly claim: () => Promise<void> };
  readonly location: Location;
  readonly addEventListener: {
    (kind: "install" | "activate", hear: (event: Event) => void): void;
    (kind: "fetch", hear: (event: Fetching) => void): void;
    (kind: "message", hear: (event: Hearing) => void): void;
  };
};
const world = self as unknown as World;
const KEPT = "doors-1";
/** Whoever stands at a door waits no longer for a network that may not be there. */
const PATIENCE_MS = 3_000;
const GONE = 410;

world.addEventListener("install", (event) => event.waitUntil(world.skipWaiting()));
world.addEventListener("activate", (event) => event.waitUntil(world.clients.claim()));

world.addEventListener("message", (event) => {
  const { page, parts, reader } = (event.data ?? {}) as Partial<KeepPage>;
  if (page === undefined || parts === undefined || reader === undefined) return;
  event.waitUntil(Promise.allSettled([keepWhole(page, parts), ...reader.map(keepPart)]));
});

world.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== world.location.origin || request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(pageOf(request));
  else if (pathname.startsWith("/assets/")) event.respondWith(partOf(request));
});

/** Under a page's own address it is found however it was asked for: links grow questions on their way. */
const nameOf = (url: string): string => world.location.origin + new URL(url, world.location.origin).pathname;

/**
 * The service first: a link that has ended must say so while there is a network. A service that is down, and a wall in
 * between that answers for it, say nothing of the link.
 */
async function pageOf(request: Request): Promise<Response> {
  const name = nameOf(request.url);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.status === GONE) await (await caches.open(KEPT)).delete(name);
    const speaks = answer.ok || answer.status === GONE || answer.type === "opaqueredirect";
    return speaks ? answer : ((await caches.match(name)) ?? answer);
  } catch {
    return (await caches.match(name)) ?? Response.error();
  }
}

/** A page goes in once all of its parts are there, and only with the scripts that it ran with: half a build opens nothing. */
async function keepWhole(page: string, parts: readonly string[]): Promise<void> {
  await Promise.all(parts.map(keepPart));
  const answer = await fetch(page);
  if (!answer.ok) return;
  const named = (await answer.clone().text()).match(/\/assets\/[\w./-]+/g) ?? [];
  const scripts = new Set(parts.map((url) => new URL(url).pathname));
  if (named.some((path) => path.endsWith(".js") && !scripts.has(path))) return;
  await Promise.all(named.map(keepPart));
  await (await caches.open(KEPT)).put(nameOf(page), answer);
}

/** Their names carry what they hold: once kept, they never change. */
async function keepPart(url: string): Promise<void> {
  if ((await caches.match(url)) === undefined) await (await caches.open(KEPT)).add(url);
}

async function partOf(request: Request): Promise<Response> {
  const known = await caches.match(request.url);
  if (known !== undefined) return known;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(KEPT)).put(request.url, answer.clone());
  return answer;
}
