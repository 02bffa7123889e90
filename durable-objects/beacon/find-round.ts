// Asks the relays of a chain for one round, in order and again, until one brings a signature that is the chain's own.
// Which relay answers makes no difference: a round has one valid signature.
import { type Chain, ROUND_PATIENCE_MS, roundTime } from "../../domain/draw/chain.ts";
import { isSignedRound } from "../../domain/draw/signature.ts";

export type RoundWish = { readonly show_id: string; readonly chain: Chain; readonly round: number };

export type RelayPorts = {
  /** Addresses without a slash at their end, tried in this order. */
  readonly relays: readonly string[];
  /** The body of an answer as text; whatever goes wrong is null. */
  readonly ask: (url: string) => Promise<string | null>;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
};

/** A round is out within a second of its time; asking more often than this would only burden the relays. */
const AGAIN_MS = 400;

/** Null when the round's patience is over: the line then waits for another. */
export async function findRound(ports: RelayPorts, { chain, round }: RoundWish): Promise<string | null> {
  const until_ms = roundTime(chain, round) + ROUND_PATIENCE_MS;
  for (;;) {
    for (const relay of ports.relays) {
      const signature = signatureIn(await ports.ask(`${relay}/${chain.chain_hash}/public/${round}`), round);
      if (signature !== null && (await isSignedRound(chain, round, signature))) return signature;
      if (ports.now() >= until_ms) return null;
    }
    if (ports.now() + AGAIN_MS >= until_ms) return null;
    await ports.sleep(AGAIN_MS);
  }
}

function signatureIn(text: string | null, round: number): string | null {
  if (text === null) return null;
  try {
    const answer = JSON.parse(text) as { round?: unknown; signature?: unknown } | null;
    return answer?.round === round && typeof answer.signature === "string" ? answer.signature : null;
  } catch {
    return null;
  }
}
