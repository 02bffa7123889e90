// The third party's widget, where a show asks for it: its script is loaded only then, and its word is handed on.
import type { CheckPorts } from "./join-check.ts";

type Widget = {
  readonly render: (at: HTMLElement, options: Readonly<Record<string, unknown>>) => string;
  readonly remove: (id: string) => void;
};
const widgetOf = (): Widget | undefined => (globalThis as { turnstile?: Widget }).turnstile;

/** A person may have to press something. */
const WITHIN_MS = 90_000;

export const vouch: CheckPorts["vouch"] = async ({ site_key, script_url, action, cdata }) => {
  if (widgetOf() === undefined && !(await loaded(script_url))) return null;
  const widget = widgetOf();
  if (widget === undefined) return null;
  const place = document.createElement("div");
  place.className = "line-vouch";
  document.querySelector("[data-line]")?.append(place);
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
      callback: (token: unknown) => end(typeof token === "string" ? token : null),
      "error-callback": () => end(null),
      "timeout-callback": () => end(null),
    });
  });
};

const loaded = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = `${url}?render=explicit`;
    script.onload = () => resolve(true);
    script.onerror = () => resolve(false);
    document.head.append(script);
  });
