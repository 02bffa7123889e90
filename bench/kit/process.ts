// Which workerd a Miniflare started, and how much of a processor it has used: on a machine that others use too, the
// processor's time of a request says more than the clock's.
import type { ChildProcess } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { readFileSync } from "node:fs";
import { Miniflare } from "miniflare";

export type Served = { readonly miniflare: Miniflare; readonly entry: URL; readonly pid: number };

/** Node tells of every child it starts. */
export async function serve(options: ConstructorParameters<typeof Miniflare>[0]): Promise<Served> {
  let pid = 0;
  const onChild = (message: unknown): void => {
    const child = (message as { process: ChildProcess }).process;
    child.once("spawn", () => {
      if (child.spawnfile.includes("workerd")) pid = child.pid ?? 0;
    });
  };
  subscribe("child_process", onChild);
  const miniflare = new Miniflare(options);
  try {
    return { miniflare, entry: await miniflare.ready, pid };
  } catch (error) {
    await miniflare.dispose();
    throw error;
  } finally {
    unsubscribe("child_process", onChild);
  }
}

const US_PER_TICK = 10_000;
/** User and system time; behind them the same of the children that have ended and were waited for. */
const OWN_FIELDS = [11, 12] as const;
const CHILDREN_FIELDS = [13, 14] as const;

/** Of all its threads. NaN where there is no /proc. */
export function cpuUs(pid: number, { children = false }: { readonly children?: boolean } = {}): number {
  try {
    // The name in the brackets may hold spaces; the fields behind it do not.
    const fields = (readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1) ?? "").split(" ");
    const counted = children ? [...OWN_FIELDS, ...CHILDREN_FIELDS] : OWN_FIELDS;
    return counted.reduce((sum, field) => sum + Number(fields[field]), 0) * US_PER_TICK;
  } catch {
    return Number.NaN;
  }
}
