// Web Push by configuration: the secret WEB_PUSH, or off.
import * as z from "zod/mini";
import { log } from "../../kit/log.ts";
import type { VapidKeys } from "./vapid.ts";

const keys = z.object({
  public_key: z.string().check(z.regex(/^B[\w-]{86}$/, "an uncompressed P-256 point, base64url")),
  private_key: z.string().check(z.regex(/^[\w-]{43}$/, "32 bytes, base64url")),
  subject: z.string().check(z.regex(/^(mailto:|https:\/\/)/, "mailto: or https:")),
});

let read: { readonly text: string; readonly keys: VapidKeys | null } = { text: "", keys: null };

export function pushKeys(env: { readonly WEB_PUSH?: string }): VapidKeys | null {
  const text = env.WEB_PUSH ?? "";
  if (text !== read.text) read = { text, keys: text === "" ? null : parse(text) };
  return read.keys;
}

function parse(text: string): VapidKeys | null {
  try {
    return keys.parse(JSON.parse(text));
  } catch {
    // Not what it holds: it is a secret.
    log("error", "web_push_unreadable", {});
    return null;
  }
}

/** A subscription names where we are to call: only the browsers' own push services, or anyone could point us anywhere. */
const SERVICES = [
  /^fcm\.googleapis\.com$/,
  /^([\w-]+\.)*push\.services\.mozilla\.com$/,
  /^([\w-]+\.)*notify\.windows\.com$/,
  /^([\w-]+\.)*push\.apple\.com$/,
];

export function isPushService(endpoint: string): boolean {
  const url = URL.parse(endpoint);
  return url?.protocol === "https:" && url.port === "" && SERVICES.some((host) => host.test(url.hostname));
}
