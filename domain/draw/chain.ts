// A chain of public randomness: when its rounds come, and which of them draws a lobby.

/** Names and units as drand publishes them, times in milliseconds. */
export type Chain = {
  readonly name: string;
  readonly chain_hash: string;
  /** Of the signatures: 96 bytes on G2, in hex. */
  readonly public_key: string;
  readonly scheme: string;
  readonly period_ms: number;
  readonly genesis_at_ms: number;
};

/** The only scheme whose signatures are understood here: 48 bytes on G1, each round signed alone. */
export const SCHEME = "bls-unchained-g1-rfc9380";

/** drand's public network, run by some twenty independent organisations. */
export const QUICKNET: Chain = {
  name: "quicknet",
  chain_hash: "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
  public_key:
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
  scheme: SCHEME,
  period_ms: 3_000,
  genesis_at_ms: 1_692_803_367_000,
};

export const DRAW_RULE = "fairline-draw-1";

/** From the closing of the lobby to the round: long enough that the frozen list is public before its randomness is. */
export const FREEZE_MS = 6_000;
/** A round without a valid signature for so long is given up. */
export const ROUND_PATIENCE_MS = 20_000;
/** The next round that is tried, and how often another one may be. */
export const ROUNDS_FURTHER = 10;
export const POSTPONEMENTS_MAX = 3;

export const roundTime = (chain: Chain, round: number): number => chain.genesis_at_ms + chain.period_ms * (round - 1);

/** The first round whose time is not before this. */
export const firstRoundFrom = (chain: Chain, at_ms: number): number =>
  Math.max(1, Math.ceil((at_ms - chain.genesis_at_ms) / chain.period_ms) + 1);

/** Named when the draw is announced, and settled by the announcement. */
export const roundOfDraw = (chain: Chain, lobby_closes_at_ms: number): number =>
  firstRoundFrom(chain, lobby_closes_at_ms + FREEZE_MS);

export const sameChain = (a: Chain, b: Chain): boolean =>
  a.chain_hash === b.chain_hash &&
  a.public_key === b.public_key &&
  a.scheme === b.scheme &&
  a.period_ms === b.period_ms &&
  a.genesis_at_ms === b.genesis_at_ms;
