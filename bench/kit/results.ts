// Where figures and pictures of a measurement are laid down: a folder that is not committed.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Measured } from "./measured.ts";
import { drawn } from "./plot.ts";

const FOLDER = join(import.meta.dirname, "..", "results");

/** Returns the files it wrote. */
export function keep(name: string, { plots = [], ...told }: Measured): readonly string[] {
  mkdirSync(FOLDER, { recursive: true });
  const when = new Date().toISOString().slice(0, 19).replace(/[T:]/g, "-");
  const base = join(FOLDER, `${name}-${when}`);
  writeFileSync(`${base}.json`, `${JSON.stringify({ name, at: new Date().toISOString(), ...told, plots }, null, 1)}\n`);
  if (plots.length === 0) return [`${base}.json`];
  writeFileSync(`${base}.svg`, drawn(plots));
  return [`${base}.json`, `${base}.svg`];
}
