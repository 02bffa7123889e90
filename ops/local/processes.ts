// Asking about and ending processes of an instance, always by an id it noted itself.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { forgetProcesses, type Noted, notedProcesses } from "./state.ts";

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The command line of a process; ids are reused, so a noted one must still look like what was noted. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    try {
      return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    } catch {
      return "";
    }
  }
}

const LOOKS_LIKE: Record<Noted["role"], RegExp> = {
  starter: /ops\/start\.ts/,
  guard: /ops\/local\/guard\.ts/,
  workerd: /workerd/,
};

/** Ends what an earlier start with this STATE_DIR left behind, before its data is opened. */
export async function endStale(state_dir: string): Promise<void> {
  const stale = notedProcesses(state_dir).filter(
    ({ pid, role }) => pid !== process.pid && isAlive(pid) && LOOKS_LIKE[role].test(commandOf(pid)),
  );
  // The starter goes first: it would start its children again.
  const starters = stale.filter(({ role }) => role === "starter");
  for (const { pid } of starters) process.kill(pid, "SIGTERM");
  await gone(starters, 5_000);
  for (const { pid } of stale) if (isAlive(pid)) process.kill(pid, "SIGKILL");
  await gone(stale, 5_000);
  forgetProcesses(state_dir);
}

async function gone(list: readonly Noted[], within_ms: number): Promise<void> {
  const until_ms = Date.now() + within_ms;
  while (Date.now() < until_ms && list.some(({ pid }) => isAlive(pid))) await sleep(25);
}
