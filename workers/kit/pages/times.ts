// Times on account pages are the reader's own: on the clock of their browser, once it has said its zone; in Korea's, and
// saying so, until then (D81). Where the connection seems to come from is nobody's clock.
import { spokenTime } from "../../../web/words/format.ts";
import { zoneName } from "../../../web/words/zones.ts";
import type { PageFrame } from "./view-models.ts";

const UNTIL_KNOWN = "Asia/Seoul";

type Reader = Pick<PageFrame, "fan_time_zone" | "now_ms" | "language">;

export const zoneOf = (frame: Reader): string => frame.fan_time_zone ?? UNTIL_KNOWN;

export function timeFor(frame: Reader, at_ms: number): string {
  const { language, now_ms, fan_time_zone } = frame;
  const said = spokenTime(at_ms, { nowMs: now_ms, zone: zoneOf(frame), language });
  return fan_time_zone === null ? `${said} (${zoneName(at_ms, UNTIL_KNOWN, language)})` : said;
}

/** For paper, on which there is no today. */
export const dateFor = (frame: Reader, at_ms: number): string =>
  spokenTime(at_ms, { nowMs: 0, zone: zoneOf(frame), language: frame.language });
