// Addresses of built styles and islands. The build writes the list before the Worker is bundled.
import urls from "../../../dist/asset-urls.json";
import type { AssetUrls } from "./view-models.ts";

const built: Readonly<Record<string, string>> = urls;

function urlOf(source: string): string {
  const url = built[source];
  if (url === undefined) throw new Error(`${source} was not built`);
  return url;
}

/** Every page loads the site's own small script; a page may add its islands. */
export const assetsFor = (...islands: readonly string[]): AssetUrls => ({
  css: urlOf("web/styles/index.css"),
  fontsCss: urlOf("web/styles/fonts.css"),
  scripts: ["site.ts", ...islands].map((name) => urlOf(`web/islands/${name}`)),
});
