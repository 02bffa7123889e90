// The bell of every page of a signed-in fan: the unread count, live; a short message for what is new; and the news handed
// on to whatever island of the page shows more of it.
import { listenToInbox } from "../notifications/live.ts";
import type { InboxFrame } from "../notifications/notice.ts";
import { bellEn } from "../words/notices-en.ts";
import { bellKo } from "../words/notices-ko.ts";
import { callApi } from "./browser-api.ts";
import { browserTimers } from "./browser-timers.ts";
import { pageLanguage } from "./page-language.ts";
import { showToast } from "./toasts.ts";

/** In the line and in the room a socket of that page's own runs already, and a crowd must not open a second one each. */
const QUIET = /^\/shows\/[^/]+\/(?:line|room)\b/;
/** Nothing may cover the map, the list itself, or the button that pays. */
const UNTOLD = /^\/(?:me\/notifications|checkout)\b/;
/** Pages turned quickly open no socket, and a crowd's do not open as one. */
const OPENED_AFTER_MS = 300;
const OPENED_SPREAD_MS = 900;
const GATHERED_MS = 400;
const TOASTS_AT_ONCE = 2;

const LIST = "/me/notifications";

const words = pageLanguage === "en" ? bellEn : bellKo;
const bell = document.querySelector<HTMLElement>(".head-bell");

function showUnread(unread: number): void {
  if (bell === null) return;
  const label = bell.querySelector(".unseen");
  if (label !== null) label.textContent = words.label(unread);
  let badge = bell.querySelector(".head-unread");
  if (unread === 0) {
    badge?.remove();
    return;
  }
  if (badge === null) {
    badge = document.createElement("span");
    badge.className = "head-unread tabular";
    badge.setAttribute("aria-hidden", "true");
    bell.append(badge);
  }
  badge.textContent = unread > 99 ? "99+" : String(unread);
}

type News = { readonly title: string; readonly link: string };

let arrived: News[] = [];

function tell(news: News): void {
  if (document.visibilityState !== "visible" || UNTOLD.test(location.pathname)) return;
  if (document.querySelector(".action-bar:not(.action-bar-aside)") !== null) return;
  arrived.push(news);
  if (arrived.length > 1) return;
  setTimeout(() => {
    const all = arrived;
    arrived = [];
    if (all.length > TOASTS_AT_ONCE) show(words.arrived(all.length), LIST);
    else for (const { title, link } of all) show(title, link);
  }, GATHERED_MS);
}

const show = (text: string, link: string): void => {
  showToast({ text, action: { label: words.open, press: () => location.assign(link) } });
};

function hear(frame: InboxFrame): void {
  if (frame.type === "hello" || frame.type === "unread") showUnread(frame.unread);
  if (frame.type === "notification" && frame.notification.status === "UNREAD") {
    const { id, title } = frame.notification;
    tell({ title, link: `${LIST}/${encodeURIComponent(id)}/open` });
  }
  if (frame.type === "passing") tell({ title: frame.title, link: frame.link });
  dispatchEvent(new CustomEvent("fairline:inbox", { detail: frame }));
}

if (bell !== null && !QUIET.test(location.pathname)) {
  const after = document.querySelector<HTMLElement>("[data-inbox-after]")?.dataset.inboxAfter ?? null;
  const listening = listenToInbox(
    { call: callApi, timers: browserTimers, after },
    {
      heard: hear,
      lost: () => dispatchEvent(new CustomEvent("fairline:inbox", { detail: { type: "lost" } })),
      signedOut: () => {
        showUnread(0);
        // What stands on the page is the person's who signed out elsewhere in this browser (D70).
        if (location.pathname.startsWith("/me")) location.reload();
      },
    },
  );
  browserTimers.after(OPENED_AFTER_MS + Math.random() * OPENED_SPREAD_MS, () => listening.start());
  addEventListener("online", () => listening.hurry());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    listening.probe();
    listening.hurry();
  });
  // A page kept for the back button holds no socket: with one it would not be kept, and it would count as open.
  addEventListener("pagehide", () => listening.stop());
  addEventListener("pageshow", (event) => {
    if (event.persisted) listening.start();
  });
}
