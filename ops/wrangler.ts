// How the commands call wrangler: the one in node_modules, quietly, and never asking the network for itself.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Unavailable } from "./cli/api.ts";

export const WRANGLER = "node_modules/wrangler/bin/wrangler.js";

export const QUIET: NodeJS.ProcessEnv = {
  ...process.env,
  WRANGLER_SEND_METRICS: "false",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_WRITE_LOGS: "false",
  DO_NOT_TRACK: "1",
};

/** In wrangler's own words, without its colours. */
export class WranglerFailed extends Unavailable {}

const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;

export async function runWrangler(args: readonly string[]): Promise<string> {
  const options = { env: { ...QUIET, NO_COLOR: "1", FORCE_COLOR: "0" }, maxBuffer: OUTPUT_BYTES_MAX };
  try {
    return (await promisify(execFile)(process.execPath, [WRANGLER, ...args], options)).stdout;
  } catch (error) {
    const { stderr = "", stdout = "" } = error as { readonly stderr?: string; readonly stdout?: string };
    const said = `${stderr}\n${stdout}`.split("\n").filter((line) => line.includes("ERROR"));
    throw new WranglerFailed(`wrangler ${args.slice(0, 3).join(" ")}: ${said.join(" ").trim() || "it failed"}`);
  }
}
