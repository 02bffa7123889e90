// The lobby of a simulated sale whose order is drawn: who stands in it when it closes, and the draw by the product's own
// rule. Leaves and signature are the seed's; a real draw takes them from its log and from public randomness.
import { mix } from "../chance.ts";
import { FREEZE_MS, QUICKNET } from "../draw/chain.ts";
import { drawRoot, type Leaves } from "../draw/order.ts";
import { decideDrawn } from "../waiting-line/decide-draw.ts";
import { decideSetup } from "../waiting-line/decide-sale.ts";
import type { LineSettings, SaleWindow } from "../waiting-line/events.ts";
import { DRAW } from "./kinds.ts";
import type { LineDesk } from "./line-desk.ts";

const LOBBY_MS = 30 * 60_000;
/** Before the opening, as a show's lobby closes where its organiser says nothing. */
const CLOSES_BEFORE_MS = 30_000;
/** From the round to its signature. */
const SIGNED_AFTER_MS = 3_000;
const JOINED_AT_ONCE = 1_000;
const LEAF_WORDS = 8;
const SIGNATURE_WORDS = 12;

type Lobby = {
  readonly show_id: string;
  readonly window: SaleWindow;
  readonly settings: LineSettings;
  readonly seed: number;
  /** The first so many of the fans. */
  readonly fans: number;
};

/** Sets the line up with its lobby, fills that, and draws it: the next thing that happens is the opening. */
export function drawLobby(line: LineDesk, { show_id, window, settings, seed, fans }: Lobby): void {
  const opens_ms = window.opens_at_ms - LOBBY_MS;
  const closes_ms = window.opens_at_ms - CLOSES_BEFORE_MS;
  const draw = { lobby_closes_at_ms: closes_ms, chain: QUICKNET };
  const setup = { show_id, window: { ...window, lobby_opens_at_ms: opens_ms }, settings, draw };
  const made = decideSetup(line.state, setup, opens_ms);
  if (!made.ok) throw new RangeError(`a line of these settings cannot be drawn: ${made.failure.code}`);
  line.commit(made.value);
  for (let from = 0; from < fans; from += JOINED_AT_ONCE) {
    const count = Math.min(JOINED_AT_ONCE, fans - from);
    line.join(
      Array.from({ length: count }, (_, i) => from + i),
      opens_ms,
    );
  }
  const leaves = leavesOf(seed, fans);
  line.commit([{ kind: "frozen", at_ms: closes_ms, entrants: fans, root: drawRoot(show_id, leaves) }]);
  const round = line.state.draw?.round ?? 0;
  const drawn = decideDrawn(
    line.state,
    { round, signature: signatureOf(seed) },
    leaves,
    closes_ms + FREEZE_MS + SIGNED_AFTER_MS,
  );
  line.commit(drawn);
  line.takePlaces();
}

const leavesOf = (seed: number, fans: number): Leaves => {
  const leaves = new Int32Array(fans * LEAF_WORDS);
  for (let at = 0; at < leaves.length; at++) leaves[at] = mix(seed, DRAW.LEAF, at);
  return leaves;
};

const signatureOf = (seed: number): string =>
  Array.from({ length: SIGNATURE_WORDS }, (_, word) =>
    mix(seed, DRAW.SIGNATURE, word).toString(16).padStart(8, "0"),
  ).join("");
