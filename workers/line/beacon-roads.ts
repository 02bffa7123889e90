// The roads to the chain's relays: bounded in time and size, never following a redirect.
import type { BeaconPorts } from "../../durable-objects/beacon/object.ts";
import { boundedText } from "../kit/http/bounded-text.ts";
import { lineOf } from "../kit/objects.ts";
import { type ChainEnv, chainSettings } from "../sale/draw-chain.ts";

/** A slow relay is left for the next one: places are awaited by everybody. */
const ANSWER_WITHIN_MS = 1_500;
/** A round is some 300 bytes. */
const ANSWER_BYTES_MAX = 4_096;

export const beaconPorts = (env: Env & ChainEnv): BeaconPorts => ({
  relays: chainSettings(env).relays,
  ask: async (url) => {
    try {
      const asked = (env.BEACON_FETCH ?? fetch)(url, {
        redirect: "manual",
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      const response = await asked;
      return response.ok ? await boundedText(response, ANSWER_BYTES_MAX) : null;
    } catch {
      return null;
    }
  },
  bring: async (show_id, round) => {
    await lineOf(env, show_id).bringRound(round);
  },
});
