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

world.addEventListener("install", (event) => event.waitUntil(world.skipWaiting()));
world.addEventListener("activate", (event) => event.waitUntil(world.clients.claim()));

world.addEventListener("message", (event) => {
  const urls = (event.data as Partial<KeepPage> | null)?.keep;
  if (!Array.isArray(urls)) return;
  event.waitUntil(caches.open(KEPT).then((kept) => Promise.allSettled(urls.map((url) => kept.add(String(url))))));
});

world.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== world.location.origin || request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(pageOf(request));
  else if (pathname.startsWith("/assets/")) event.respondWith(partOf(request));
});

/** The service first: a link that has ended must say so while there is a network. */
async function pageOf(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.ok) await (await caches.open(KEPT)).put(request.url, answer.clone());
    else if (answer.status < 500) await (await caches.open(KEPT)).delete(request.url);
    return answer;
  } catch {
    return (await caches.match(request.url)) ?? Response.error();
  }
}

/** Their names carry what they hold: once kept, they never change. */
async function partOf(request: Request): Promise<Response> {
  const known = await caches.match(request.url);
  if (known !== undefined) return known;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(KEPT)).put(request.url, answer.clone());
  return answer;
}
