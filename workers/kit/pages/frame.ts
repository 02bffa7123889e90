// What every page is given around its content, made from the request.

import { bannerText } from "../../../web/words/banner.ts";
import { knownZone } from "../../../web/words/zones.ts";
import { readPreference } from "../cookies.ts";
import { type Ctx, urlOf } from "../env.ts";
import { returnPath } from "../http/return-to.ts";
import { assetsFor } from "./assets.ts";
import { paths } from "./paths.ts";
import type { PageFrame } from "./view-models.ts";

export function frameOf(c: Ctx, ...islands: readonly string[]): PageFrame {
  const url = urlOf(c);
  const theme = readPreference(c, "theme");
  const practice = c.get("practice") ?? null;
  // The person of a practice is nobody to the rest of the site: no name in the header, no bell.
  const identity = practice === null ? c.get("identity") : null;
  return {
    language: c.get("language") ?? "ko",
    theme: theme === "light" || theme === "dark" ? theme : null,
    path: c.req.method === "GET" ? url.pathname + url.search : formPath(c, url.origin),
    origin: url.origin,
    nonce: "",
    // A signed-in reader's bell is live on every page.
    assets: assetsFor(...(identity === null ? [] : ["bell.ts"]), ...islands),
    user: identity === null ? null : { name: "", role: identity.role },
    unread_count: 0,
    now_ms: c.get("now_ms") ?? Date.now(),
    fan_time_zone: knownZone(readPreference(c, "zone")),
    notice: null,
    practice: practice === null ? null : { code: practice.code, url: paths.practice(practice.id) },
    banner: bannerText(c.get("banner") ?? null, c.get("language") ?? "ko"),
  };
}

/** A form's answer stands at an address that only takes forms: one comes back to the page that held it. */
function formPath(c: Ctx, origin: string): string {
  const page = URL.parse(c.req.header("referer") ?? "");
  return page?.origin === origin ? returnPath(page.pathname + page.search) : "/";
}
