// How the commands call wrangler: the one in node_modules, quietly, and never asking the network for itself.
export const WRANGLER = "node_modules/wrangler/bin/wrangler.js";

export const QUIET: NodeJS.ProcessEnv = {
  ...process.env,
  WRANGLER_SEND_METRICS: "false",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_WRITE_LOGS: "false",
  DO_NOT_TRACK: "1",
};
