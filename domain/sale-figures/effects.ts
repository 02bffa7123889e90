// What a control will do, said before it is turned: the same arithmetic on the server's page and in the browser.
import type { SaleFigures } from "./figures.ts";
import type { Forecast } from "./pace.ts";

export type RoomChange = { readonly room_capacity?: number; readonly batch_size?: number; readonly step_ms?: number };

export type RoomEffect = {
  /** At once: how many come in with the next step; below nought, how many more than the new room are inside. */
  readonly enter_now: number;
  /** Minutes to sell-out now and after; null where the present pace tells nothing. */
  readonly from_min: number | null;
  readonly to_min: number | null;
  /** The most that may come in a minute by the new batch and step. */
  readonly admits_per_min_max: number;
};

const minutes = (ms: number): number => ms / 60_000;

/**
 * With people waiting, seats go as fast as there is room to choose them, so a larger room shortens the sale in
 * proportion; without anyone waiting the room's size changes nothing.
 */
export function roomEffect(now: SaleFigures, change: RoomChange, forecast: Forecast | null): RoomEffect {
  const { room_capacity = now.room_capacity, batch_size = now.batch_size, step_ms = now.step_ms } = change;
  const free = room_capacity - now.inside;
  const binds = now.waiting > 0 && now.room_capacity > 0;
  const ratio = binds ? room_capacity / now.room_capacity : 1;
  const from_min = forecast === null ? null : minutes(forecast.p50_ms);
  return {
    enter_now: now.status === "OPEN" ? Math.min(free, batch_size, now.waiting) : Math.min(0, free),
    from_min,
    to_min: from_min === null || ratio === 0 ? null : from_min / ratio,
    admits_per_min_max: Math.floor((batch_size * 60_000) / step_ms),
  };
}
