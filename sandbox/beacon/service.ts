// The stand-in beacon: answers for rounds as a relay of drand does, late, forged or not at all where it was told to.
import * as z from "zod/mini";
import { firstRoundFrom, roundTime } from "../../domain/draw/chain.ts";
import { randomnessOf } from "../../domain/draw/order.ts";
import { LOCAL_CHAIN, signRound } from "./chain.ts";

export const BASE = "/sandbox/beacon";

export const beaconSwitches = z.object({
  /** A round comes out so long after its time. */
  late_ms: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(600_000)), 0),
  /** Answers with another round's signature. */
  forged: z._default(z.boolean(), false),
  silent: z._default(z.boolean(), false),
});
export type BeaconSwitches = z.infer<typeof beaconSwitches>;
export const NO_TROUBLE: BeaconSwitches = beaconSwitches.parse({});

const nothing = (status: number): Response => Response.json({ error: "no such round" }, { status });

/** `path`: behind the base, such as /<chain hash>/public/<round>. */
export async function answerOf(path: string, switches: BeaconSwitches, now_ms: number): Promise<Response> {
  const [, chain_hash, what, which] = path.split("/");
  if (switches.silent) return nothing(503);
  if (chain_hash !== LOCAL_CHAIN.chain_hash) return nothing(404);
  if (what === "info") return Response.json(info());
  const newest = firstRoundFrom(LOCAL_CHAIN, now_ms - switches.late_ms + 1) - 1;
  const round = which === "latest" ? newest : Number(which);
  if (what !== "public" || !Number.isSafeInteger(round) || round < 1) return nothing(404);
  // As the relays do for a round that is not out yet.
  if (roundTime(LOCAL_CHAIN, round) + switches.late_ms > now_ms) return nothing(425);
  const signature = await signRound(switches.forged ? round + 1 : round);
  return Response.json({ round, randomness: randomnessOf(signature), signature });
}

const info = () => ({
  public_key: LOCAL_CHAIN.public_key,
  period: LOCAL_CHAIN.period_ms / 1_000,
  genesis_time: LOCAL_CHAIN.genesis_at_ms / 1_000,
  hash: LOCAL_CHAIN.chain_hash,
  schemeID: LOCAL_CHAIN.scheme,
  metadata: { beaconID: LOCAL_CHAIN.name },
});
