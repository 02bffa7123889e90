// Times on the fan's own clock: the browser knows the zone better than the edge that sent the page.
import { fanTime, spokenTime } from "../words/format.ts";
import { browserZone } from "./fan-zone.ts";
import { pageLanguage } from "./page-language.ts";
import { serverNowMs } from "./server-clock.ts";
import { yourTime } from "./your-time.ts";

export const showFanTimes = (): void => {
  const fanZone = browserZone();
  const nowMs = serverNowMs();
  for (const element of document.querySelectorAll<HTMLElement>("[data-fan-time-ms]")) {
    const zone = element.dataset.venueZone ?? "UTC";
    const withoutZone = element.dataset.withoutZone === "true";
    const when = { nowMs, zone, language: pageLanguage, fanZone, withoutZone };
    const said = fanTime(Number(element.dataset.fanTimeMs), when);
    element.hidden = said === null;
    element.textContent = said === null ? "" : yourTime(said, pageLanguage);
  }
};

/** Instants of the reader's own life are theirs alone: no venue's zone stands beside them. */
export const showOwnTimes = (): void => {
  const when = { nowMs: serverNowMs(), zone: browserZone(), language: pageLanguage };
  for (const element of document.querySelectorAll<HTMLElement>("[data-own-time-ms]")) {
    const said = spokenTime(Number(element.dataset.ownTimeMs), when);
    element.textContent = (element.dataset.ownWords ?? "{}").replace("{}", said);
  }
};
