// How somebody chose on the level of keys: what their page counted, read and bounded, and what the card says of it.

export type Keys = { readonly moves: number; readonly keyed: number; readonly pointed: number };

const SHAPE = /^(\d{1,4})\.(\d{1,4})\.(\d{1,4})$/;
/** More steps than this for one seat: there are shorter ways. */
const MANY_STEPS = 15;

/** Null for what no page of a practice says. */
export function readKeys(text: string | undefined): Keys | null {
  const [, moves, keyed, pointed] = SHAPE.exec(text ?? "") ?? [];
  return moves === undefined ? null : { moves: Number(moves), keyed: Number(keyed), pointed: Number(pointed) };
}

export type KeysWhy =
  | { readonly code: "keys_alone"; readonly count: number; readonly ms: number; readonly advice: "keys_alone" }
  | { readonly code: "many_steps"; readonly count: number; readonly advice: "bigger_steps" }
  | { readonly code: "pointer_used"; readonly count: number; readonly advice: "keys_alone_next" };

/** `choose_ms`: from entering to holding. */
export function keysWhy({ moves, keyed, pointed }: Keys, choose_ms: number): KeysWhy[] {
  const why: KeysWhy[] = [];
  if (pointed > 0) why.push({ code: "pointer_used", count: pointed, advice: "keys_alone_next" });
  else if (keyed > 0) why.push({ code: "keys_alone", count: moves, ms: choose_ms, advice: "keys_alone" });
  if (moves > MANY_STEPS * Math.max(1, keyed + pointed)) {
    why.push({ code: "many_steps", count: moves, advice: "bigger_steps" });
  }
  return why;
}
