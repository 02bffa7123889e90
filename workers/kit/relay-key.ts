// The key by which a line's fans are spread over its relays: made of the deployment's own secret and the show, without asking
// anybody, so that every edge, every relay and the line have the same. Turning the secret moves fans once, as a new number of
// relays does.
import { bytesToWords, sha256 } from "../../domain/log/sha256.ts";
import { utf8 } from "../../domain/log/text.ts";
import type { RelayKey } from "../../domain/relay/spread.ts";
import { keySetsOf } from "./keys.ts";

const made = new Map<string, RelayKey>();
const MADE_MAX = 1_000;

export function relayKey(env: Pick<Env, "SIGNING_KEYS">, show_id: string): RelayKey {
  const seed = keySetsOf(env.SIGNING_KEYS).access[0]?.jwk.d ?? "";
  const text = `relays:${show_id}:${seed}`;
  const known = made.get(text);
  if (known !== undefined) return known;
  const [k0 = 0, k1 = 0] = bytesToWords(sha256(utf8(text)));
  if (made.size >= MADE_MAX) made.clear();
  made.set(text, { k0, k1 });
  return { k0, k1 };
}
