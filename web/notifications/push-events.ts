// The part of the service worker that is woken by a push: shows what came unless a page of this site is in sight, and takes
// what it showed away when the session ends (D70).

type Lasting = { readonly waitUntil: (work: Promise<unknown>) => void };
type Pushed = Lasting & { readonly data: { readonly text: () => string } | null };
type Shown = { readonly data: unknown; readonly close: () => void };
type Page = {
  readonly visibilityState: string;
  readonly focus: () => Promise<unknown>;
  readonly navigate: (url: string) => Promise<unknown>;
};
type World = {
  readonly clients: {
    readonly matchAll: (about: { readonly type: "window" }) => Promise<readonly Page[]>;
    readonly openWindow: (url: string) => Promise<unknown>;
  };
  readonly registration: {
    readonly showNotification: (title: string, about: Readonly<Record<string, unknown>>) => Promise<void>;
    readonly getNotifications: () => Promise<readonly Shown[]>;
  };
  readonly addEventListener: {
    (kind: "push", hear: (event: Pushed) => void): void;
    (kind: "notificationclick", hear: (event: Lasting & { readonly notification: Shown }) => void): void;
    (kind: "fetch", hear: (event: Lasting & { readonly request: Request }) => void): void;
  };
};
const world = self as unknown as World;

type Push = { readonly title: string; readonly text: string; readonly link: string; readonly tag: string };

function readPush(text: string): Push | null {
  try {
    const told = JSON.parse(text) as Record<string, unknown>;
    const whole = ["title", "text", "link", "tag"].every((name) => typeof told[name] === "string");
    return whole ? (told as Push) : null;
  } catch {
    return null;
  }
}

world.addEventListener("push", (event) => event.waitUntil(show(event.data?.text() ?? "")));

async function show(text: string): Promise<void> {
  const push = readPush(text);
  if (push === null) return;
  const pages = await world.clients.matchAll({ type: "window" });
  // The page in sight says it itself.
  if (pages.some(({ visibilityState }) => visibilityState === "visible")) return;
  const { title, text: body, link, tag } = push;
  await world.registration.showNotification(title, { body, tag, icon: "/assets/mark.svg", data: link });
}

world.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(lead(event.notification.data));
});

async function lead(link: unknown): Promise<void> {
  // Only to a place of this site, whatever a push may say.
  const path = typeof link === "string" && /^\/(?!\/)/.test(link) ? link : "/me/notifications";
  const [page] = await world.clients.matchAll({ type: "window" });
  if (page === undefined) await world.clients.openWindow(path);
  else {
    await page.focus();
    await page.navigate(path);
  }
}

world.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const { pathname } = new URL(url);
  const ends = pathname === "/signout" || (method === "DELETE" && pathname.startsWith("/v1/api/auth/sessions/"));
  if (ends) event.waitUntil(takeAway());
});

async function takeAway(): Promise<void> {
  for (const shown of await world.registration.getNotifications()) shown.close();
}

export {};
