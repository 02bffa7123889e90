// What stands before the Worker in a deployment, on a laptop: static files, where an asker comes from, which scheme they came
// by, answers compressed for browsers. workerd's own socket leads here, past miniflare's entry and its router of assets, which
// cost a request five times what the product's own answer does.
import type { SandboxEnv } from "./env.ts";

type Handler = (request: Request, env: SandboxEnv, ctx: ExecutionContext) => Promise<Response>;

const ADDRESS = "cf-connecting-ip";
/** The port is open to this machine alone (ops/local/server.ts). */
const HERE = "127.0.0.1";

const COMPRESSED = new Set([
  "text/html",
  "text/css",
  "text/javascript",
  "text/plain",
  "application/javascript",
  "application/json",
  "application/manifest+json",
  "image/svg+xml",
]);

export const front = (product: Handler) => ({
  fetch: async (request: Request, env: SandboxEnv, ctx: ExecutionContext): Promise<Response> => {
    const asset = isAsset(request.url);
    const answer = asset ? await env.ASSETS.fetch(request) : await product(arrived(request), env, ctx);
    return forBrowsers(request, answer);
  },
});

const isAsset = (url: string): boolean => url.startsWith("/assets/", url.indexOf("/", "https://".length));

/** As the platform hands it on: with the asker's address, and by the scheme that a tunnel before it says. */
function arrived(request: Request): Request {
  const is_https = request.headers.get("x-forwarded-proto") === "https" && request.url.startsWith("http:");
  const whole = is_https ? new Request(`https${request.url.slice("http".length)}`, request) : new Request(request);
  if (!whole.headers.has(ADDRESS)) whole.headers.set(ADDRESS, HERE);
  return whole;
}

/** The platform compresses what is marked so on its way out. */
function forBrowsers(request: Request, answer: Response): Response {
  if (answer.body === null || !/\bgzip\b/.test(request.headers.get("accept-encoding") ?? "")) return answer;
  const type = answer.headers.get("content-type")?.split(";")[0] ?? "";
  if (!COMPRESSED.has(type) || answer.headers.has("content-encoding")) return answer;
  const compressed = new Response(answer.body, answer);
  compressed.headers.set("content-encoding", "gzip");
  return compressed;
}
