// Times on the fan's own clock: the browser knows the zone better than the edge that sent the page.
import { fanTime } from "../words/format.ts";
import { pageLanguage } from "./page-language.ts";
import { serverNowMs } from "./server-clock.ts";

/** The dictionary is not shipped for one sentence; a test holds it equal to the dictionary's. */
export const yourTime = (text: string, language: "ko" | "en"): string =>
  language === "ko" ? `내 시간으로 ${text}` : `${text}, your time`;

export const showFanTimes = (): void => {
  const fanZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const nowMs = serverNowMs();
  for (const element of document.querySelectorAll<HTMLElement>("[data-fan-time-ms]")) {
    const zone = element.dataset.venueZone ?? "UTC";
    const said = fanTime(Number(element.dataset.fanTimeMs), { nowMs, zone, language: pageLanguage, fanZone });
    element.hidden = said === null;
    element.textContent = said === null ? "" : yourTime(said, pageLanguage);
  }
};
