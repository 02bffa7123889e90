// Times on account pages are the reader's own, as far as the edge knows where that is.
import { spokenTime } from "../../../web/words/format.ts";
import type { PageFrame } from "./view-models.ts";

export const zoneOf = (frame: PageFrame): string => frame.fan_time_zone ?? "Asia/Seoul";

export const timeFor = (frame: PageFrame, at_ms: number): string =>
  spokenTime(at_ms, { nowMs: frame.now_ms, zone: zoneOf(frame), language: frame.language });
