// Countdowns tick, and what belongs to a moment appears or goes when it comes.
import { timeLeft } from "../words/format.ts";
import { pageLanguage } from "./page-language.ts";
import { serverNowMs } from "./server-clock.ts";

const tickCountdown = (element: HTMLElement, nowMs: number): void => {
  const leftMs = Number(element.dataset.countdownUntil) - nowMs;
  const text = leftMs <= 0 ? (element.dataset.countdownDone ?? "") : timeLeft(leftMs, pageLanguage);
  // Untouched text costs no layout; far moments change once an hour.
  if (element.textContent !== text) element.textContent = text;
  element.classList.toggle("countdown-near", leftMs > 0 && leftMs < 60_000);
};

const tick = (): void => {
  const nowMs = serverNowMs();
  for (const element of document.querySelectorAll<HTMLElement>("[data-countdown-until]")) tickCountdown(element, nowMs);
  for (const element of document.querySelectorAll<HTMLElement>("[data-show-at-ms], [data-hide-at-ms]")) {
    const { showAtMs = "-Infinity", hideAtMs = "Infinity" } = element.dataset;
    element.hidden = nowMs < Number(showAtMs) || nowMs >= Number(hideAtMs);
  }
};

/** Ticks on the server's whole seconds, so that two clocks on a page change together. */
const tickOnTheSecond = (): void => {
  tick();
  setTimeout(tickOnTheSecond, 1000 - (serverNowMs() % 1000));
};

export const startClocks = (): void => {
  const selector = "[data-countdown-until], [data-show-at-ms], [data-hide-at-ms]";
  if (document.querySelector(selector) === null) return;
  tickOnTheSecond();
  document.addEventListener("visibilitychange", tick);
  addEventListener("pageshow", tick);
};
