// Which deployment a command speaks to. Without a name it is the instance on this computer: nobody refunds a real sale by a
// forgotten word.
import type { Deployment } from "../deployments.ts";

export const ENVIRONMENTS = ["local", "dev", "staging", "production"] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

export const isEnvironment = (word: string): word is Environment => (ENVIRONMENTS as readonly string[]).includes(word);
export const isLocal = (environment: Environment): environment is "local" | "dev" =>
  environment === "local" || environment === "dev";

const PORT_DEFAULT = 8787;

/** Where it answers: what wrangler.toml says of a deployment, or PORT on this computer. */
export async function addressOf(environment: Environment, url: string | null): Promise<string> {
  if (url !== null) return new URL(url).origin;
  if (isLocal(environment)) return `http://127.0.0.1:${process.env.PORT ?? PORT_DEFAULT}`;
  // wrangler takes a second to load, and most commands do without it.
  const { settingsOf } = await import("../deployments.ts");
  return new URL(settingsOf(environment satisfies Deployment).public_origin).origin;
}
