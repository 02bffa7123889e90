// Times on the fan's own clock: the browser knows the zone better than the edge that sent the page.
import { fanTime } from "../words/format.ts";
import { pageLanguage } from "./page-language.ts";
import { serverNowMs } from "./server-clock.ts";
import { yourTime } from "./your-time.ts";

export const showFanTimes = (): void => {
  const fanZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
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
