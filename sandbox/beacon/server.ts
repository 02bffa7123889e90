// The stand-in beacon as the product reaches it: in the same process, because a Worker cannot wait for an answer from
// itself.
import type { BeaconPorts } from "../../durable-objects/beacon/object.ts";
import { beaconPorts } from "../../workers/line/beacon-roads.ts";
import type { ChainEnv } from "../../workers/sale/draw-chain.ts";
import { type SandboxEnv, storeOf } from "../env.ts";
import { LOCAL_CHAIN } from "./chain.ts";
import { answerOf, BASE } from "./service.ts";

/** The product's bindings with the stand-in's chain. One that is configured on a laptop is used instead. */
export function withBeacon<E extends SandboxEnv>(env: E & ChainEnv): E & ChainEnv {
  if (env.DRAW_CHAIN !== undefined) return env;
  const relays = [`${env.PUBLIC_ORIGIN}${BASE}`];
  return { ...env, DRAW_CHAIN: JSON.stringify({ chain: LOCAL_CHAIN, relays }), BEACON_FETCH: inProcess(env) };
}

export const localBeaconPorts = (env: SandboxEnv): BeaconPorts => beaconPorts(withBeacon(env));

const inProcess =
  (env: SandboxEnv): NonNullable<ChainEnv["BEACON_FETCH"]> =>
  async (url) =>
    answerOf(new URL(url).pathname.slice(BASE.length), await storeOf(env).beacon(), Date.now());
