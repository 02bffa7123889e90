// Numbers, money, durations and times as people say them in each language.
import { grouped } from "../../domain/counted.ts";
import type { Language } from "../../schema/http/words.ts";
import { daysBetween, knownZone, sameWallClock, type WallClock, wallClock, zoneName } from "./zones.ts";

/** Written with all the others that a page shows. */
export { grouped };

const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  ko: ["일", "월", "화", "수", "목", "금", "토"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
};
const MONTHS_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export const money = (krw: number, language: Language): string =>
  language === "ko" ? `${grouped(krw)}원` : `${krw < 0 ? "-" : ""}₩${grouped(Math.abs(krw))}`;

/** One price or "99,000원 ~ 154,000원". */
export const moneyRange = (prices: readonly number[], language: Language): string => {
  if (prices.length === 0) return "";
  const low = Math.min(...prices);
  const high = Math.max(...prices);
  if (low === high) return money(low, language);
  return language === "ko"
    ? `${grouped(low)} ~ ${money(high, language)}`
    : `${money(low, language)} – ${grouped(high)}`;
};

type Unit = { readonly ms: number; readonly ko: string; readonly en: string; readonly enMany?: string };
const UNITS: readonly Unit[] = [
  { ms: 86_400_000, ko: "일", en: "day", enMany: "days" },
  { ms: 3_600_000, ko: "시간", en: "h" },
  { ms: 60_000, ko: "분", en: "min" },
  { ms: 1_000, ko: "초", en: "s" },
];

/** The two largest units that say something: "3분 20초", "2일 4시간", "45초". Never below "0초". */
export const duration = (ms: number, language: Language): string => {
  // Rounded up: "0초" must mean that the moment has come.
  let rest = Math.max(0, Math.ceil(ms / 1000) * 1000);
  const said: string[] = [];
  for (const [index, unit] of UNITS.entries()) {
    const amount = Math.floor(rest / unit.ms);
    const isLast = index === UNITS.length - 1;
    if (amount > 0 || (isLast && said.length === 0)) {
      said.push(
        language === "ko" ? `${amount}${unit.ko}` : `${amount} ${amount === 1 ? unit.en : (unit.enMany ?? unit.en)}`,
      );
      rest -= amount * unit.ms;
    } else if (said.length > 0) {
      break;
    }
    if (said.length === 2) break;
  }
  return said.join(" ");
};

export const timeLeft = (ms: number, language: Language): string =>
  language === "ko" ? `${duration(ms, language)} 남음` : `${duration(ms, language)} left`;

/** "03:20", "1:03:20" for faces that tick each second. */
export const clockFace = (ms: number): string => {
  const total = Math.max(0, Math.ceil(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, "0");
  const hours = Math.floor(total / 3600);
  const face = `${two(Math.floor(total / 60) % 60)}:${two(total % 60)}`;
  return hours > 0 ? `${hours}:${face}` : face;
};

const dayPartKo = (hour: number): string => {
  if (hour === 0) return "밤";
  if (hour < 6) return "새벽";
  if (hour < 9) return "아침";
  if (hour < 12) return "오전";
  if (hour === 12) return "낮";
  if (hour < 18) return "오후";
  return hour < 21 ? "저녁" : "밤";
};

/** "저녁 8시", "오후 2시 30분", "8 pm", "noon". */
const spokenHour = ({ hour, minute }: WallClock, language: Language): string => {
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  if (language === "ko") {
    if (hour === 0 && minute === 0) return "자정";
    return `${dayPartKo(hour)} ${twelve}시${minute > 0 ? ` ${minute}분` : ""}`;
  }
  if (minute === 0 && hour === 0) return "midnight";
  if (minute === 0 && hour === 12) return "noon";
  return `${twelve}${minute > 0 ? `:${String(minute).padStart(2, "0")}` : ""} ${hour < 12 ? "am" : "pm"}`;
};

const plainDay = (clock: WallClock, withYear: boolean, language: Language): string => {
  const weekday = WEEKDAYS[language][clock.weekday] ?? "";
  if (language === "ko") return `${withYear ? `${clock.year}년 ` : ""}${clock.month}월 ${clock.day}일 (${weekday})`;
  return `${weekday} ${clock.day} ${MONTHS_EN[clock.month - 1] ?? ""}${withYear ? ` ${clock.year}` : ""}`;
};

export type When = { readonly nowMs: number; readonly zone: string; readonly language: Language };

const NEAR_DAYS_KO: Readonly<Record<number, string>> = { [-1]: "어제", 0: "오늘", 1: "내일", 2: "모레" };
const NEAR_DAYS_EN: Readonly<Record<number, string>> = { [-1]: "Yesterday", 0: "Today", 1: "Tomorrow" };

/** A near day inside an English sentence: "Opens tonight 8 pm". */
export const inSentence = (when: string): string =>
  when.replace(/^(Today|Tonight|Tomorrow|Yesterday)/, (day) => day.toLowerCase());

/** "12월 3일 (목)", with the year where it is not this one. */
export const spokenDay = (atMs: number, { nowMs, zone, language }: When): string => {
  const clock = wallClock(atMs, zone);
  return plainDay(clock, clock.year !== wallClock(nowMs, zone).year, language);
};

/** "오늘 저녁 8시", "12월 3일 (목) 오후 2시 30분", "Tonight 8 pm", "Thu 3 Dec, 2:30 pm". */
export const spokenTime = (atMs: number, when: When): string => {
  const { nowMs, zone, language } = when;
  const clock = wallClock(atMs, zone);
  const hour = spokenHour(clock, language);
  const days = daysBetween(nowMs, atMs, zone);
  if (language === "ko") return `${NEAR_DAYS_KO[days] ?? spokenDay(atMs, when)} ${hour}`;
  if (days === 0 && clock.hour >= 18) return `Tonight ${hour}`;
  const near = NEAR_DAYS_EN[days];
  return near === undefined ? `${spokenDay(atMs, when)}, ${hour}` : `${near} ${hour}`;
};

export const spokenHourAt = (atMs: number, zone: string, language: Language): string =>
  spokenHour(wallClock(atMs, zone), language);

/** First to last day of a run: "12월 3일 (목) ~ 12월 20일 (일)", one day where they are the same. */
export const dayRange = (firstMs: number, lastMs: number, when: When): string => {
  const first = spokenDay(firstMs, when);
  if (daysBetween(firstMs, lastMs, when.zone) === 0) return first;
  const { language, zone } = when;
  const sameYear = wallClock(firstMs, zone).year === wallClock(lastMs, zone).year;
  const last = sameYear ? plainDay(wallClock(lastMs, zone), false, language) : spokenDay(lastMs, when);
  return `${first} ${language === "ko" ? "~" : "–"} ${last}`;
};

/** "20:00" on the wall where the show plays. */
export const wallTime = (atMs: number, zone: string): string => {
  const { hour, minute } = wallClock(atMs, zone);
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
};

export type FanWhen = When & {
  readonly fanZone: string | null;
  /** In a list the zone's name would repeat on every row. */
  readonly withoutZone?: boolean;
};

/** The same instant on the fan's own clock, or null where it reads the same as the venue's. */
export const fanTime = (atMs: number, when: FanWhen): string | null => {
  const fanZone = knownZone(when.fanZone);
  if (fanZone === null || sameWallClock(atMs, when.zone, fanZone)) return null;
  const said = spokenTime(atMs, { ...when, zone: fanZone });
  return when.withoutZone === true ? said : `${said} (${zoneName(atMs, fanZone, when.language)})`;
};

export const isoTime = (atMs: number): string => new Date(atMs).toISOString();
