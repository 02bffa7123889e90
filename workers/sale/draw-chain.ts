// Whose randomness draws a lobby: drand's public network, or the chain that one optional variable, DRAW_CHAIN, names.
import * as z from "zod/mini";
import { type Chain, QUICKNET, SCHEME } from "../../domain/draw/chain.ts";
import { log } from "../kit/log.ts";

export type ChainEnv = {
  readonly DRAW_CHAIN?: string;
  /** How relays are reached, where that is not the network: the stand-in answers in the same process. */
  readonly BEACON_FETCH?: (url: string, init: RequestInit) => Promise<Response>;
};
export type ChainSettings = { readonly chain: Chain; readonly relays: readonly string[] };

const hex = (bytes: number) => z.string().check(z.regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`)));
const given = z.object({
  chain: z.object({
    name: z.string().check(z.minLength(1), z.maxLength(60)),
    chain_hash: hex(32),
    public_key: hex(96),
    scheme: z.literal(SCHEME),
    period_ms: z.int().check(z.minimum(1_000), z.maximum(600_000)),
    genesis_at_ms: z.int().check(z.minimum(0)),
  }),
  relays: z.array(z.url({ protocol: /^https?$/ }).check(z.maxLength(500))).check(z.minLength(1), z.maxLength(10)),
});

/** Four doors to the same rounds, of two operators. */
const PUBLIC: ChainSettings = {
  chain: QUICKNET,
  relays: ["https://api.drand.sh", "https://drand.cloudflare.com", "https://api2.drand.sh", "https://api3.drand.sh"],
};

let parsed: { readonly text: string; readonly settings: ChainSettings } | null = null;

/** A variable that cannot be read is said, and the public network stands in: a lobby is never drawn by nothing. */
export function chainSettings(env: ChainEnv): ChainSettings {
  const text = env.DRAW_CHAIN ?? "";
  if (parsed?.text !== text) parsed = { text, settings: text === "" ? PUBLIC : readSettings(text) };
  return parsed.settings;
}

function readSettings(text: string): ChainSettings {
  const read = given.safeParse(jsonOf(text));
  if (read.success) return { ...read.data, relays: read.data.relays.map((relay) => relay.replace(/\/+$/, "")) };
  log("error", "draw_chain_unreadable", { where: read.error.issues.map((issue) => issue.path.join(".")).join(" ") });
  return PUBLIC;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
