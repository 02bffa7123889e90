import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";

const deployed = readFileSync("dist/production/index.js", "utf8");
const local = readFileSync("dist/local/index.js", "utf8");
const settings = readFileSync("wrangler.toml", "utf8").replace(/^#.*$/gm, "");
const MARKS = ["/sandbox", "SandboxStore", "SANDBOX_STORE", "show_moonlight"];

it("F6: the deployed bundle holds nothing of the stand-ins, and the marks looked for are in the local one", () => {
  for (const mark of MARKS) {
    expect([mark, local.includes(mark)]).toEqual([mark, true]);
    expect([mark, deployed.includes(mark)]).toEqual([mark, false]);
  }
});

it("F6: no environment but the local one names the stand-ins' entry", () => {
  const [above = "", below = ""] = settings.split("\n[env.local]");
  expect(above).not.toContain("sandbox/");
  expect(below).toContain('main = "sandbox/index.ts"');
});

it("F6: every environment spells out the same bindings", () => {
  const bindings = (prefix: string): string[] =>
    [...settings.matchAll(/^\[\[(.+)\]\]\n((?:(?!\[).*\n)*)/gm)]
      .filter(([, name = ""]) => name.startsWith(prefix))
      .map(
        ([, name = "", body = ""]) =>
          `${name.replace(prefix, "")} ${/(?:binding|name|queue) = "([^"]+)"/.exec(body)?.[1]}`,
      )
      .filter((line) => !line.includes("SANDBOX") && !line.startsWith("exports"))
      .sort();
  const alike = (prefix: string) =>
    bindings(prefix).map((line) => line.replace(/fairline-(staging|local)/, "fairline"));
  expect(alike("env.staging.")).toEqual(bindings("env.production."));
  expect(alike("env.local.").filter((line) => !line.includes("Sandbox"))).toEqual(bindings("env.production."));
});

it("F6: without an environment's name there is nothing to deploy", () => {
  const [top = ""] = settings.split(/^\[/m);
  expect(top).not.toMatch(/^main =/m);
  expect(settings).not.toMatch(/^\[+(?!\[|env\.)/m);
});

it("D67: no secret lies in the repository", () => {
  const elsewhere = new Set(["node_modules", "dist", ".git", ".state", ".wrangler", "test-results"]);
  const kinds = "ts,tsx,toml,json,md,sql,css";
  // What others write beside the repository's own files is not even looked into: it may vanish meanwhile.
  const files = globSync(`**/*.{${kinds}}`, { exclude: (name) => elsewhere.has(name) });
  expect(files).toContain("wrangler.toml");
  const PRIVATE = /"d"\s*:\s*"[\w-]{40,}"|-----BEGIN [A-Z ]*PRIVATE KEY|live_[gs]sk_[\w]{10,}/;
  const found = files.filter((file) => PRIVATE.test(readFileSync(file, "utf8")));
  expect(found).toEqual([]);
});

type Built = { readonly file: string; readonly imports?: readonly string[] };

/** Bytes that a browser is sent for these islands, with all that they import, compressed. */
function bytesOf(...islands: readonly string[]): number {
  const manifest = JSON.parse(readFileSync("dist/client-manifest.json", "utf8")) as Readonly<Record<string, Built>>;
  const files = new Set<string>();
  const take = (name: string): void => {
    const built = manifest[name];
    if (built === undefined || files.has(built.file)) return;
    files.add(built.file);
    for (const part of built.imports ?? []) take(part);
  };
  for (const island of islands) take(`web/islands/${island}`);
  expect(files.size).toBeGreaterThan(1);
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join("dist/client", file))).length, 0);
  console.log(`${islands.join(", ")}: ${bytes} bytes compressed in ${files.size} files`);
  return bytes;
}

it("LE12: the layout editor's script, with all that it imports, is at most 90 kB compressed", () => {
  expect(bytesOf("layout-editor.tsx")).toBeLessThanOrEqual(90_000);
});

it("CN20: the scripts of the live sale, its map and the site's own among them, are at most 60 kB compressed", () => {
  expect(bytesOf("live-sale.tsx", "sale-map.tsx", "site.ts", "bell.ts")).toBeLessThanOrEqual(60_000);
});

it("CN46: the scripts of making and editing a show are at most 60 kB compressed", () => {
  expect(bytesOf("poster.ts", "making.ts", "account.ts", "site.ts", "bell.ts")).toBeLessThanOrEqual(60_000);
});
