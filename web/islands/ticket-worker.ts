// The service worker: hands out a kept ticket when there is no network, and forgets all of them with the person's session
// (D70). Everything else of the site it leaves alone.
import type { KeepTicket } from "../buying/kept-tickets.ts";
import "../notifications/push-events.ts";

/** The few things of a worker's world that are needed here; the site's other scripts live in a page's. */
type Event = { readonly waitUntil: (work: Promise<unknown>) => void };
type Fetching = Event & { readonly request: Request; readonly respondWith: (answer: Promise<Response>) => void };
type Hearing = Event & { readonly data: unknown; readonly ports: readonly MessagePort[] };
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

const KEPT = "tickets-1";
const TICKET = /^\/tickets\/[\w]+$/;
const PART = /^\/(assets|posters)\//;

world.addEventListener("install", (event) => event.waitUntil(world.skipWaiting()));
world.addEventListener("activate", (event) => event.waitUntil(world.clients.claim()));

world.addEventListener("message", (event) => {
  const wish = event.data as Partial<KeepTicket> | null;
  if (wish?.kind !== "keep-ticket" || wish.page === undefined || wish.parts === undefined) return;
  const { page, parts } = wish;
  event.waitUntil(keep(page, parts).then((kept) => event.ports[0]?.postMessage(kept)));
});

world.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== world.location.origin) return;
  if (endsSession(request, pathname)) {
    event.waitUntil(caches.delete(KEPT));
    return;
  }
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && TICKET.test(pathname)) event.respondWith(ticket(request));
  else if (PART.test(pathname) && isPartOfTicket(request)) event.respondWith(part(request));
});

/** Whoever sees the door is nobody yet, and whoever leaves takes their tickets along. */
const endsSession = ({ method }: Request, pathname: string): boolean =>
  pathname === "/signout" ||
  pathname.startsWith("/signin") ||
  (method === "POST" && pathname === "/me/delete") ||
  (method === "DELETE" && /^\/v1\/api\/(auth|users\/me)/.test(pathname)) ||
  (method === "POST" && pathname === "/v1/api/auth/sessions");

/** Faces are asked for by the style sheet. */
function isPartOfTicket({ referrer }: Request): boolean {
  const from = URL.parse(referrer)?.pathname ?? "";
  return TICKET.test(from) || (from.startsWith("/assets/") && from.endsWith(".css"));
}

async function keep(page: string, parts: readonly string[]): Promise<boolean> {
  const answer = await fetch(page, { credentials: "same-origin", headers: { accept: "text/html" } });
  // Led to the door, or not there: this is nobody's ticket here.
  if (!answer.ok || answer.redirected || !TICKET.test(page)) {
    await caches.delete(KEPT);
    return false;
  }
  const kept = await caches.open(KEPT);
  await kept.put(page, answer);
  const added = await Promise.allSettled(
    parts.filter((url) => PART.test(new URL(url).pathname)).map((url) => kept.add(url)),
  );
  return added.every(({ status }) => status === "fulfilled");
}

/** The service first: a cancelled ticket must not look alive while there is a network. */
async function ticket(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request);
    const { pathname } = new URL(request.url);
    if (answer.type === "opaqueredirect") await caches.delete(KEPT);
    else if (answer.ok) await (await caches.open(KEPT)).put(pathname, answer.clone());
    else if (answer.status < 500) await (await caches.open(KEPT)).delete(pathname);
    return answer;
  } catch {
    return (await caches.match(new URL(request.url).pathname)) ?? Response.error();
  }
}

async function part(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request.url)) ?? Response.error();
  }
}
