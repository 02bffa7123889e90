// What a crowd's object is told to play: its names, its crowd, the line and the one ledger it opens. A practice's order is
// made here; a live rehearsal's is made of a show's own settings, by whoever rehearses it.
import type { Layout } from "../../schema/layout.ts";
import { DEFAULT_REFUND_RULE, type LedgerConfig } from "../seat-ledger/config.ts";
import { compileMap } from "../seat-ledger/seat-map.ts";
import type { LineSettings, SaleWindow } from "../waiting-line/events.ts";
import { SETTINGS_DEFAULT } from "../waiting-line/state.ts";
import { type HallName, PRACTICE_PRICES_KRW, practiceLayout } from "./halls.ts";
import type { Level } from "./levels.ts";
import { codeOfPractice, practiceShowId, practiceShowtimeId } from "./names.ts";
import { rowsOf } from "./seats.ts";
import { seatsForSale } from "./taste.ts";

export type CrowdKind = "practice" | "rehearsal";

export type CrowdOrder = {
  readonly kind: CrowdKind;
  readonly id: string;
  /** What pages show of it: a hall of the practice's own, or the title of the show that is rehearsed. */
  readonly title: { readonly ko: string; readonly en: string } | null;
  readonly hall: HallName | null;
  /** The coming show whose hall it is; a practice ends with its organiser's word. */
  readonly of_show?: string;
  readonly seed: number;
  readonly level: Level;
  readonly window: SaleWindow;
  readonly settings: LineSettings;
  /** Named by the practice, whatever showtime it was copied from. */
  readonly config: LedgerConfig;
  readonly layout: Layout;
  /** The rest of the hall is shown as taken; null where all of it is for sale. */
  readonly for_sale: readonly string[] | null;
  /** Its objects are gone by then, whatever happens. */
  readonly ends_at_ms: number;
};

/** Ceilings of one crowd, whoever asks for it: none may weigh on a sale. */
export const CROWD_LIMITS = {
  bots: 500,
  /** From its making to the end of its objects. */
  lives_ms: 3_600_000,
  /** Acts in one turn of its clock; the rest waits for the next, some milliseconds later. */
  acts_per_turn: 60,
} as const;

/** Time to read the page and to put a thumb over the button. */
export const PRACTICE_OPENS_AFTER_MS = 10_000;
const PRACTICE_LASTS_MS = 30 * 60_000;
const SHOW_AFTER_MS = 30 * 86_400_000;
const ROOM: Pick<LineSettings, "room_capacity" | "batch_size"> = { room_capacity: 60, batch_size: 20 };

export const PRACTICE_SETTINGS: LineSettings = { ...SETTINGS_DEFAULT, ...ROOM };

/** A coming show's hall as its organiser opened it: plan, prices and limit. What is sold there nobody tells a practice. */
export type OwnHall = {
  readonly show_id: string;
  readonly title: { readonly ko: string; readonly en: string };
  readonly layout: Layout;
  readonly prices_krw: LedgerConfig["prices_krw"];
  readonly seats_per_fan: number;
};

/** Fewer are no practice, and standing places are nobody's to choose. */
export const OWN_HALL_SEATS_MIN = 20;
export const mayBePractised = (layout: Layout): boolean => compileMap(layout).seats_count >= OWN_HALL_SEATS_MIN;

type PracticeWish = {
  readonly id: string;
  readonly seed: number;
  readonly level: Level;
  readonly hall: HallName | OwnHall;
  readonly now_ms: number;
};

/** On a whole second, as sales open: every page's clock changes then. */
export function practiceTimes(now_ms: number): { readonly opens_at_ms: number; readonly ends_at_ms: number } {
  const opens_at_ms = Math.ceil((now_ms + PRACTICE_OPENS_AFTER_MS) / 1_000) * 1_000;
  return { opens_at_ms, ends_at_ms: opens_at_ms + PRACTICE_LASTS_MS };
}

export function practiceOrder({ id, seed, level, hall, now_ms }: PracticeWish): CrowdOrder {
  const { opens_at_ms, ends_at_ms } = practiceTimes(now_ms);
  const [named, own] = typeof hall === "string" ? [hall, null] : [null, hall];
  const layout = typeof hall === "string" ? practiceLayout(hall) : hall.layout;
  return {
    kind: "practice",
    id,
    title: own === null ? null : { ko: `연습 · ${own.title.ko}`, en: `Practice · ${own.title.en}` },
    hall: named,
    ...(own !== null && { of_show: own.show_id }),
    seed,
    level,
    window: { lobby_opens_at_ms: null, vip_opens_at_ms: null, opens_at_ms, closes_at_ms: ends_at_ms },
    settings: PRACTICE_SETTINGS,
    config: practiceConfig(codeOfPractice(id), opens_at_ms, own),
    layout,
    for_sale: seatsForSale(rowsOf(compileMap(layout)), { seed, seats: level.seats_for_sale }),
    ends_at_ms,
  };
}

const practiceConfig = (code: string, opens_at_ms: number, own: OwnHall | null): LedgerConfig => ({
  showtime_id: practiceShowtimeId(code),
  show_id: practiceShowId(code),
  code,
  starts_at_ms: opens_at_ms + SHOW_AFTER_MS,
  version: 1,
  prices_krw: own?.prices_krw ?? PRACTICE_PRICES_KRW,
  limits: {
    seats_per_fan: own?.seats_per_fan ?? 4,
    hold_ms: 180_000,
    payment_ms: 240_000,
    payment_attempts: 3,
    release_on_decline: false,
    strand_check: false,
  },
  refund_rule: DEFAULT_REFUND_RULE,
});
