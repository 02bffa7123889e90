// How much is drawn at which nearness. Measured in CSS pixels from one seat to the next.
export type Detail = "plan" | "seats" | "numbers";

/** Below this a seat is a speck and a section is what is chosen. */
export const SEATS_FROM_PX = 7;
/** From here a seat carries its number. */
export const NUMBERS_FROM_PX = 19;
/** From here a finger hits the seat it means; below, a tap comes nearer first. */
export const FINGER_FROM_PX = 17;
/** A mouse is finer. */
export const MOUSE_FROM_PX = 8;
/** Where a tap on a section or a seat too small flies to. */
export const COMFORT_PX = 26;

export const detailAt = (pitch_px: number): Detail =>
  pitch_px >= NUMBERS_FROM_PX ? "numbers" : pitch_px >= SEATS_FROM_PX ? "seats" : "plan";

export type Pointing = "mouse" | "finger";

/** Whether a tap chooses a seat or first comes nearer. */
export const choosesAt = (pitch_px: number, pointing: Pointing): boolean =>
  pitch_px >= (pointing === "mouse" ? MOUSE_FROM_PX : FINGER_FROM_PX);

/** How far from a seat's middle a tap still means it, in CSS pixels: never past the next seat's middle. */
export const reachAt = (pitch_px: number, pointing: Pointing): number =>
  Math.min(pitch_px * 0.9, pointing === "mouse" ? Math.max(8, pitch_px * 0.6) : 22);

export const NAME_SIZES_PX = [13, 11, 9] as const;

/** The open middle of a section on the screen. */
export type Opening = { readonly wide_px: number; readonly high_px: number };

/** The largest size at which a text of so many ems fits into the opening; null where not even the smallest does. */
export const nameSize = (text_ems: number, { wide_px, high_px }: Opening): number | null =>
  NAME_SIZES_PX.find((size) => text_ems * size <= wide_px * 0.94 && size * 1.15 <= high_px) ?? null;
