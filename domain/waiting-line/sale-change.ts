// What a change at the line means for its show's row, which keeps a copy of what an organiser set (L56).
import type { LineEvent } from "./events.ts";
import type { LineState } from "./state.ts";

type Window = {
  readonly opens_at_ms: number;
  readonly lobby_opens_at_ms: number | null;
  readonly vip_opens_at_ms: number | null;
};

/** Only what was changed: everything else in the row may be newer than the line. */
export type SaleSettingsPatch = {
  readonly room?: Readonly<Record<string, unknown>>;
  readonly limits?: Readonly<Record<string, unknown>>;
  /** Null leaves it to the clock. */
  readonly sale_override?: "PAUSED" | "ENDED" | null;
  readonly window?: Window;
};

export function statusChange(status: "OPEN" | "PAUSED" | "ENDED", events: readonly LineEvent[]): SaleSettingsPatch {
  const moved = events.find((event) => event.kind === "rescheduled");
  return {
    sale_override: status === "OPEN" ? null : status,
    ...(moved === undefined ? {} : { window: opening(moved.window) }),
  };
}

/** All that the line knows, for a row that was taken back to before it was told. */
export function wholeChange({ sale, settings }: LineState): SaleSettingsPatch {
  const paused = sale.paused_at_ms === null ? null : "PAUSED";
  return {
    room: { ...settings },
    sale_override: sale.ended_at_ms === null ? paused : "ENDED",
    window: opening(sale.window),
  };
}

const opening = ({ opens_at_ms, lobby_opens_at_ms, vip_opens_at_ms }: Window): Window => ({
  opens_at_ms,
  lobby_opens_at_ms,
  vip_opens_at_ms,
});
