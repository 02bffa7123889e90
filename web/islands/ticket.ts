// The island of a ticket: keeps it on this device for a hall without a signal, prints it, and keeps the screen awake while
// the code is shown.
import type { KeepTicket } from "../buying/kept-tickets.ts";

/** Everything this page was drawn with; it is kept beside the page. */
const parts = (): string[] =>
  performance
    .getEntriesByType("resource")
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && /^\/(assets|posters)\//.test(pathname))
    .map(({ href }) => href);

async function keep(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/sw.js");
  const { active } = await navigator.serviceWorker.ready;
  const kept = new MessageChannel();
  kept.port1.addEventListener("message", ({ data }) => {
    if (data === true) show("kept");
  });
  kept.port1.start();
  const wish: KeepTicket = { kind: "keep-ticket", page: location.pathname, parts: parts() };
  active?.postMessage(wish, [kept.port2]);
}

function show(name: "kept" | "offline"): void {
  for (const note of document.querySelectorAll<HTMLElement>("[data-note]")) note.hidden = note.dataset.note !== name;
}

const ticket = document.querySelector<HTMLElement>("[data-ticket]");
if (ticket !== null) {
  if (!navigator.onLine) show("offline");
  // After the page has been drawn: a kept ticket is worth nothing to who waits for this one.
  else addEventListener("load", () => void keep().catch(() => {}));
  offerBrightness(ticket);
  void stayAwake();
  document.addEventListener("visibilitychange", () => void stayAwake());
  // Some browsers keep a page for the back button although it was told to be kept nowhere (D70).
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });
}

/** No page may turn a screen's light up: the code alone on white is the brightest that there is. */
function offerBrightness(face: HTMLElement): void {
  const offer = face.querySelector<HTMLElement>("[data-bright]");
  const code = face.querySelector<HTMLElement>(".ticket-code");
  if (offer === null || code === null) return;
  offer.hidden = false;
  const open = offer.querySelector("button");
  const end = face.querySelector<HTMLElement>(".ticket-bright-end button");
  const turn = (on: boolean): void => {
    if (on === code.classList.contains("ticket-code-bright")) return;
    code.classList.toggle("ticket-code-bright", on);
    document.body.classList.toggle("ticket-bright", on);
    (on ? end : open)?.focus();
  };
  open?.addEventListener("click", () => turn(true));
  end?.addEventListener("click", () => turn(false));
  code.querySelector("img")?.addEventListener("click", () => turn(false));
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape") turn(false);
  });
}

/** A phone that goes dark at the door holds up the whole line. Not every browser can, and none must. */
async function stayAwake(): Promise<void> {
  if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
  await navigator.wakeLock.request("screen").catch(() => undefined);
}
