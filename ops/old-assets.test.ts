// F15: an open tab goes on over a deployment.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { bringOldAssets, GENERATIONS_FILE, GENERATIONS_MAX, OldAssetsUnknown, writeGeneration } from "./old-assets.ts";

let served: string;
let server: Server;
let origin: string;
let status: number | null;
const folders: string[] = [];

/** A build's folder with these files, each saying its own name. */
function build(...files: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "fairline-assets-"));
  folders.push(folder);
  for (const file of files) writeFileSync(join(folder, file), file);
  writeFileSync(join(folder, "mark.svg"), `of ${files[0]}`);
  writeGeneration(folder);
  return folder;
}

beforeEach(async () => {
  status = null;
  server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "").replace("/assets/", "");
    try {
      const body = readFileSync(join(served, path));
      response.writeHead(status ?? 200).end(body);
    } catch {
      response.writeHead(status ?? 404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const deploy = async (folder: string) => {
  const brought = await bringOldAssets(origin, folder);
  served = folder;
  return brought;
};

it("F15: what the running version serves is served by the next one too, beside its own; its own come first", async () => {
  served = build("line-aaaa.js", "site-1111.js");
  const next = build("line-bbbb.js", "site-1111.js");
  expect(await deploy(next)).toEqual({ files: 1, generations: 1 });
  expect(readdirSync(next).sort()).toEqual([
    GENERATIONS_FILE,
    "line-aaaa.js",
    "line-bbbb.js",
    "mark.svg",
    "site-1111.js",
  ]);
  expect(readFileSync(join(next, "line-aaaa.js"), "utf8")).toBe("line-aaaa.js");
  expect(readFileSync(join(next, "mark.svg"), "utf8")).toBe("of line-bbbb.js");
});

it("F15: so many versions back and no further; the same build deployed again is no new one", async () => {
  served = build("line-0.js");
  for (let i = 1; i <= 6; i += 1) await deploy(build(`line-${i}.js`));
  const again = build("line-6.js");
  await deploy(again);
  const lines = readdirSync(again).filter((file) => file.startsWith("line-"));
  expect(lines.sort()).toEqual(Array.from({ length: GENERATIONS_MAX }, (_, i) => `line-${6 - i}.js`).sort());
});

it("F15: the first deployment finds none; one that cannot be asked is an error, since tabs would break unseen", async () => {
  served = mkdtempSync(join(tmpdir(), "fairline-assets-"));
  folders.push(served);
  const first = build("line-a.js");
  expect(await bringOldAssets(origin, first)).toBeNull();
  status = 503;
  await expect(bringOldAssets(origin, first)).rejects.toBeInstanceOf(OldAssetsUnknown);
});

it("F15: a list that names files elsewhere brings nothing", async () => {
  served = build("line-a.js");
  writeFileSync(join(served, GENERATIONS_FILE), JSON.stringify([["../../wrangler.toml"]]));
  await expect(bringOldAssets(origin, build("line-b.js"))).rejects.toBeInstanceOf(OldAssetsUnknown);
});
