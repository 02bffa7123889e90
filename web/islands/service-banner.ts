// Tells a page that stays open what is the matter with the service, and that it is over: those who choose seats or pay do
// not load another page for minutes.
import { callApi } from "./browser-api.ts";

const EACH_MS = 15_000;
/** A room's pages must not ask as one. */
const SPREAD_MS = 5_000;
const STATUS = "/status";

const bar = document.querySelector<HTMLElement>("[data-service-banner]");
const show_id = /^\/shows\/([\w-]+)/.exec(location.pathname)?.[1];

function bannerOf(answer: unknown): { readonly banner: string | null } | undefined {
  if (typeof answer !== "object" || answer === null || !("banner" in answer)) return undefined;
  const { banner } = answer;
  return banner === null || typeof banner === "string" ? { banner } : undefined;
}

async function ask(): Promise<void> {
  if (document.visibilityState !== "visible") return;
  const query = show_id === undefined ? "" : `?show_id=${show_id}`;
  const answer = await callApi(`/v1/api/status${query}`, { read: bannerOf });
  if (answer.ok) tell(answer.value.banner);
}

function tell(text: string | null): void {
  if (bar === null || (bar.querySelector("span")?.textContent ?? null) === text) return;
  if (text === null) {
    bar.replaceChildren();
    return;
  }
  const link = document.createElement("a");
  const words = document.createElement("span");
  words.textContent = text;
  link.href = STATUS;
  link.append(words);
  bar.replaceChildren(link);
}

const again = (): void => {
  setTimeout(() => void ask().finally(again), EACH_MS + Math.random() * SPREAD_MS);
};
if (bar !== null) again();
