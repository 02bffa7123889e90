// The third party's widget, where a show asks for it: its script is loaded only then, it is put up where the page has left
// room for it, and its word is handed on.
import type { CheckPorts } from "./join-check.ts";

type Widget = {
  readonly render: (at: HTMLElement, options: Readonly<Record<string, unknown>>) => string;
  readonly remove: (id: string) => void;
};
const widgetOf = (): Widget | undefined => (globalThis as { turnstile?: Widget }).turnstile;

/** A person may have to press something. */
const WITHIN_MS = 90_000;
/** The page draws its room for the widget a moment after it is told. */
const LOOK_AGAIN_MS = 25;
const LOOKS_MAX = 80;

export const vouch: CheckPorts["vouch"] = async ({ site_key, script_url, action, cdata }, called_off) => {
  if (widgetOf() === undefined && !(await loaded(script_url))) return null;
  const widget = widgetOf();
  const room = await roomOnPage();
  if (widget === undefined || room === null || called_off.aborted) return null;
  const place = document.createElement("div");
  room.append(place);
  return new Promise((resolve) => {
    const end = (token: string | null): void => {
      clearTimeout(late);
      widget.remove(id);
      place.remove();
      resolve(token);
    };
    const late = setTimeout(() => end(null), WITHIN_MS);
    const id = widget.render(place, {
      sitekey: site_key,
      action,
      cData: cdata,
      // As wide as the page's column, in the page's own language and light.
      size: "flexible",
      language: document.documentElement.lang,
      theme: document.documentElement.dataset.theme ?? "auto",
      callback: (token: unknown) => end(typeof token === "string" ? token : null),
      "error-callback": () => end(null),
      "timeout-callback": () => end(null),
    });
    called_off.addEventListener("abort", () => end(null));
  });
};

async function roomOnPage(): Promise<HTMLElement | null> {
  for (let looks = 0; looks < LOOKS_MAX; looks++) {
    const room = document.querySelector<HTMLElement>("[data-vouch]");
    if (room !== null) return room;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  return null;
}

const loaded = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = `${url}?render=explicit`;
    script.onload = () => resolve(true);
    script.onerror = () => resolve(false);
    document.head.append(script);
  });
