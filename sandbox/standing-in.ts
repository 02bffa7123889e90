// The product's bindings with every stand-in in its place, made once for each origin that is asked: a crowd must not pay for
// the sandbox at every request.
import { withAway } from "./away/parts.ts";
import { withBeacon } from "./beacon/server.ts";
import { type SandboxEnv, withStandIns } from "./env.ts";
import { withIdentityProviders } from "./identity/server.ts";
import { withPayments } from "./toss/server.ts";
import { withTurnstile } from "./turnstile/server.ts";

/** A laptop has one or two names; whoever makes some up must not fill the memory. */
const ORIGINS_MAX = 16;
const made = new WeakMap<SandboxEnv, Map<string, SandboxEnv>>();

/** Jobs have no request to learn their own address from. */
export function locally(env: SandboxEnv, request?: Request): SandboxEnv {
  const origin = request === undefined ? "" : originIn(request.url);
  const known = made.get(env) ?? new Map<string, SandboxEnv>();
  made.set(env, known);
  const before = known.get(origin);
  if (before !== undefined) return before;
  if (known.size >= ORIGINS_MAX) known.clear();
  const standing_in = standIn(env, request);
  known.set(origin, standing_in);
  return standing_in;
}

function standIn(env: SandboxEnv, request: Request | undefined): SandboxEnv {
  const standing_in = withAway(withTurnstile(withPayments(withBeacon(withStandIns(env)), request), request));
  return request === undefined ? standing_in : withIdentityProviders(standing_in, request);
}

/** `http://name:port`, cut off and not parsed. */
const originIn = (url: string): string => url.slice(0, url.indexOf("/", "https://".length));
