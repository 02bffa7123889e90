// A live rehearsal's order to its crowd: the show's own hall, prices, room and limits under a practice's names, opening in a
// moment, and the crowd that its organiser expects.
import type { Layout } from "../../schema/layout.ts";
import { expectedLevel } from "../crowd/levels.ts";
import { codeOfPractice, practiceShowId, practiceShowtimeId } from "../crowd/names.ts";
import { CROWD_LIMITS, type CrowdOrder } from "../crowd/order.ts";
import { DEFAULT_REFUND_RULE, type LedgerConfig } from "../seat-ledger/config.ts";
import type { LineSettings } from "../waiting-line/events.ts";

/** Time to open the screen of the sale and to look at it. */
const OPENS_AFTER_MS = 10_000;
const SHOW_AFTER_MS = 30 * 86_400_000;
/** The crowd's own object refuses one that lives longer than it may, by its own clock. */
const SPARE_MS = 10_000;

type Copied = {
  readonly id: string;
  readonly title: { readonly ko: string; readonly en: string };
  readonly layout: Layout;
  readonly prices_krw: LedgerConfig["prices_krw"];
  readonly limits: LedgerConfig["limits"];
  readonly settings: LineSettings;
  readonly crowd: Parameters<typeof expectedLevel>[0] & { readonly seed: number };
  readonly now_ms: number;
};

export function copyOrder({ id, title, layout, prices_krw, limits, settings, crowd, now_ms }: Copied): CrowdOrder {
  const code = codeOfPractice(id);
  const opens_at_ms = now_ms + OPENS_AFTER_MS;
  const ends_at_ms = now_ms + CROWD_LIMITS.lives_ms - SPARE_MS;
  return {
    kind: "rehearsal",
    id,
    title,
    hall: null,
    seed: crowd.seed,
    level: expectedLevel(crowd),
    window: { lobby_opens_at_ms: null, vip_opens_at_ms: null, opens_at_ms, closes_at_ms: ends_at_ms },
    settings,
    config: {
      showtime_id: practiceShowtimeId(code),
      show_id: practiceShowId(code),
      code,
      starts_at_ms: opens_at_ms + SHOW_AFTER_MS,
      version: 1,
      prices_krw,
      limits,
      refund_rule: DEFAULT_REFUND_RULE,
    },
    layout,
    for_sale: null,
    ends_at_ms,
  };
}
