// What a local instance keeps in its STATE_DIR beside the data: its keys, and which processes belong to it.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newKeySets } from "../keys.ts";

/** Written whole or not at all: a crash in between must not leave half a file. */
function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** Made on the first start and kept: sessions, receipts and tickets outlive a restart. */
export function localKeys(state_dir: string): string {
  mkdirSync(state_dir, { recursive: true });
  const path = join(state_dir, "signing-keys.json");
  if (!existsSync(path)) writeWhole(path, JSON.stringify(newKeySets()));
  return readFileSync(path, "utf8");
}

export type Noted = { readonly pid: number; readonly role: "starter" | "guard" | "workerd" };

const notePath = (state_dir: string): string => join(state_dir, "processes.json");

export function noteProcesses(state_dir: string, list: readonly Noted[]): void {
  writeWhole(notePath(state_dir), JSON.stringify(list));
}

export function notedProcesses(state_dir: string): Noted[] {
  try {
    const list: unknown = JSON.parse(readFileSync(notePath(state_dir), "utf8"));
    return Array.isArray(list) ? list.filter(isNoted) : [];
  } catch {
    return [];
  }
}

const isNoted = (value: unknown): value is Noted =>
  typeof value === "object" && value !== null && "pid" in value && Number.isInteger(value.pid);

export function forgetProcesses(state_dir: string): void {
  rmSync(notePath(state_dir), { force: true });
}
