// What a screen reader is told, and how often: every change of state at once, the number only now and then.
import type { Face, Said } from "./face-shape.ts";
import type { LineModel } from "./model.ts";

export type Announced = {
  readonly scene: Face["scene"];
  readonly link: LineModel["link"];
  readonly at_ms: number;
  readonly text: string;
};

/** Humane: a number that changes each second is not read out each second. */
export const SAY_AGAIN_MS = 30_000;
const SAY_AGAIN_NEAR_MS = 10_000;
const MINUTE_MS = 60_000;
const FINAL_MS = 20_000;

/** Null: nothing new worth a listener's ear. */
export function announce(face: Face, model: LineModel, said: Said, last: Announced | null): Announced | null {
  const { now_ms } = said;
  const make = (text: string): Announced => ({ scene: face.scene, link: model.link, at_ms: now_ms, text });
  if (last === null) return make(textOf(face, model, said));
  if (last.scene !== face.scene) return make(textOf(face, model, said));
  if (model.link === "offline" && last.link !== "offline") return make(said.words.said.offline);
  if (model.link !== "offline" && last.link === "offline") return make(said.words.said.back);
  const text = textOf(face, model, said);
  if (text === last.text) return null;
  return now_ms - last.at_ms >= intervalOf(face) ? make(text) : null;
}

function intervalOf({ scene, left_ms }: Face): number {
  if (scene === "turn") return left_ms !== null && left_ms <= FINAL_MS ? SAY_AGAIN_NEAR_MS : SAY_AGAIN_MS;
  if (scene === "near") return SAY_AGAIN_NEAR_MS;
  return scene === "lobby" || scene === "closed" ? 5 * MINUTE_MS : SAY_AGAIN_MS;
}

function textOf(face: Face, { place }: LineModel, { words, facts }: Said): string {
  const ahead = place?.ahead ?? 0;
  if (face.scene === "near") return words.said.near(ahead);
  if (face.scene === "waiting") return words.said.waiting(ahead, face.text);
  if (face.scene === "turn") return words.said.turn(spoken(face.left_ms ?? 0, facts.language));
  if (face.scene === "inside") return words.said.inside;
  return [face.title ?? `${face.label} ${face.number ?? ""}`.trim(), face.text].join(". ");
}

/** In tens of seconds, so that two readings in a row differ by more than a breath. */
function spoken(ms: number, language: "ko" | "en"): string {
  const seconds = Math.ceil(ms / 10_000) * 10;
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (language === "ko") return [minutes > 0 ? `${minutes}분` : "", rest > 0 ? `${rest}초` : ""].join(" ").trim();
  const units = [minutes > 0 ? `${minutes} min` : "", rest > 0 ? `${rest} seconds` : ""];
  return units.join(" ").trim();
}
