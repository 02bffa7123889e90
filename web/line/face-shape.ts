// What the page may say of a state, and out of what it says it.
import type { LineWords } from "../words/line-ko.ts";
import type { LineFacts } from "./facts.ts";

export type Scene =
  | "sign_in"
  | "signed_out"
  | "joining"
  | "closed"
  | "refused"
  | "lobby"
  | "waiting"
  | "near"
  | "paused"
  | "all_taken"
  | "sold_out"
  | "turn"
  | "inside"
  | "left"
  | "expired"
  | "finished";

export type Face = {
  readonly scene: Scene;
  /** The state in a word. */
  readonly tag: string;
  readonly label: string;
  /** The number that matters, or what stands in its place. */
  readonly number: string | null;
  readonly unit: string;
  readonly title: string | null;
  readonly text: string;
  /** Below the sentence: what a fan may do now without losing anything. */
  readonly calm: string | null;
  readonly left_ms: number | null;
};

export type Said = { readonly words: LineWords; readonly facts: LineFacts; readonly now_ms: number };
